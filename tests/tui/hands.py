"""A person at the app: presses keys, waits, and reads what is painted."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from textual._context import visible_screen_stack
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

PATIENCE = 20.0
"""Seconds until a test gives up; generous, since the machine may be busy."""
POLL = 0.01


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
            self.app.post_message(Key(key, None) if len(key) > 1 else _typed(key))
            await self._worked_off()

    async def _worked_off(self) -> None:
        """Every message sent so far has been dealt with. (Pilot.pause waits for an idle processor, up to a second.)"""
        for _ in range(2):
            done = asyncio.Event()
            self.app.call_later(done.set)
            await done.wait()
            await self.pilot._wait_for_screen()

    async def type(self, text: str) -> None:
        """Type a text in one go, as somebody does who does not wait for the screen."""
        for one in text:
            self.app.post_message(_typed(one))
        await self._worked_off()

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait for something to become true."""
        end = time.monotonic() + PATIENCE
        while not holds():
            assert time.monotonic() < end, f"It never came about. The screen:\n{self.screen}"
            await self._worked_off()
            await asyncio.sleep(POLL)

    async def see(self, *wanted: str) -> str:
        """The screen, once it shows all of these."""
        await self.until(lambda: all(text in self.screen for text in wanted))
        return self.screen

    @property
    def screen(self) -> str:
        """What is painted, dialogs and what is behind them included."""
        return painted(self.app)


def _typed(character: str) -> Key:
    return Key(_character_to_key(character), character)


def painted(app: App[int]) -> str:
    """The rows of the screen as text."""
    width, height = app.size
    visible_screen_stack.set([*app._background_screens])  # what a dialog lets shine through
    rows = app.screen._compositor.render_strips(app.size)  # what the driver is sent
    return "\n".join(row.text.rstrip() for row in rows[:height]) if width else ""


class OpenApp(Protocol):
    """Opens the app, on a book if one is named."""

    def __call__(
        self, book: str = "", *, size: tuple[int, int] = (80, 24), place: Workplace | None = None
    ) -> AbstractAsyncContextManager[Hands]: ...
