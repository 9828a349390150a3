"""What a user installs: the wheel holds the books and the completion scripts, and works without the checkout."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.ZipFile:
    """Built by the backend itself, as pip would."""
    pytest.importorskip("hatchling")
    folder = tmp_path_factory.mktemp("wheel")
    program = f"from hatchling.build import build_wheel; build_wheel({str(folder)!r})"
    subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return zipfile.ZipFile(built)


def test_it_holds_every_module_book_and_scenario_and_no_test(wheel: zipfile.ZipFile) -> None:
    names = set(wheel.namelist())
    package = {str(path.relative_to(ROOT)) for path in (ROOT / "cio_tui").rglob("*.py")}
    books = {f"cio_tui/{path.relative_to(ROOT)}" for path in (ROOT / "runbooks").rglob("*.toml")}
    assert package | books | {"cio_tui/py.typed"} <= names
    assert not [name for name in names if name.startswith(("tests", "tools"))]


def test_it_holds_a_completion_script_for_each_shell(wheel: zipfile.ZipFile) -> None:
    for shell in ("bash", "zsh", "fish", "tcsh"):
        assert b"runbook" in wheel.read(f"cio_tui/cli/completions/{shell}")


def test_it_works_without_the_checkout(wheel: zipfile.ZipFile, tmp_path: Path) -> None:
    wheel.extractall(tmp_path / "site")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path / "site")}

    def run(*words: str) -> str:
        command = [sys.executable, "-m", "cio_tui", *words]
        return subprocess.run(
            command, cwd=tmp_path, env=environment, check=True, capture_output=True, text=True
        ).stdout

    assert str(tmp_path / "site" / "cio_tui" / "runbooks" / "p1-outage.toml") in run("runbook", "list")
    assert "total-outage" in run("drill", "--list")
    assert run("completion", "fish").encode() == wheel.read("cio_tui/cli/completions/fish")
