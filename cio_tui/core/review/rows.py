"""Which events a first reading shows, and what a later correction says beside them; nothing is left out."""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from cio_tui.core import events
from cio_tui.core.review.chronology import Kind, Row
from cio_tui.core.review.effects import effects_of
from cio_tui.core.telling import tell
from cio_tui.core.times import is_moment, read_time

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

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
"""Every class of event; a step that was settled against its sensor or its expected answer is an exception."""


def rows_of(course: Course, doubtful: Sequence[Recorded]) -> tuple[Row, ...]:
    """Every event as a row, those after a damage last."""
    corrections = corrections_of(course)
    effects, afterwards = effects_of(course), _written_afterwards(course)
    held = (
        _row(entry.recorded, entry.offset_s, corrections)._replace(
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
    return CLASSES[type(event)]


def corrections_of(course: Course) -> Mapping[int, Sequence[Recorded]]:
    """The amendments of each event, by its number, oldest first."""
    found: defaultdict[int, list[Recorded]] = defaultdict(list)
    for entry in course.entries:
        if isinstance(entry.recorded.event, events.Amended):
            found[entry.recorded.event.amends].append(entry.recorded)
    return found


def amended_time(recorded: Recorded, corrections: Mapping[int, Sequence[Recorded]]) -> datetime | None:
    """When the event happened by its newest correction; None when none says so in a form that can be read."""
    for correction in reversed(corrections.get(recorded.seq, ())):
        event = correction.event
        if isinstance(event, events.Amended) and event.name in ("happened_at", "at"):
            return _moment(event.value, correction.at)
    return None


def _moment(text: str, now: datetime) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        try:
            moment = read_time(text, now)
        except (ValueError, OverflowError):
            return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moment if is_moment(moment) else None


def _row(recorded: Recorded, offset_s: float, corrections: Mapping[int, Sequence[Recorded]]) -> Row:
    event = recorded.event
    return Row(
        seq=recorded.seq,
        at=recorded.at,
        offset_s=offset_s,
        kind=kind_of(event),
        who=recorded.by,
        sentence=_sentence(recorded),
        saw=recorded.saw,
        happened_at=amended_time(recorded, corrections) or _said_to_happen(recorded),
        correction="; ".join(map(_correction, corrections.get(recorded.seq, ()))),
        doubtful=False,
    )


def _sentence(recorded: Recorded) -> str:
    newer = recorded.event.fields if isinstance(recorded.event, events.Unrecognized) else recorded.unknown
    more = ", ".join(f"{name}: {value}" for name, value in newer.items())
    return f"{tell(recorded.event)} ({more})" if more else tell(recorded.event)


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
        yield _row(recorded, offset, {})._replace(doubtful=True)
