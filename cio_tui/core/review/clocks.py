"""Incident seconds of a sample: its process' clock read 0 at some wall time, and the log knows those processes."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from cio_tui.core.reading import NOT_CONFIGURED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from cio_tui.core.kept import Kept
    from cio_tui.core.review.course import Course


class Situated(NamedTuple):
    """A sample in its place."""

    offset_s: float
    kept: Kept


Placed: TypeAlias = "Mapping[str, Sequence[Situated]]"
"""By probe, oldest first."""

SAME = 0.5
"""Seconds by which the two clocks of one process may drift apart and still read as one."""


class Clock(NamedTuple):
    """One process between two settings of its wall clock."""

    zero: float
    """Wall clock, seconds since 1970, at which its own clock read 0."""
    offset_s: float
    """Incident seconds at that moment."""


def place(course: Course, readings: Sequence[Kept]) -> Placed:
    """Every sample of a probe that is configured; none when the log has no event to place them by."""
    found: defaultdict[str, list[Situated]] = defaultdict(list)
    clocks = clocks_of(course)
    for kept in readings if clocks else ():
        if kept.summary != NOT_CONFIGURED:
            found[kept.probe].append(Situated(incident_seconds(clocks, kept.at, kept.mono), kept))
    for own in found.values():
        own.sort(key=lambda one: one.offset_s)
    return found


def clocks_of(course: Course) -> Sequence[Clock]:
    """Every clock that wrote, by its zero."""
    found: list[Clock] = []
    for entry in course.entries:
        recorded = entry.recorded
        zero = recorded.at.timestamp() - recorded.mono
        offset = entry.offset_s - recorded.mono
        if not found or abs(zero - found[-1].zero) > SAME or abs(offset - found[-1].offset_s) > SAME:
            found.append(Clock(zero, offset))
    return sorted(found)


def incident_seconds(clocks: Sequence[Clock], at: datetime, mono: float) -> float:
    """On the clock that fits best. There must be one."""
    zero = at.timestamp() - mono
    place = bisect_left(clocks, zero, key=lambda clock: clock.zero)
    near = clocks[max(0, place - 1) : place + 1]
    return min(near, key=lambda clock: abs(clock.zero - zero)).offset_s + mono
