"""A probe over the incident as lines: bars with their scale at the left, the verdicts below, then the time.

The axis is as long as its step (5, 10, 20 minutes, …), so that while nothing changes nothing moves.
"""

from __future__ import annotations

from datetime import timedelta
from itertools import groupby
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from cio_tui.core.chart import Cell, Ink, columns_of, marks_of, row_of, rows_of, top_of, window_of
from cio_tui.core.trend import point_of, trend_of
from cio_tui.tui.line import Line, Piece, words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from cio_tui.core.probe import Probe
    from cio_tui.core.review.strip import Point
    from cio_tui.core.trend import Trend
    from cio_tui.runtime.scene import Scene
    from cio_tui.tui.line import Style
    from cio_tui.tui.present.browse import Browse

GUTTER = 9
"""Cells of the scale: `1000 ms ┤`."""

STYLES: Mapping[Ink, Style] = {
    Ink.OK: "ok",
    Ink.DEGRADED: "warn",
    Ink.FAILING: "fail",
    Ink.UNKNOWN: "unknown",
    Ink.GAP: "fail",
    Ink.THRESHOLD: "dim",
    Ink.BLANK: "",
}

CHOSEN = "^"
TIME = len("20:21Z")
"""Stands below the column of the sample that is looked at."""


class Plot(NamedTuple):
    """What is to be drawn."""

    trend: Trend
    points: Sequence[Point]
    start: datetime
    """Of the incident."""
    elapsed_s: float
    """How long it has lasted."""
    every_s: float = 0.0
    """How often it is asked while all is well: no column is shorter, so that bars stand side by side."""
    chosen_s: float | None = None
    """The sample that is looked at, in seconds since the start."""


def plot_of(browse: Browse, probe: Probe, scene: Scene) -> Plot:
    """All samples of a probe over its incident."""
    start = scene.session.opened_at if scene.session and scene.session.opened_at else scene.at
    trend = trend_of(probe, scene.evidence.settings)
    points = tuple(point_of(trend, each, (each.at - start).total_seconds()) for each in browse.samples)
    chosen_s = (browse.at - start).total_seconds() if browse.at else None
    return Plot(trend, points, start, (scene.at - start).total_seconds(), probe.every, chosen_s)


def legend(plot: Plot) -> str:
    """What the marks mean, as far as they are used."""
    threshold = plot.trend.threshold
    told = [f"{plot.trend.field} over the incident"]
    told += (
        ["× no answer"] if any(point.value is None and not point.is_answered for point in plot.points) else []
    )
    told += [f"─ limit {_number(threshold)} {plot.trend.unit}".rstrip()] if threshold is not None else []
    return "   ".join(told)


def chart_lines(plot: Plot, width: int, height: int) -> tuple[Line, ...]:
    """At most `height` lines of at most `width` cells: bars, from two lines on the verdicts, from three on the time."""
    room = width - GUTTER
    if room < 1 or height < 1:
        return ()
    window = window_of(plot.elapsed_s)
    cells = max(1, min(room, ceil(room * plot.every_s / window)))
    columns = columns_of(plot.points, 0.0, window, room // cells)
    top = top_of((column.value for column in columns), plot.trend.threshold)
    # a single row has no height at which a line could stand
    rows = rows_of(columns, top, max(1, height - 2), plot.trend.threshold if height > 3 else None)
    scale = _scale(plot.trend, top, len(rows))
    lines = [
        ((f"{scale.get(place, '')[: GUTTER - 2]:>{GUTTER - 2}} ┤", "dim"), *pieces(row, cells))
        for place, row in enumerate(rows)
    ]
    if height > 1:
        lines.append((("verdict ┤".rjust(GUTTER), "dim"), *pieces(marks_of(columns), cells)))
    if height > 2:
        lines.append(_time_line(plot, window, room // cells * cells))
    return tuple(lines[:height])


def _scale(trend: Trend, top: float, height: int) -> dict[int, str]:
    """What stands beside which row: the top of the scale, and the threshold where it has a row of its own."""
    told = {0: f"{_number(top)} {trend.unit}".rstrip()}
    if trend.threshold is not None:
        told.setdefault(height - 1 - row_of(trend.threshold, top, height), _number(trend.threshold))
    return told


def _number(value: float) -> str:
    return f"{value:g}" if value < 1e5 else f"{value:.0e}".replace("e+0", "e").replace("e+", "e")


def pieces(row: Sequence[Cell], cells: int = 1) -> tuple[Piece, ...]:
    """Each column so many cells wide; neighbours of one ink as one piece, for a colour costs more than a cell."""
    return tuple(
        ("".join(cell.glyph * cells for cell in run), STYLES[ink])
        for ink, run in groupby(row, lambda cell: cell.ink)
    )


def _time_line(plot: Plot, window: float, room: int) -> Line:
    """A time of day at each quarter, and the mark of the chosen sample, which makes way for none of them."""
    is_seen = plot.chosen_s is not None and 0 <= plot.chosen_s < window
    column = min(room - 1, int((plot.chosen_s or 0.0) / window * room)) if is_seen else -1
    axis = [" "] * room
    for quarter in range(4):
        at = plot.start + timedelta(seconds=window * quarter / 4)
        first = room * quarter // 4
        first += first == column
        if not first <= column < first + TIME:
            axis[first : first + TIME] = f"{at:%H:%M}Z"
    text = "".join(axis)[:room]
    lead: Piece = (" " * GUTTER, "")
    if not is_seen:
        return words(lead, (text, "dim"))
    return words(lead, (text[:column], "dim"), (CHOSEN, "accent"), (text[column + 1 :], "dim"))
