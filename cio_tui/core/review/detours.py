"""Where the walk left the order of the book, or nobody answered what the tool proposed."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from cio_tui.core import events
from cio_tui.core.duration import spell
from cio_tui.core.review.account import Exceptional, ExceptionKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cio_tui.core.review.course import Course, Entry

MOMENT = 60.0
"""Seconds that a proposal may stand unanswered: one that is withdrawn sooner asked nobody for long."""


def jumps_of(course: Course) -> Iterator[Exceptional]:
    """Each time a person went to another step than the book leads to."""
    for before, entry in pairwise(course.entries):
        event = entry.recorded.event
        if isinstance(event, events.StepEntered) and event.why == "jump":
            because = f" - {event.reason}" if event.reason else ""
            sentence = f"jumped from {before.step or 'the beginning'} to {event.step}{because}"
            yield Exceptional.of(ExceptionKind.JUMPED, entry.recorded, sentence)


def unanswered(course: Course) -> Iterator[Exceptional]:
    """Escalations that were proposed and neither accepted nor declined before they cleared, or the close."""
    proposed: dict[str, tuple[Entry, str]] = {}
    for entry in course.entries:
        match entry.recorded.event:
            case events.EscalationProposed(escalation=name, text=text):
                proposed.setdefault(name, (entry, text))
            case events.EscalationAccepted(escalation=name) | events.EscalationDeclined(escalation=name):
                proposed.pop(name, None)
            case events.EscalationCleared(escalation=name) if name in proposed:
                yield from _left(*proposed.pop(name), entry, "until it cleared")
            case events.IncidentClosed():
                for first, text in proposed.values():
                    yield from _left(first, text, entry, "until the close")
                proposed.clear()
            case _:
                pass


def _left(first: Entry, text: str, last: Entry, until: str) -> Iterator[Exceptional]:
    stood = last.offset_s - first.offset_s
    if stood >= MOMENT:
        sentence = f"{text or 'an escalation'} ({spell(stood)}, {until})"
        yield Exceptional.of(ExceptionKind.UNANSWERED, first.recorded, sentence)._replace(who="")
