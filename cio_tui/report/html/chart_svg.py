"""The values of one probe over the incident: a line, a mark wherever there was no answer, the book's threshold."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from cio_tui.core.chart import top_of
from cio_tui.report.drawing.columns import extremes_by_column
from cio_tui.report.drawing.figures import figures_of
from cio_tui.report.html.canvas import ABOVE, BELOW, COLUMNS, LEFT, drawing, ground, letters
from cio_tui.report.html.markup import line
from cio_tui.report.wording import quantity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cio_tui.core.review.strip import Strip
    from cio_tui.report.drawing.axis import Axis, Marker
    from cio_tui.report.drawing.columns import Extremes

_HEIGHT = 120
_TICKS = 5
"""So few that they can be read where paper has two charts side by side."""
_LOST = 9
"""Units of the mark that stands for no answer."""
_LONGEST_STEP = 4
"""Times the usual distance of samples; what lies further apart was not measured, so no line is drawn."""


def chart_svg(strip: Strip, axis: Axis, marks: Sequence[Marker], name: str, tag: str) -> str:
    """One chart; the axis of values begins at zero."""
    found = extremes_by_column(strip.points, axis, COLUMNS)
    top = top_of((one.highest for one in found), strip.threshold)
    bottom = ABOVE + _HEIGHT
    parts = [
        *ground(axis, ABOVE, bottom, _TICKS),
        *_scale(top, strip.unit),
        *_threshold(strip, top),
        f'<path class="trace" d="{_trace(found, top)}"/>',
        f'<path class="lost" d="{_lost(found)}"/>',
        *letters(axis, marks, ABOVE, bottom),
    ]
    figures = figures_of(strip.points, strip.unit)
    limit = (
        "" if strip.threshold is None else f" Dashed: the threshold, {quantity(strip.threshold, strip.unit)}."
    )
    described = (
        f"{figures.answered:,} values from {figures.lowest} to {figures.highest}, median {figures.median}; "
        f"{figures.lost:,} samples without an answer, each a stroke at the bottom.{limit} The table below has the same."
    )
    title = f"{tag + ': ' if tag else ''}{strip.title or strip.probe} over the incident"
    return drawing(name, title, described, bottom + BELOW, parts)


def _y(value: float, top: float) -> float:
    return round(ABOVE + _HEIGHT * (1 - value / top), 1)


def _scale(top: float, unit: str) -> Iterator[str]:
    for value in (0.0, top / 2, top):
        y = _y(value, top)
        yield f'<line class="grid" x1="{LEFT}" x2="{LEFT + COLUMNS}" y1="{y}" y2="{y}"/>'
        yield (
            f'<text class="scale" x="{LEFT - 8}" y="{y + 4}" text-anchor="end">{line(quantity(value, unit))}</text>'
        )


def _threshold(strip: Strip, top: float) -> Iterator[str]:
    if strip.threshold is None:
        return
    y = _y(strip.threshold, top)
    yield f'<line class="limit" x1="{LEFT}" x2="{LEFT + COLUMNS}" y1="{y}" y2="{y}"/>'
    name = line(f"threshold {quantity(strip.threshold, strip.unit)}")
    yield f'<text class="limit-name" x="{LEFT + 6}" y="{y - 4}">{name}</text>'


def _trace(found: Sequence[Extremes], top: float) -> str:
    """From the lowest to the highest of each column; broken where nothing was answered or nothing was asked."""
    distances = sorted(after.column - before.column for before, after in pairwise(found))
    reach = _LONGEST_STEP * (distances[len(distances) // 2] if distances else 1)
    steps: list[str] = []
    last = None
    for one in found:
        if one.lowest is None or one.highest is None:
            last = None
            continue
        pen = "M" if last is None or one.column - last > reach else "L"
        x, low, high = LEFT + one.column, _y(one.lowest, top), _y(one.highest, top)
        steps.append(f"{pen}{x} {low}" + (f"L{x} {high}" if high != low else "h.1" if pen == "M" else ""))
        last = one.column
    return "".join(steps)


def _lost(found: Sequence[Extremes]) -> str:
    bottom = ABOVE + _HEIGHT
    return "".join(f"M{LEFT + one.column} {bottom}v-{_LOST}" for one in found if one.lost)
