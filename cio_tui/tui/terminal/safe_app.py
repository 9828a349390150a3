"""An app that leaves frames out while the terminal is stalled, draws text as text, and reports no crash itself:
Textual would print the local variables of every frame, credentials included.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from textual import events
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.app import App
from textual.worker import WorkerFailed

from cio_tui.tui.terminal.driver import TerminalDriver
from cio_tui.tui.terminal.printable import PrintableOnly
from cio_tui.tui.terminal.shown import Frame, Shown
from cio_tui.tui.terminal.type_ahead import TypeAhead

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType
    from textual.filter import LineFilter
    from textual.notifications import SeverityLevel
    from textual.screen import Screen

    from cio_tui.tui.terminal.type_ahead import Settled

PRINTABLE_ONLY = PrintableOnly()
"""One for all lines: a line remembers what a filter made of it."""


class SafeApp(App[int]):
    """The base of the app."""

    def __init__(self) -> None:
        super().__init__(driver_class=TerminalDriver)
        self.terminal: TerminalDriver | None = None
        """Set by the driver; None under a test's pilot."""
        self.crash: BaseException | None = None
        """The first error that nobody handled."""
        self._has_left_out = False
        self._shown = Shown()
        self._is_leaving = False
        self._type_ahead = TypeAhead(self, super().on_event)

    def on_ready(self) -> None:
        """The first screen is painted: collect garbage, but look no longer for it among what the start has made.

        Takes 20 ms.
        """
        gc.collect()  # 1.6 MB of it, from imports: before what comes next asks the system for as much
        gc.freeze()
        gc.enable()

    def notify(
        self,
        message: str,
        *,
        title: str = "",
        severity: SeverityLevel = "information",
        timeout: float | None = None,
        markup: bool = False,
    ) -> None:
        """A toast; its text is text, whatever it looks like."""
        super().notify(message, title=title, severity=severity, timeout=timeout, markup=markup)

    def get_line_filters(self) -> Sequence[LineFilter]:
        """What every line of every widget passes."""
        return [*super().get_line_filters(), PRINTABLE_ONLY]

    # -- keys

    async def on_event(self, event: events.Event) -> None:
        """Take a key or a paste that has just been read in its turn; everything else is passed on."""
        if isinstance(event, events.Resize):  # terminals move what they show, back to the same size as well
            self._shown.forget()
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            await self._type_ahead.take(event)
        else:
            await super().on_event(event)

    async def on_settled(self, event: Settled) -> None:
        """A key has been dealt with."""
        await self._type_ahead.settle(event)

    def hold_keys(self) -> None:
        """Let keys wait while an answer is recorded: typed ahead, they are meant for what comes after it."""
        self._type_ahead.hold()

    def release_keys(self) -> None:
        """Pass on what was typed meanwhile."""
        self._type_ahead.release()

    # -- a stalled terminal

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        """Paint; after one frame was left out nothing, until all can be painted: the next ones show what differs."""
        if renderable is None:
            return
        if self.terminal is not None and (self._has_left_out or self.terminal.is_stalled):
            self._has_left_out = True
        elif self.terminal is None or not isinstance(renderable, LayoutUpdate | ChopsUpdate):
            self._shown.forget()
            super()._display(screen, renderable)
        elif text := self._shown.difference(renderable, self.size, self.console):
            super()._display(screen, Frame(text))  # type: ignore[arg-type]  # not for rich to draw

    def caught_up(self) -> None:
        """The terminal has taken everything: paint all of the screen if a frame was left out."""
        if self._has_left_out:
            self.repaint()

    def repaint(self) -> None:
        """Paint all of the screen again."""
        self._has_left_out = False
        self._shown.forget()
        if self.screen_stack:
            self.screen.refresh()

    # -- the end

    def exit(
        self, result: int | None = None, return_code: int = 0, message: RenderableType | None = None
    ) -> None:
        """End the app. What then fails, since the widgets it looks for are gone, is no crash."""
        self._is_leaving = True
        super().exit(result, return_code, message)

    def _handle_exception(self, error: Exception) -> None:
        """Keep the error for whoever runs the app."""
        if self._is_leaving:
            return
        if self.crash is None:
            self.crash = error.error if isinstance(error, WorkerFailed) else error
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """End; Textual would print a traceback with local variables."""
        self._close_messages_no_wait()

    def panic(self, *_renderables: RenderableType) -> None:
        """End; Textual would print what it is given."""
        self._close_messages_no_wait()
