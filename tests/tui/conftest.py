"""The app where nothing answers, stages for pure tests, and the real program on a terminal of its own."""

from __future__ import annotations

import shutil
import sys
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest

from cio_tui.runtime.clock import SystemClock
from cio_tui.runtime.conductor import Conductor
from cio_tui.runtime.library import Library
from cio_tui.runtime.settings import load_settings
from cio_tui.runtime.workplace import make_workplace
from cio_tui.tui.app import CioTui
from tests.screen import Terminal
from tests.tui.hands import Hands
from tests.tui.stage import Stage

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping, Sequence

    from cio_tui.core.runbook import Runbook
    from cio_tui.runtime.workplace import Workplace
    from tests.tui.hands import OpenApp

ROOT = Path(__file__).parents[2]
SCREEN_BOOK = ROOT / "tests" / "data" / "runbooks" / "screen.toml"

CONFIG = """\
runbooks = ["{books}"]
label = "prod"
[endpoints]
track = "http://127.0.0.1:9"
app = "http://127.0.0.1:9"
status = "http://127.0.0.1:9"
control = "http://127.0.0.1:9"
[network]
dns = ["127.0.0.1:9"]
"""
"""Nobody listens on the discard port."""


@pytest.fixture
def books(tmp_path: Path) -> Path:
    """A folder of the user's own runbooks."""
    folder = tmp_path / "books"
    folder.mkdir()
    shutil.copy(SCREEN_BOOK, folder)
    return folder


@pytest.fixture
def config(books: Path, tmp_path: Path) -> Path:
    """A configuration that reaches nothing."""
    path = tmp_path / "config.toml"
    path.write_text(CONFIG.format(books=books), encoding="utf-8")
    return path


@pytest.fixture
def state(tmp_path: Path) -> dict[str, str]:
    """Environment of a person called ana, with a home of her own."""
    return {
        "XDG_STATE_HOME": str(tmp_path / "state"),
        "HOME": str(tmp_path),
        "CIO_TUI_PERSON": "ana",
        "CUSTOMERIO_SITE_ID": "0f5a4d0c6b1e2f3a4b5c",
        "CUSTOMERIO_TRACK_API_KEY": "9d8c7b6a5f4e3d2c1b0a",
    }


@pytest.fixture
def workplace(config: Path, state: dict[str, str]) -> Workplace:
    """Where nothing answers."""
    return make_workplace(load_settings(str(config), environment={}), SystemClock(), state)


@pytest.fixture
def open_app(workplace: Workplace) -> OpenApp:
    """The app on the workplace."""

    @asynccontextmanager
    async def open_it(
        book: str = "", *, size: tuple[int, int] = (80, 24), place: Workplace | None = None
    ) -> AsyncIterator[Hands]:
        async with Conductor(place or workplace) as conductor:
            if book:
                await conductor.open(book)
            app = CioTui(conductor)
            async with app.run_test(size=size) as pilot:
                hands = Hands(app, pilot, conductor)
                await hands.until(lambda: "NOW" in hands.screen)
                yield hands

    return open_it


@pytest.fixture(scope="session")
def screen_book() -> Runbook:
    """The book with everything in it."""
    return Library([SCREEN_BOOK.parent]).open_book("screen")


@pytest.fixture
def stage(screen_book: Runbook) -> Stage:
    """A new incident on it."""
    return Stage(screen_book)


@dataclass(frozen=True)
class Incident:
    """The one incident in a home, read from outside."""

    home: Path

    @property
    def folder(self) -> Path:
        """Its folder."""
        (folder,) = (self.home / ".local/state/cio-tui/incidents").glob("INC-*")
        return folder

    @property
    def kinds(self) -> list[str]:
        """The kind of every event, in order."""
        return self._values("kind")

    @property
    def reasons(self) -> list[str]:
        """The reason of every event that has one."""
        return self._values("reason")

    @property
    def samples(self) -> int:
        """Readings written beside the log."""
        return (self.folder / "readings.jsonl").read_text().count("\n")

    def _values(self, key: str) -> list[str]:
        lines = (self.folder / "log.toml").read_text().splitlines()
        return [line.partition(" = ")[2].strip('"') for line in lines if line.startswith(f"{key} = ")]


class Program(Protocol):
    """`cio-tui` with these words on a terminal."""

    def __call__(
        self,
        *words: str,
        size: tuple[int, int] = (120, 40),
        environment: Mapping[str, str] | None = None,
        ignored: Sequence[str] = (),
    ) -> Terminal: ...


@pytest.fixture
def incident(tmp_path: Path) -> Incident:
    """What the program of this test leaves behind."""
    return Incident(tmp_path)


@pytest.fixture
def program(tmp_path: Path) -> Program:
    """The program, in `tmp_path`."""

    def start(
        *words: str,
        size: tuple[int, int] = (120, 40),
        environment: Mapping[str, str] | None = None,
        ignored: Sequence[str] = (),
    ) -> Terminal:
        command = (sys.executable, "-m", "cio_tui", *words)
        home = {"HOME": str(tmp_path), **(environment or {})}
        return Terminal(command, size=size, environment=home, folder=tmp_path, ignored=ignored)

    return start
