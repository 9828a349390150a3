"""Every probe's verdicts in one drawing. The verdict is told by height and fill as well as by colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.reading import Verdict
from cio_tui.core.text import clean_line
from cio_tui.report.drawing.columns import runs, worst_by_column
from cio_tui.report.html.canvas import ABOVE, BELOW, COLUMNS, LEFT, drawing, ground, letters
from cio_tui.report.html.markup import line
from cio_tui.report.wording import count

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cio_tui.core.review.strip import Strip
    from cio_tui.report.drawing.axis import Axis, Marker

_LANE = 26
"""Units from one probe to the next."""
_TALLEST = 18
_HEIGHTS = {Verdict.OK: 5, Verdict.DEGRADED: 11, Verdict.FAILING: _TALLEST, Verdict.UNKNOWN: 11}
_LONGEST_NAME = 20
_DESCRIPTION = (
    "One lane a probe from the opening to the end: low is ok, half high degraded, full high failing, dashed unknown, "
    "empty no reading. The table below has the same in numbers."
)


def strip_svg(strips: Sequence[Strip], axis: Axis, marks: Sequence[Marker], tag: str) -> str:
    """One lane a probe under the letters of the decisive events."""
    bottom = ABOVE + _LANE * len(strips)
    parts = list(ground(axis, ABOVE, bottom))
    for number, strip in enumerate(strips):
        parts += _lane(strip, axis, ABOVE + _LANE * number)
    parts += letters(axis, marks, ABOVE, bottom)
    title = f"{tag + ': ' if tag else ''}verdicts of {count(len(strips), 'probe')} over the incident"
    return drawing("strips", title, _DESCRIPTION, bottom + BELOW, parts)


def _lane(strip: Strip, axis: Axis, top: float) -> Iterator[str]:
    floor = top + _TALLEST + 4
    name = line(clean_line(strip.title or strip.probe, _LONGEST_NAME))
    yield f'<text x="{LEFT - 10}" y="{floor - 4}" text-anchor="end">{name}</text>'
    for first, number, verdict in runs(worst_by_column(strip.spans, axis, COLUMNS)):
        height = _HEIGHTS[verdict]
        yield (
            f'<rect class="{verdict}" x="{LEFT + first}" y="{floor - height}" width="{number}" height="{height}"/>'
        )
