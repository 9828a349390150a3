"""A person at the app: presses keys, waits, and reads what is painted."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from textual.events import Key
from textual.keys import _character_to_key

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractAsyncContextManager

    from textual.app import App
    from textual.pilot import Pilot

    from cio_tui.core.session import Session
    from cio_tui.runtime.conductor import Conductor
    from cio_tui.runtime.workplace import Workplace
    from cio_tui.tui.app import CioTui

PATIENCE = 10.0


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
        """Type a text in one go, as somebody does who does not wait for the screen."""
        for one in text:
            self.app.post_message(Key(_character_to_key(one), one))
        await self.pilot.pause()

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait for something to become true."""
        end = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < end, f"It never came about. The screen:\n{self.screen}"
            await self.pilot.pause()

    async def see(self, *wanted: str) -> str:
        """The screen, once it shows all of these."""
        await self.until(lambda: all(text in self.screen for text in wanted))
        return self.screen

    @property
    def screen(self) -> str:
        """What is painted, dialogs and what is behind them included."""
        return painted(self.app)


def painted(app: App[int]) -> str:
    """The rows of the screen as text."""
    width, height = app.size
    rows = app.screen._compositor.render_strips(app.size)  # what the driver is sent
    return "\n".join(row.text.rstrip() for row in rows[:height]) if width else ""


class OpenApp(Protocol):
    """Opens the app, on a book if one is named."""

    def __call__(
        self, book: str = "", *, size: tuple[int, int] = (80, 24), place: Workplace | None = None
    ) -> AbstractAsyncContextManager[Hands]: ...
