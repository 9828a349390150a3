"""The five moments that times are measured between, each with what it rests on: a milestone, or the log itself.

A moment that nobody recorded has no substitute unless the definition names one; the basis then says which.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cio_tui.core.events import IncidentClosed, IncidentOpened, Milestone, StepUndone
from cio_tui.core.review.corrections import amended_time, corrections_of
from cio_tui.core.session import key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cio_tui.core.review.course import Course, Entry

IMPACT = ("impact_start", "impact_started", "impact", "first_failure", "since")
"""Milestones that say since when somebody was affected; the shipped books ask for one of them."""
DETECTED = ("detected",)
ACKNOWLEDGED = ("acknowledged",)
MITIGATED = ("mitigated",)
RESOLVED = ("resolved",)
OPENED = ("opened",)


class Landmark(NamedTuple):
    """A moment of the incident."""

    offset_s: float
    """Incident seconds; below 0 for what was before the opening."""
    basis: str
    """`milestone "detected" (event 7)`, `the opening`."""


class Landmarks(NamedTuple):
    """None for what is not in the log."""

    opening: Landmark
    """Of an incident that was written down afterwards, when it is said to have begun."""
    impact: Landmark | None
    detected: Landmark | None
    acknowledged: Landmark
    mitigated: Landmark | None
    resolved: Landmark | None


OPENING = Landmark(0.0, "the opening")


def landmarks_of(course: Course) -> Landmarks:
    """What the log says of each."""
    opening = _opening(course)
    return Landmarks(
        opening=opening,
        impact=_said(course, IMPACT),
        detected=_said(course, DETECTED),
        acknowledged=_said(course, ACKNOWLEDGED) or opening,
        mitigated=_said(course, MITIGATED),
        resolved=_said(course, RESOLVED) or _closing(course),
    )


def _opening(course: Course) -> Landmark:
    first = course.entries[0].recorded.event if course.entries else None
    is_backfill = isinstance(first, IncidentOpened) and first.mode == "backfill"
    return (_said(course, OPENED) if is_backfill else None) or OPENING


def _said(course: Course, names: tuple[str, ...]) -> Landmark | None:
    """The newest statement about it, as corrected; the names in order of preference."""
    standing = list(_standing(course))
    for name in names:
        for entry, milestone in standing:
            if milestone.name == name:
                return _landmark(entry, milestone, course)
    return None


def _standing(course: Course) -> Iterator[tuple[Entry, Milestone]]:
    """Newest first, without those of steps that were taken back since."""
    taken_back: set[str] = set()
    for entry in reversed(course.entries):
        event = entry.recorded.event
        if isinstance(event, StepUndone):
            taken_back.add(key(entry.book, event.step))
        elif isinstance(event, Milestone) and key(entry.book, event.step) not in taken_back:
            yield entry, event


def _landmark(entry: Entry, milestone: Milestone, course: Course) -> Landmark:
    amended = amended_time(entry.recorded, corrections_of(course))
    since = (entry.recorded.at - (amended or milestone.happened_at)).total_seconds()
    corrected = ", as amended" if amended else ""
    said = f", {milestone.basis}" if milestone.basis else ""
    basis = f'milestone "{milestone.name}" (event {entry.recorded.seq}{corrected}{said})'
    return Landmark(entry.offset_s - since, basis)


def _closing(course: Course) -> Landmark | None:
    for entry in reversed(course.entries):
        if isinstance(entry.recorded.event, IncidentClosed):
            return Landmark(entry.offset_s, "the close")
    return None
