"""A screen that is filled once its parts have a size, and before it is drawn for the first time.

Filling it after a refresh, as one would, shows empty frames first (30 kB over SSH) and waits for two ticks of
Textual's repaint timer: 29 ms of the start.
"""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from textual.screen import Screen

if TYPE_CHECKING:
    from textual.events import Resize
    from textual.geometry import Size


class FilledScreen(Screen[None]):
    """The base of the screens that an app begins with."""

    BLANK = True
    """Its widgets leave nothing of it to be seen; painting it behind them all the same takes 0.1 ms a key."""

    def __init__(self) -> None:
        super().__init__()
        self._filled_for: Size | None = None

    @abstractmethod
    def fill(self) -> None:
        """Show what there is to show now; sizes are known, nothing is drawn yet."""

    def fit(self) -> None:
        """Be of the size it has, when it is composed: Textual says so after it has laid out for another one."""
        width, height = self.app.size
        for extent, points in (
            (width, self.app.HORIZONTAL_BREAKPOINTS),
            (height, self.app.VERTICAL_BREAKPOINTS),
        ):
            self.add_class(*self._get_breakpoint_classes(extent, points or []), update=False)

    def on_resize(self, event: Resize) -> None:
        """Draw anew once it is laid out for another size; the app hears of that before, and would draw for the old."""
        if event.size != self._filled_for:
            self._filled_for = event.size
            self.call_after_refresh(self.fill)

    def _compositor_refresh(self) -> None:
        if self._filled_for is None and self.is_current:
            self._filled_for = self.size
            self.fill()
        super()._compositor_refresh()
