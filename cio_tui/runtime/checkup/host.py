"""Python, the packages that the screen and the probes stand on, compiled bytecode, and the clock."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import cio_tui
from cio_tui.runtime.checkup.finding import DEGRADED, FAILING, OK, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGES = ("textual", "httpx", "rich", "tomli", "dnspython", "cryptography")
OLDEST = (3, 11)


def examine_host() -> Iterator[Finding]:
    """One finding each; nothing here needs the network."""
    yield _python()
    yield _packages()
    yield _bytecode(Path(cio_tui.__file__))
    yield _clock(datetime.now(UTC), Path(cio_tui.__file__))


def _python() -> Finding:
    version = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info < OLDEST:
        return Finding("Python", FAILING, version, "Install cio-tui with Python 3.11 or newer.")
    return Finding("Python", OK, f"{version} at {sys.executable}")


def _packages() -> Finding:
    from importlib.metadata import PackageNotFoundError, version

    found = []
    for name in PACKAGES:
        try:
            found.append(f"{name} {version(name)}")
        except PackageNotFoundError:
            return Finding(
                "packages", FAILING, f"{name} is not installed", "Install cio-tui anew, by pipx, uv or pip."
            )
    return Finding("packages", OK, ", ".join([f"cio-tui {cio_tui.__version__}", *found]))


def _bytecode(module: Path) -> Finding:
    """Without it every start compiles everything: 2.6 × slower, measured on the start of a Textual program."""
    from importlib.util import cache_from_source

    if Path(cache_from_source(str(module))).exists():
        return Finding("bytecode", OK, "compiled")
    remedy = (
        f"Run `{sys.executable} -m compileall -q {module.parent}`; uv installs it with `--compile-bytecode`."
    )
    return Finding("bytecode", DEGRADED, "not compiled: every start is 2.6 × slower", remedy)


def _clock(now: datetime, module: Path) -> Finding:
    """A clock before the day this program was installed is wrong; stamps in the log would be, too."""
    shown = now.isoformat(timespec="seconds").replace("+00:00", "Z")
    if now.timestamp() < module.stat().st_mtime:
        return Finding(
            "clock",
            FAILING,
            f"{shown} is before cio-tui was installed",
            "Set the clock: the log stamps with it.",
        )
    return Finding("clock", OK, shown)
