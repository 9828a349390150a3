"""A chart that repaints only the rows in which a column changed: 10 bars a minute must not cost a screen a second."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.tui.present.chart import chart_lines
from cio_tui.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from cio_tui.tui.present.chart import Plot


class Chart(Lines):
    """Fills its room with a plot."""

    _plotted: Plot | None = None

    def plot(self, plot: Plot) -> None:
        """Draw this."""
        self._plotted = plot
        self.show(chart_lines(plot, self.room.width, self.room.height))

    def on_resize(self) -> None:
        """Draw it again, as large as it may be now."""
        if self._plotted is not None:
            self.plot(self._plotted)
