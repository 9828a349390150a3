"""A workplace whose every endpoint is a closed port of this host, the app on it, and stages for pure tests."""

from __future__ import annotations

import asyncio
import shutil
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
from tests.tui.stage import Stage

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from contextlib import AbstractAsyncContextManager

    from textual.pilot import Pilot

    from cio_tui.core.runbook import Runbook
    from cio_tui.core.session import Session
    from cio_tui.runtime.workplace import Workplace

ROOT = Path(__file__).parents[2]
SCREEN_BOOK = ROOT / "tests" / "data" / "runbooks" / "screen.toml"
PATIENCE = 30.0

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


@dataclass(frozen=True)
class Hands:
    """A person at the app."""

    app: CioTui
    pilot: Pilot[int]
    conductor: Conductor

    @property
    def session(self) -> Session:
        """The incident that is open."""
        session = self.conductor.scene().session
        assert session is not None
        return session

    async def press(self, *keys: str) -> None:
        """Press keys, one after the other, each once the one before has been worked off."""
        for key in keys:
            await self.pilot.press(key)
            await self.pilot.pause()

    async def type(self, text: str) -> None:
        """Type a text into what has the focus."""
        await self.pilot.press(*("space" if one == " " else one for one in text))

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait for something to become true."""
        async with asyncio.timeout(PATIENCE):
            while not holds():
                await self.pilot.pause()

    async def see(self, *wanted: str) -> str:
        """The screen, once it shows all of these."""
        await self.until(lambda: all(text in self.screen for text in wanted))
        return self.screen

    @property
    def screen(self) -> str:
        """What is painted, dialogs and what is behind them included."""
        return painted(self.app)


def painted(app: CioTui) -> str:
    """The rows of the screen as text."""
    width, height = app.size
    rows = app.screen._compositor.render_strips(app.size)  # what the driver is sent
    return "\n".join(row.text.rstrip() for row in rows[:height]) if width else ""


class OpenApp(Protocol):
    """Opens the app, on a book if one is named."""

    def __call__(
        self, book: str = "", *, size: tuple[int, int] = (80, 24), place: Workplace | None = None
    ) -> AbstractAsyncContextManager[Hands]: ...


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
    return {"XDG_STATE_HOME": str(tmp_path / "state"), "CIO_TUI_PERSON": "ana", "HOME": str(tmp_path)}


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
