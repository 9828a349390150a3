"""Where the program is measured: a virtual environment of its own with the wheel in it, and an empty home."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ROOT = Path(__file__).parents[2]
DROPPED = ("PYTHONDONTWRITEBYTECODE", "PYTHONPATH", "NO_COLOR", "CI", "LINES", "COLUMNS", "TMUX")


class Place(NamedTuple):
    """What a measurement needs to know."""

    folder: Path
    """Scratch space, removed afterwards."""
    python: str
    program: str
    """The installed `cio-tui`."""
    environment: Mapping[str, str]
    rounds: int


@contextmanager
def prepare(rounds: int) -> Iterator[Place]:
    """Build the wheel, install it with the locked packages, compile everything."""
    with TemporaryDirectory(prefix="cio-tui-bench-") as name:
        folder = Path(name)
        subprocess.run([sys.executable, "-m", "venv", folder / "venv"], check=True)
        python = str(folder / "venv" / "bin" / "python")
        environment = {
            key: value
            for key, value in os.environ.items()
            if key not in DROPPED and not key.startswith("CIO_TUI_")
        }
        _install(python, environment, folder)
        (folder / "home").mkdir()
        environment |= {"HOME": str(folder / "home"), "TERM": "xterm-256color"}
        yield Place(folder, python, str(folder / "venv" / "bin" / "cio-tui"), environment, rounds)


def _install(python: str, environment: Mapping[str, str], folder: Path) -> None:
    """The wheel with what it needs and nothing else: what development needs would be imported where it is found."""
    locked = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pins = folder / "constraints.txt"
    pins.write_text("\n".join(re.findall(r"^\S+==\S+", locked, re.MULTILINE)))
    (wheel,) = (ROOT / "dist").glob("*.whl")
    command = [
        python,
        "-m",
        "pip",
        "--disable-pip-version-check",
        "--quiet",
        "install",
        "--compile",
        "-c",
        str(pins),
        str(wheel),
    ]
    subprocess.run(command, check=True, env=environment)
