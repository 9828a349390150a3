"""A series as equal columns of time, one a pixel or a character: the worst verdict wins, the extremes stay.

Nothing is averaged: a failure shorter than a column is a column, or it would be gone.
"""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, NamedTuple

from cio_tui.core.chart import WORST_FIRST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cio_tui.core.reading import Verdict
    from cio_tui.core.review.strip import Point, Span
    from cio_tui.report.drawing.axis import Axis


class Extremes(NamedTuple):
    """What was measured within one column."""

    column: int
    lowest: float | None
    """None when nothing was answered."""
    highest: float | None
    lost: int
    """Samples without an answer."""


def worst_by_column(spans: Sequence[Span], axis: Axis, columns: int) -> list[Verdict | None]:
    """The worst verdict of each column; None where there was no reading."""
    worst: list[Verdict | None] = [None] * columns
    for span in spans:
        first = axis.column(span.start_s, columns)
        for column in range(first, max(first, axis.last_column(span.end_s, columns)) + 1):
            both = (worst[column], span.verdict)
            worst[column] = next(verdict for verdict in WORST_FIRST if verdict in both)
    return worst


def runs(worst: Sequence[Verdict | None]) -> list[tuple[int, int, Verdict]]:
    """Neighbouring columns of one verdict as (first, number, verdict); what was not read is left out."""
    found: list[tuple[int, int, Verdict]] = []
    for column, verdict in enumerate(worst):
        if verdict is None:
            continue
        if found and found[-1][2] == verdict and found[-1][0] + found[-1][1] == column:
            first, number, _ = found[-1]
            found[-1] = (first, number + 1, verdict)
        else:
            found.append((column, 1, verdict))
    return found


def extremes_by_column(points: Sequence[Point], axis: Axis, columns: int) -> list[Extremes]:
    """Lowest and highest of each column that was measured at all, in order."""
    values: dict[int, list[float]] = {}
    lost: dict[int, int] = {}
    for point in points:
        column = axis.column(point.offset_s, columns)
        value = value_of(point)
        if value is not None:
            values.setdefault(column, []).append(value)
        elif not point.is_answered:
            lost[column] = lost.get(column, 0) + 1
    return [
        Extremes(column, min(found, default=None), max(found, default=None), lost.get(column, 0))
        for column in sorted(values.keys() | lost.keys())
        for found in [values.get(column, [])]
    ]


def value_of(point: Point) -> float | None:
    """What a chart can show; what is no finite number of at least zero is no value."""
    value = point.value
    return value if value is not None and isfinite(value) and value >= 0 else None
