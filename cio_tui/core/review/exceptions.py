"""What did not go by the book, in the order in which a reviewer asks: each with who, which event, and a sentence."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from cio_tui.core import events
from cio_tui.core.clock_steps import Tick, clock_steps
from cio_tui.core.duration import spell
from cio_tui.core.record import TOOL
from cio_tui.core.review.account import Exceptional, ExceptionKind
from cio_tui.core.review.corrections import back_datings_of
from cio_tui.core.review.detours import jumps_of, unanswered
from cio_tui.core.review.freshness import stale_panes
from cio_tui.core.review.header import opening_of
from cio_tui.core.review.open_ends import open_ends_of
from cio_tui.core.review.promises import promises_of
from cio_tui.core.session import Mark, key
from cio_tui.core.telling import tell

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cio_tui.core.events import Event
    from cio_tui.core.review.course import Course, Entry
    from cio_tui.core.review.source import Source

CHOSEN = (events.Decision, events.EscalationAccepted, events.EscalationDeclined)
"""Choices that rest on what the panes showed."""

ORDER = {kind: place for place, kind in enumerate(ExceptionKind)}


def exceptions_of(source: Source, course: Course) -> tuple[Exceptional, ...]:
    """All of them."""
    back_datings = back_datings_of(course)
    happened = (entry for entry in course.entries if entry.recorded.seq not in back_datings)
    found = [
        *_damages(source, course),
        *(one for entry in happened for one in _of_event(course, entry)),
        *jumps_of(course),
        *unanswered(course),
        *_clock_steps(course),
        *_missed_updates(course),
        *_gaps(course),
        *open_ends_of(course),
    ]
    return tuple(sorted(found, key=lambda one: (ORDER[one.kind], one.seq)))


def _damages(source: Source, course: Course) -> Iterator[Exceptional]:
    records = source.records or source.doubtful
    at = course.entries[-1].recorded.at if course.entries else records[0].at
    proof = source.proof
    if proof.chain_fault:
        yield Exceptional(ExceptionKind.DAMAGE, proof.damaged_seq, at, "", proof.chain_fault)
    for sentence in proof.faults:
        yield Exceptional(ExceptionKind.DAMAGE, 0, at, "", sentence)


def _of_event(course: Course, entry: Entry) -> Iterator[Exceptional]:
    event = entry.recorded.event
    if kind := _kind(event):
        later = _later(course, entry, kind)
        yield Exceptional.of(kind, entry.recorded, tell(event) + later)
    if entry.recorded.jump_s and not isinstance(event, events.IncidentResumed):
        sentence = f"the wall clock was set by {entry.recorded.jump_s:+.1f} s before this event"
        yield Exceptional.of(ExceptionKind.CLOCK, entry.recorded, sentence)
    if isinstance(event, CHOSEN) and (stale := stale_panes(course, entry)):
        sentence = f"{tell(event).partition(' - ')[0]}, without a fresh reading of {'; '.join(stale)}"
        yield Exceptional.of(ExceptionKind.STALE, entry.recorded, sentence)


def _kind(event: Event) -> ExceptionKind | None:
    match event:
        case events.StepSkipped():
            return ExceptionKind.SKIPPED
        case events.StepDeferred():
            return ExceptionKind.DEFERRED
        case events.StepDone(mismatch=True):
            return ExceptionKind.MISMATCH
        case events.StepDone(how="override"):
            return ExceptionKind.OVERRIDE
        case events.EscalationDeclined():
            return ExceptionKind.DECLINED
        case events.Decision(suggested=suggested, agreed=False) if suggested:
            return ExceptionKind.DECLINED
        case events.IncidentOpened(suggested=suggested, book=book) if suggested and suggested != book:
            return ExceptionKind.DECLINED
        case events.Amended():
            return ExceptionKind.AMENDED
        case _:
            return None


def _later(course: Course, entry: Entry, kind: ExceptionKind) -> str:
    """What became of a step that was skipped or deferred, if something did."""
    event = entry.recorded.event
    if not isinstance(event, events.StepSkipped | events.StepDeferred):
        if isinstance(event, events.IncidentOpened):
            return f" (suggested: {event.suggested})"
        return ""
    state = course.session.states.get(key(entry.book, event.step))
    if state is None:
        return ""
    if not state.mark.is_settled:
        return "; taken back later"
    same = Mark.SKIPPED if kind is ExceptionKind.SKIPPED else Mark.DEFERRED
    return "" if state.mark is same else f"; {state.mark.value} later"


def _clock_steps(course: Course) -> Iterator[Exceptional]:
    by_seq = {entry.recorded.seq: entry for entry in course.entries}
    records = [entry.recorded for entry in course.entries]
    ticks = (Tick(one.seq, one.at, one.mono, one.event.kind, bool(one.jump_s)) for one in records)
    for step in clock_steps(ticks, opening_of(records).speed):
        yield Exceptional.of(ExceptionKind.CLOCK, by_seq[step.seq].recorded, f"{step}, before this event")


def _missed_updates(course: Course) -> Iterator[Exceptional]:
    for promise in promises_of(course):
        due = promise.due.recorded
        what = f"update due at {due.at:%H:%M:%SZ}"
        if promise.kept is None:
            yield Exceptional(ExceptionKind.MISSED_UPDATE, due.seq, due.at, TOOL, f"{what} was not sent")
        elif promise.late_s:
            kept = promise.kept.recorded
            sentence = f"{what} was sent {spell(promise.late_s)} late"
            yield Exceptional.of(ExceptionKind.MISSED_UPDATE, kept, sentence)


def _gaps(course: Course) -> Iterator[Exceptional]:
    by_seq = {entry.recorded.seq: entry for entry in course.entries}
    for before, after in pairwise(course.presences):
        entry = by_seq[after.began]
        event = entry.recorded.event
        left = f"after {before.who} left ({before.left})" if before.left else "without a word of leaving"
        taken = (
            f", pen taken over from {event.took_over}"
            if isinstance(event, events.IncidentResumed) and event.took_over
            else ""
        )
        where = f" at {entry.step}" if entry.step else ""
        sentence = f"no session for {spell(after.start_s - before.end_s)}, {left}; resumed{where}{taken}"
        yield Exceptional.of(ExceptionKind.GAP, entry.recorded, sentence)
