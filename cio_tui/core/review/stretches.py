"""How long things lasted: each severity, a pause, the absence of any session, switches left on after mitigation."""

from __future__ import annotations

from collections import defaultdict
from itertools import pairwise
from typing import TYPE_CHECKING

from cio_tui.core.duration import spell
from cio_tui.core.events import (
    Held,
    IncidentClosed,
    IncidentOpened,
    Released,
    SeverityChanged,
    UndoClosed,
    UndoDeclined,
    UndoOpened,
)
from cio_tui.core.review.account import Metric
from cio_tui.core.review.header import BACKFILL, opening_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cio_tui.core.review.course import Course
    from cio_tui.core.review.landmarks import Landmarks


def stretches_of(course: Course, landmarks: Landmarks) -> Iterator[Metric]:
    """Each of them; none of an incident that was written down afterwards, since its events were not timed."""
    if opening_of([entry.recorded for entry in course.entries[:1]]).mode == BACKFILL:
        return
    end = ending(course)
    yield from _severities(course, end)
    yield _held(course, end)
    yield _gaps(course)
    yield _undo_after_mitigation(course, landmarks, end)


def ending(course: Course) -> float:
    """Incident seconds at the close; of the last event while it is open."""
    closed = (entry.offset_s for entry in course.entries if isinstance(entry.recorded.event, IncidentClosed))
    return next(closed, course.end_s)


def _severities(course: Course, end: float) -> Iterator[Metric]:
    changes: list[tuple[float, str]] = []
    for entry in course.entries:
        match entry.recorded.event:
            case IncidentOpened(severity=now) | SeverityChanged(now=now):
                changes.append((entry.offset_s, now))
            case _:
                pass
    lasted: defaultdict[str, float] = defaultdict(float)
    for (start, severity), (stop, _) in pairwise([*changes, (end, "")]):
        lasted[severity] += max(0.0, stop - start)
    for severity, seconds in sorted(lasted.items()):
        if severity:
            yield _lasting(
                f"severity.{severity}", f"Time in {severity}", "while that severity was in force", seconds
            )


def _held(course: Course, end: float) -> Metric:
    total, times, since = 0.0, 0, None
    for entry in course.entries:
        event = entry.recorded.event
        if isinstance(event, Held) and since is None:
            since, times = entry.offset_s, times + 1
        elif isinstance(event, Released | IncidentClosed) and since is not None:
            total, since = total + entry.offset_s - since, None
    total += max(0.0, end - since) if since is not None else 0.0
    return _counted("held", "Time on hold", "from each pause to its end", total, times, "pause")


def _gaps(course: Course) -> Metric:
    gaps = [max(0.0, after.start_s - before.end_s) for before, after in pairwise(course.presences)]
    return _counted("session_gaps", "Session gaps", "no session held the log", sum(gaps), len(gaps), "gap")


def _undo_after_mitigation(course: Course, landmarks: Landmarks, end: float) -> Metric:
    name, title = "undo_after_mitigation", "Time with something switched after mitigation"
    definition = "mitigated → nothing on the undo list, or the close"
    if landmarks.mitigated is None:
        return Metric(name, title, definition, None, 'not recorded: no milestone "mitigated"')
    since = landmarks.mitigated.offset_s
    seconds = sum(max(0.0, stop - max(start, since)) for start, stop in _switched(course, end))
    return _lasting(name, title, definition, seconds)


def _switched(course: Course, end: float) -> Iterator[tuple[float, float]]:
    """The stretches during which anything was on the undo list."""
    open_items: set[str] = set()
    since = 0.0
    for entry in course.entries:
        was_open = bool(open_items)
        match entry.recorded.event:
            case UndoOpened(undo=undo):
                open_items.add(undo)
            case UndoClosed(undo=undo) | UndoDeclined(undo=undo):
                open_items.discard(undo)
            case _:
                continue
        if open_items and not was_open:
            since = entry.offset_s
        elif was_open and not open_items:
            yield since, entry.offset_s
    if open_items:
        yield since, end


def _lasting(name: str, title: str, definition: str, seconds: float) -> Metric:
    return Metric(name, title, definition, round(seconds, 3), spell(seconds))


def _counted(name: str, title: str, definition: str, seconds: float, times: int, what: str) -> Metric:
    text = f"{spell(seconds)} in {times} {what}{'' if times == 1 else 's'}" if times else "none"
    return Metric(name, title, definition, round(seconds, 3), text, times, None)
