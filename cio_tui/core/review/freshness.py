"""Which panes a choice rested on without a fresh reading: unknown, or older than the book believes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.duration import spell
from cio_tui.core.events import Decision
from cio_tui.core.reading import NOT_CONFIGURED, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cio_tui.core.record import Seen
    from cio_tui.core.review.course import Course, Entry


def stale_panes(course: Course, entry: Entry) -> tuple[str, ...]:
    """Each as `dns, 190 s old`; empty when all were fresh. Panes that the step does not show are left out."""
    return tuple(_stale(course, entry))


def _stale(course: Course, entry: Entry) -> Iterator[str]:
    panes = _panes(course, entry)
    for probe in panes or entry.recorded.saw:
        seen = entry.recorded.saw.get(probe)
        if seen is None:
            if entry.recorded.saw:
                yield f"{probe}, never read"
        elif reason := _reason(seen, _believable(course, entry, probe)):
            yield f"{probe}, {reason}"


def _panes(course: Course, entry: Entry) -> tuple[str, ...]:
    event = entry.recorded.event
    book = course.session.books.get(entry.book)
    step = book.steps.get(event.step) if book and isinstance(event, Decision) else None
    return step.panes if step else ()


def _reason(seen: Seen, believable: float | None) -> str:
    if seen.summary == NOT_CONFIGURED:
        return ""
    if believable is not None and seen.age_s > believable:
        return f"{spell(seen.age_s)} old"
    return "unknown" if seen.verdict == Verdict.UNKNOWN.value else ""


def _believable(course: Course, entry: Entry, probe: str) -> float | None:
    book = course.session.books.get(entry.book)
    found = book.probes.get(probe) if book else None
    return found.fresh if found else None
