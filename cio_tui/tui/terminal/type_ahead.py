"""One key at a time: the next is passed on once all that the one before led to has been done.

Textual hands keys to whatever has the focus as they arrive. Typed faster than a dialog opens, they go to the screen
under it, where each of them does something, or to widgets that are just being removed, which ends the app.
"""

from __future__ import annotations

import asyncio
from collections import deque
from typing import TYPE_CHECKING

from textual.events import Key
from textual.message import Message

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual import events
    from textual.message_pump import MessagePump

    from cio_tui.tui.terminal.safe_app import SafeApp

LONGEST = 0.25
"""Seconds until the next key is passed on although the one before seems not to be done: its widget may be gone."""


HELD = 2.0
"""Seconds that keys wait for an answer to be recorded; a disk that takes longer must not make the screen seem dead."""

ROUNDS = 2
"""Ways up that have to be clear: the key's own, and that of what it made a widget say, such as "submitted"."""


class Settled(Message):
    """Follows a key on its way from the widget up to the app; when it arrives, the way is clear."""

    def __init__(self, widget: MessagePump, number: int, rounds: int) -> None:
        super().__init__()
        self.widget = widget
        self.number = number
        self.rounds = rounds
        """How often it still has to go."""


class TypeAhead:
    """The keys and pastes that wait for their turn."""

    def __init__(self, app: SafeApp, forward: Callable[[events.Event], Awaitable[None]]) -> None:
        self._app = app
        self._forward = forward
        self._waiting: deque[events.Event] = deque()
        self._number = 0
        self._is_busy = False
        self._patience: asyncio.TimerHandle | None = None
        self._hold: asyncio.TimerHandle | None = None

    async def take(self, event: events.Event) -> None:
        """Pass it on when it is its turn; esc need not wait for a slow disk."""
        if self._hold is not None and isinstance(event, Key) and event.key == "escape" and not self._waiting:
            await self._forward(event)
            return
        self._waiting.append(event)
        if not self._is_busy and self._hold is None:
            await self._pass_on()

    def hold(self) -> None:
        """Keep what is typed from here on: an answer is being recorded, and its dialog goes once it is."""
        self.release()
        self._hold = asyncio.get_running_loop().call_later(HELD, self.release)

    def release(self) -> None:
        """Go on with what was typed meanwhile."""
        if self._hold is not None:
            self._hold.cancel()
            self._hold = None
            self._is_busy = True
            self._app.post_message(Settled(self._app, self._number, rounds=0))

    async def settle(self, settled: Settled) -> None:
        """One way up is clear."""
        if settled.number != self._number or not self._is_busy or self._hold is not None:
            return
        if settled.rounds <= 1 or not self._follow(settled.widget, settled.rounds - 1):
            await self._pass_on()

    async def _pass_on(self) -> None:
        if self._patience is not None:
            self._patience.cancel()
        if not self._app.screen_stack:  # the app ends: what was typed is for nobody
            self._waiting.clear()
        self._is_busy = bool(self._waiting)
        if not self._waiting:
            return
        self._number += 1
        target = self._app.focused or self._app.screen
        await self._forward(self._waiting.popleft())
        self._patience = asyncio.get_running_loop().call_later(
            LONGEST, self._app.post_message, Settled(target, self._number, rounds=0)
        )
        self._follow(target, ROUNDS)

    def _follow(self, widget: MessagePump, rounds: int) -> bool:
        """Send one more after the key; False if the widget is gone."""
        return widget.post_message(Settled(widget, self._number, rounds))
