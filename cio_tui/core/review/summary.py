"""The incident in five lines: what, impact, cause, what ended it, what is still open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.duration import spell
from cio_tui.core.events import Decision
from cio_tui.core.review.account import ExceptionKind
from cio_tui.core.review.notes import tagged_notes
from cio_tui.core.telling import tell

if TYPE_CHECKING:
    from cio_tui.core.review.account import Choice, Exceptional, Header
    from cio_tui.core.review.course import Course
    from cio_tui.core.review.strip import Strip

MOST = 3
"""Of a list named on one line."""

OPEN = (ExceptionKind.UNDO_OPEN, ExceptionKind.UNMET, ExceptionKind.DEFERRED, ExceptionKind.SKIPPED)


def summary_of(
    header: Header,
    course: Course,
    choices: tuple[Choice, ...],
    exceptions: tuple[Exceptional, ...],
    strips: tuple[Strip, ...],
) -> tuple[str, ...]:
    """Five lines, each with its own word in front."""
    return (
        f"What: {_what(header)}",
        f"Impact: {_impact(strips)}",
        f"Cause: {_cause(course, choices)}",
        f"Ended by: {_end(course, header)}",
        f"Still open: {_open(header, exceptions)}",
    )


def _what(header: Header) -> str:
    path = " → ".join(header.severities) or "checklist"
    state = "closed after" if header.is_closed else "open, its last event after"
    mode = "" if header.mode == "live" else f"{header.mode} {header.scenario}".strip() + ": "
    where = " ".join(filter(None, (header.region, header.label)))
    return (
        f"{mode}{header.title or header.incident} ({path}{', ' + where if where else ''}), "
        f"{header.opened_at:%Y-%m-%d %H:%M:%SZ}, {state} {spell(header.duration_s)}"
    )


def _impact(strips: tuple[Strip, ...]) -> str:
    failing = {
        strip.title: sum(span.end_s - span.start_s for span in strip.spans if span.verdict.value == "failing")
        for strip in strips
    }
    worst = sorted(((seconds, title) for title, seconds in failing.items() if seconds), reverse=True)
    if not any(strip.spans for strip in strips):
        return "not recorded: no reading of a probe can be placed; whom it affected is TO WRITE"
    if not worst:
        return "no probe was seen failing; whom it affected is TO WRITE"
    named = ", ".join(f"{title} {spell(seconds)}" for seconds, title in worst[:MOST])
    more = f" and {len(worst) - MOST} more" if len(worst) > MOST else ""
    return f"failing as we measured: {named}{more}"


def _cause(course: Course, choices: tuple[Choice, ...]) -> str:
    hypotheses = [note.text for note in tagged_notes(course) if note.tag == "hypothesis"]
    if hypotheses:
        return f"hypothesis: {hypotheses[-1]}"
    decided = {entry.recorded.seq for entry in course.entries if isinstance(entry.recorded.event, Decision)}
    branches = [one for one in choices if one.seq in decided and one.rejected]
    return f"decided on: {branches[0].chosen}; the root cause is TO WRITE" if branches else "TO WRITE"


def _end(course: Course, header: Header) -> str:
    closed = course.session.closed
    if closed is None:
        return "TO WRITE" if header.is_closed else "not ended"
    met = "; ".join(closed.met) or "no exit criterion was met"
    return met if tell(closed) == "closed" else f"{tell(closed)}; met: {met}"


def _open(header: Header, exceptions: tuple[Exceptional, ...]) -> str:
    found = [one.sentence for one in exceptions if one.kind in OPEN and not one.sentence.endswith(" later")]
    if not found:
        return "nothing the log knows of" if header.is_closed else "the incident itself"
    more = f"; and {len(found) - MOST} more" if len(found) > MOST else ""
    return "; ".join(found[:MOST]) + more
