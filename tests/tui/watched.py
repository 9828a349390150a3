"""The app on a terminal that is looked at: what came to stand there frame by frame, beside all of it painted anew."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pyte
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual._context import visible_screen_stack

from cio_tui.tui import app as module
from cio_tui.tui.app import CioTui
from cio_tui.tui.terminal.shown import Shown
from cio_tui.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from pyte.screens import Char
    from rich.console import RenderableType
    from textual.geometry import Size
    from textual.screen import Screen
    from textual.widget import Widget

    from cio_tui.runtime.conductor import Conductor

LITTER = "▓"
"""What a terminal may hold before anything is drawn, and after it got another size."""

Cell = tuple[object, ...]


class Difference(NamedTuple):
    """A cell that is not what it should be."""

    x: int
    y: int
    shown: Cell
    right: Cell


class Sheet:
    """A terminal that shows what it is sent."""

    def __init__(self, size: Size) -> None:
        self.size = size
        self._screen = pyte.Screen(*size)
        self._stream = pyte.Stream(self._screen)
        for row in range(1, size.height + 1):
            self.take(f"\x1b[{row};1H{LITTER * size.width}")

    def take(self, text: str) -> None:
        """Show it."""
        self._stream.feed(text)

    def unlike(self, other: Sheet) -> list[Difference]:
        """The cells that look otherwise there."""
        width, height = self.size
        mine, theirs = self._screen.buffer, other._screen.buffer
        pairs = ((x, y, _seen(mine[y][x]), _seen(theirs[y][x])) for y in range(height) for x in range(width))
        return [Difference(*pair) for pair in pairs if pair[2] != pair[3]]


def _seen(cell: Char) -> Cell:
    """Of a blank, nobody sees which colour its letters would have."""
    is_blank = cell.data == " " and not (cell.reverse or cell.underscore or cell.strikethrough)
    return (" ", cell.bg) if is_blank else tuple(cell)


class Watched(CioTui):
    """The app; it goes on whatever is pressed."""

    CSS_PATH = str(Path(module.__file__).with_name("app.tcss"))  # of a class that stands elsewhere

    def __init__(self, conductor: Conductor) -> None:
        super().__init__(conductor)
        self.frames = 0
        self._sheet: Sheet | None = None

    def exit(self, *_: object, **__: object) -> None:
        """Stay: it is the screens that are looked at."""

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:  # noqa: ARG002
        """As the app does on a terminal."""
        if isinstance(renderable, LayoutUpdate | ChopsUpdate):
            self.frames += 1
            text = self._shown.difference(renderable, self.size, self.console)
            if self._sheet is None or self._sheet.size != self.size:
                self._sheet = Sheet(self.size)
            if not self._batch_count:  # Textual leaves such a frame out
                self._sheet.take(text)

    def differences(self, *, thoroughly: bool) -> list[Difference]:
        """The cells that are not what they are when all is painted anew, with nothing kept of what was before.

        Only if it is to be thorough, what the cells were sent as is read as well: it takes 0.1 s.
        """
        if self._sheet is None or self._sheet.size != self.size:
            return [Difference(0, 0, (), ())]
        screens = [*self._background_screens, self.screen]
        for screen in screens:
            screen._compositor._cuts = None
            for widget in [screen, *screen.query("*")]:
                _forget(widget)
        visible_screen_stack.set(screens[:-1])
        sent = Shown()
        text = sent.difference(self.screen._compositor.render_full_update(), self.size, self.console)
        if sent._rows == self._shown._rows and not thoroughly:
            return []
        anew = Sheet(self.size)
        anew.take(text)
        return self._sheet.unlike(anew)


def _forget(widget: Widget) -> None:
    """Drop all that is kept of what it looked like."""
    widget._styles_cache.clear()
    widget._rich_style_cache.clear()
    widget._visual_style_cache.clear()
    widget._visual_style = None
    if isinstance(widget, Lines):
        widget._drawn = []
        widget._styles.clear()
