"""Which events a first reading shows, and what a later correction says beside them; nothing is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core import events
from cio_tui.core.review.chronology import Kind, Row
from cio_tui.core.review.corrections import amended_time, back_datings_of, corrections_of
from cio_tui.core.review.effects import effects_of
from cio_tui.core.telling import tell

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet
    from datetime import datetime

    from cio_tui.core.events import Event
    from cio_tui.core.record import Recorded
    from cio_tui.core.review.course import Course

CLASSES: Mapping[type[Event], Kind] = {
    events.IncidentOpened: Kind.MILESTONE,
    events.IncidentClosed: Kind.MILESTONE,
    events.Milestone: Kind.MILESTONE,
    events.Decision: Kind.DECISION,
    events.EscalationProposed: Kind.DECISION,
    events.EscalationAccepted: Kind.DECISION,
    events.EscalationDeclined: Kind.DECISION,
    events.SeverityChanged: Kind.SEVERITY,
    events.NotifyDue: Kind.MESSAGE,
    events.NotifySent: Kind.MESSAGE,
    events.StepSkipped: Kind.EXCEPTION,
    events.StepDeferred: Kind.EXCEPTION,
    events.UndoDeclined: Kind.EXCEPTION,
    events.Amended: Kind.EXCEPTION,
    events.IncidentResumed: Kind.EXCEPTION,
    events.Held: Kind.EXCEPTION,
    events.Note: Kind.NOTE,
    events.WritePerformed: Kind.NOTE,
    events.EvidenceAttached: Kind.NOTE,
    events.IncidentReviewed: Kind.NOTE,
    events.StepEntered: Kind.STEP,
    events.StepChecked: Kind.STEP,
    events.StepDone: Kind.STEP,
    events.StepUndone: Kind.STEP,
    events.UndoOpened: Kind.STEP,
    events.UndoClosed: Kind.STEP,
    events.VarSet: Kind.STEP,
    events.ProbeChanged: Kind.PROBE,
    events.RoleAssigned: Kind.PEOPLE,
    events.IncidentDetached: Kind.PEOPLE,
    events.Released: Kind.PEOPLE,
    events.Suggestion: Kind.MACHINE,
    events.EscalationCleared: Kind.MACHINE,
    events.TimerDue: Kind.MACHINE,
    events.Unrecognized: Kind.MACHINE,
}
"""Every class of event; an exception are also a jump, and a step settled against its sensor or expected answer."""


def rows_of(course: Course, doubtful: Sequence[Recorded]) -> tuple[Row, ...]:
    """Every event as a row, those after a damage last."""
    corrections, back_datings = corrections_of(course), back_datings_of(course)
    effects, afterwards = effects_of(course), _written_afterwards(course)
    held = (
        _row(entry.recorded, entry.offset_s, corrections, back_datings)._replace(
            effect=entry.recorded.seq in effects, afterwards=entry.recorded.seq in afterwards
        )
        for entry in course.entries
    )
    return (*held, *_doubtful_rows(course, doubtful))


def _written_afterwards(course: Course) -> frozenset[int]:
    """All of an incident that nobody walked; of others the words that were added to the sealed log."""
    recorded = [entry.recorded for entry in course.entries]
    first = recorded[0].event if recorded else None
    if isinstance(first, events.IncidentOpened) and first.mode == "backfill":
        return frozenset(each.seq for each in recorded)
    is_closing = (isinstance(each.event, events.IncidentClosed) for each in recorded)
    later = recorded[next((index for index, closes in enumerate(is_closing) if closes), len(recorded)) :]
    words = (events.Note, events.Milestone, events.Amended)
    return frozenset(each.seq for each in later if isinstance(each.event, words))


def kind_of(event: Event) -> Kind:
    """What an event is about."""
    if isinstance(event, events.StepDone) and (event.mismatch or event.how == "override"):
        return Kind.EXCEPTION
    if isinstance(event, events.StepEntered) and event.why == "jump":
        return Kind.EXCEPTION
    return CLASSES[type(event)]


def _row(
    recorded: Recorded,
    offset_s: float,
    corrections: Mapping[int, Sequence[Recorded]],
    back_datings: AbstractSet[int],
) -> Row:
    later = [each for each in corrections.get(recorded.seq, ()) if each.seq not in back_datings]
    return Row(
        seq=recorded.seq,
        at=recorded.at,
        offset_s=offset_s,
        kind=Kind.MACHINE if recorded.seq in back_datings else kind_of(recorded.event),
        who=recorded.by,
        sentence=_sentence(recorded),
        saw=recorded.saw,
        happened_at=amended_time(recorded, corrections) or _said_to_happen(recorded),
        correction="; ".join(map(_correction, later)),
        doubtful=False,
    )


def _sentence(recorded: Recorded) -> str:
    newer = recorded.event.fields if isinstance(recorded.event, events.Unrecognized) else recorded.unknown
    more = ", ".join(f"{name}: {value}" for name, value in newer.items())
    told = tell_with_reasons(recorded.event)
    return f"{told} ({more})" if more else told


def tell_with_reasons(event: Event) -> str:
    """As `tell`; of a verdict that changed also the rules that decided, which a reviewer asks for."""
    reasons = "; ".join(event.reasons) if isinstance(event, events.ProbeChanged) else ""
    return f"{tell(event)} - {reasons}" if reasons else tell(event)


def _correction(recorded: Recorded) -> str:
    event = recorded.event
    if not isinstance(event, events.Amended):
        return ""
    why = f", {event.reason}" if event.reason else ""
    return f"{event.name} is {event.value} (event {recorded.seq} by {recorded.by}{why})"


def _said_to_happen(recorded: Recorded) -> datetime | None:
    match recorded.event:
        case events.Milestone(happened_at=moment) | events.EvidenceAttached(sampled_at=moment):
            return moment if abs((recorded.at - moment).total_seconds()) >= 1 else None
        case _:
            return None


def _doubtful_rows(course: Course, doubtful: Sequence[Recorded]) -> Iterator[Row]:
    """Placed by the wall clock, since the chain of their other clock is broken too."""
    if not doubtful:
        return
    last = course.entries[-1] if course.entries else None
    since = last.recorded.at if last else doubtful[0].at
    for recorded in doubtful:
        offset = course.end_s + max(0.0, (recorded.at - since).total_seconds())
        yield _row(recorded, offset, {}, frozenset())._replace(doubtful=True)
