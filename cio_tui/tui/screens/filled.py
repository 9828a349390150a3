"""A screen that is filled once its parts have a size, and before it is drawn for the first time.

Filling it after a refresh, as one would, shows empty frames first (30 kB over SSH) and waits for two ticks of
Textual's repaint timer: 29 ms of the start.
"""

from __future__ import annotations

from abc import abstractmethod

from textual.screen import Screen


class FilledScreen(Screen[None]):
    """The base of the screens that an app begins with."""

    BLANK = True
    """Its widgets leave nothing of it to be seen; painting it behind them all the same takes 0.1 ms a key."""

    def __init__(self) -> None:
        super().__init__()
        self._is_filled = False

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

    def _compositor_refresh(self) -> None:
        if not self._is_filled and self.is_current:
            self._is_filled = True
            self.fill()
        super()._compositor_refresh()
