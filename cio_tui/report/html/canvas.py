"""The common left and right edge of every drawing on the page, with the decisive events and the time scale on it.

One scale for all, so that the strips and the charts below them line up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.report.html.markup import line
from cio_tui.report.moments import since_opening

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cio_tui.report.drawing.axis import Axis, Marker

WIDTH = 1000
"""Of the whole drawing, in units of its own; the page scales it."""
LEFT = 150
"""Where the time axis begins; names and values stand before it."""
COLUMNS = 840
"""Units of the time axis: finer than a pixel on most screens."""
ABOVE = 34
"""Units over a drawing, for the letters."""
BELOW = 24
"""Units under it, for the times."""

_LETTER = 13
"""Units between letters that would hide each other."""


def x_of(axis: Axis, offset_s: float) -> float:
    """Where a moment stands, in units."""
    return round(LEFT + axis.share(offset_s) * COLUMNS, 1)


def ground(axis: Axis, top: float, bottom: float, ticks: int = 8) -> Iterator[str]:
    """What the drawing stands on: a frame, and at most so many times below it."""
    yield f'<rect class="frame" x="{LEFT}" y="{top}" width="{COLUMNS}" height="{bottom - top}"/>'
    for tick in axis.ticks(ticks):
        x = x_of(axis, tick)
        yield f'<line class="grid" x1="{x}" x2="{x}" y1="{top}" y2="{bottom + 4}"/>'
        anchor = "end" if x > LEFT + COLUMNS - 30 else "start" if x < LEFT + 30 else "middle"
        yield f'<text class="scale" x="{x}" y="{bottom + 18}" text-anchor="{anchor}">{since_opening(tick)}</text>'


def letters(axis: Axis, marks: Sequence[Marker], top: float, bottom: float) -> Iterator[str]:
    """A letter above and a line across for each event, drawn last; where more than two meet they hide each other."""
    ends = [0.0, 0.0]
    for mark in marks:
        x = x_of(axis, mark.offset_s)
        level = next((level for level, end in enumerate(ends) if x >= end), 0)
        ends[level] = x + _LETTER
        y = top - 6 - 14 * level
        yield f'<line class="mark" x1="{x}" x2="{x}" y1="{y + 3}" y2="{bottom}"/>'
        yield (
            f'<a href="#e{mark.row.seq}"><title>{line(mark.row.sentence)}</title>'
            f'<text x="{x}" y="{y}" text-anchor="middle">{mark.letter}</text></a>'
        )


def drawing(name: str, title: str, description: str, height: float, parts: Sequence[str]) -> str:
    """An SVG that says in words what it shows; `name` makes its ids unique."""
    return (
        f'<svg viewBox="0 0 {WIDTH} {height:g}" role="img" aria-labelledby="{name}-title {name}-text">'
        f'<title id="{name}-title">{line(title)}</title><desc id="{name}-text">{line(description)}</desc>\n'
        + "\n".join(parts)
        + "\n</svg>"
    )
