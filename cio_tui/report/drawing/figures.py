"""A drawing in numbers, for whoever does not see it: time in each verdict, and values by stretches of time."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from cio_tui.core.percentiles import nearest_rank
from cio_tui.core.reading import Verdict
from cio_tui.report.drawing.columns import value_of
from cio_tui.report.moments import elapsed
from cio_tui.report.wording import NOT_RECORDED, quantity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cio_tui.core.review.strip import Point, Strip
    from cio_tui.report.drawing.axis import Axis

STRETCHES = 12
"""Rows of a table that stands for a chart."""


class Figures(NamedTuple):
    """A series in words."""

    answered: int
    lost: int
    lowest: str
    median: str
    highest: str


class Stretch(NamedTuple):
    """What was measured between two moments."""

    start_s: float
    end_s: float
    figures: Figures


def time_in(strip: Strip, verdict: Verdict) -> float:
    """Seconds that a probe spent in a verdict."""
    return sum(span.end_s - span.start_s for span in strip.spans if span.verdict == verdict)


def unread(strip: Strip, duration_s: float) -> float:
    """Seconds of the incident for which there is no reading."""
    return max(0.0, duration_s - sum(time_in(strip, verdict) for verdict in Verdict))


def verdict_times(strip: Strip, duration_s: float) -> list[str]:
    """Time in each verdict in the order of `Verdict`, then the time without a reading; `-` for none at all."""
    spent = [*(time_in(strip, verdict) for verdict in Verdict), unread(strip, duration_s)]
    return [elapsed(seconds) if seconds >= 0.05 else "-" for seconds in spent]


def figures_of(points: Sequence[Point], unit: str) -> Figures:
    """Counts and order statistics; `not recorded` when nothing was answered."""
    ordered = sorted(value for point in points if (value := value_of(point)) is not None)
    lost = sum(value_of(point) is None and not point.is_answered for point in points)
    if not ordered:
        return Figures(0, lost, NOT_RECORDED, NOT_RECORDED, NOT_RECORDED)
    low, middle, high = ordered[0], nearest_rank(ordered, 50), ordered[-1]
    return Figures(len(ordered), lost, *(quantity(value, unit) for value in (low, middle, high)))


def stretches(strip: Strip, axis: Axis) -> list[Stretch]:
    """The axis in equal parts, those without a sample left out."""
    parts: list[list[Point]] = [[] for _ in range(STRETCHES)]
    for point in strip.points:
        parts[axis.column(point.offset_s, STRETCHES)].append(point)
    length = (axis.end_s - axis.start_s) / STRETCHES
    edges = (axis.start_s + length * number for number in range(STRETCHES + 1))
    return [
        Stretch(start, end, figures_of(points, strip.unit))
        for (start, end), points in zip(pairwise(edges), parts, strict=True)
        if points
    ]
