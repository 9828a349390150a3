"""Who decided what, on which evidence: branches, escalations, severities, the book, a close over open ends."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cio_tui.core import events
from cio_tui.core.review.account import Choice
from cio_tui.core.review.grounds import grounds_of
from cio_tui.core.session import split_key

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cio_tui.core.reading import Value
    from cio_tui.core.review.clocks import Placed
    from cio_tui.core.review.course import Course, Entry


def choices_of(course: Course, samples: Placed, settings: Mapping[str, Value]) -> tuple[Choice, ...]:
    """Every choice of a person, oldest first; `settings` as they were then, where that is known."""
    return tuple(_choices(course, samples, settings))


def _choices(course: Course, samples: Placed, settings: Mapping[str, Value]) -> Iterator[Choice]:
    variables: dict[str, Value] = {}
    proposals: dict[str, events.EscalationProposed] = {}
    titles: dict[str, str] = {}
    for before, entry, after in zip(
        (None, *course.entries), course.entries, (*course.entries[1:], None), strict=False
    ):
        event = entry.recorded.event
        match event:
            case events.StepEntered(step=step, title=title):
                titles[step] = title
            case events.VarSet(var=variable, value=value):
                variables[variable] = value
            case events.EscalationProposed():
                proposals[event.escalation] = event
            case events.Decision():
                rejected = grounds_of(course, entry, event, variables, samples, settings)
                yield _decision(entry, event, titles.get(event.step) or event.step, rejected)
            case events.EscalationAccepted() | events.EscalationDeclined():
                yield _reply(entry, event, proposals.get(event.escalation))
            case events.IncidentOpened() if event.suggested:
                yield _opening(entry, event)
            case events.SeverityChanged() if not _follows(event, before, after):
                yield _judgement(entry, event)
            case events.IncidentClosed() if _is_open(event):
                yield _close(entry, event, before)
            case _:
                pass


def _choice(entry: Entry, title: str, chosen: str, reason: str) -> Choice:
    """A choice that nothing was suggested for."""
    recorded = entry.recorded
    return Choice(
        seq=recorded.seq,
        at=recorded.at,
        offset_s=entry.offset_s,
        who=recorded.by,
        title=title,
        suggested="",
        because="",
        chosen=chosen,
        agreed=None,
        reason=reason,
        rejected=(),
        saw=recorded.saw,
    )


def _advised(
    choice: Choice, suggested: str, because: str, *, agreed: bool | None, rejected: tuple[str, ...]
) -> Choice:
    return replace(
        choice, suggested=suggested, because=because, agreed=agreed if suggested else None, rejected=rejected
    )


def _decision(entry: Entry, event: events.Decision, title: str, rejected: tuple[str, ...]) -> Choice:
    choice = _choice(entry, title, event.chosen, event.why)
    return _advised(choice, event.suggested, event.because, agreed=event.agreed, rejected=rejected)


def _reply(
    entry: Entry,
    event: events.EscalationAccepted | events.EscalationDeclined,
    proposal: events.EscalationProposed | None,
) -> Choice:
    accepted = isinstance(event, events.EscalationAccepted)
    words = ("accepted", "declined")
    title = proposal.text if proposal else f"escalation {event.escalation}"
    choice = _choice(entry, title, words[not accepted], event.reason)
    because = proposal.because if proposal else ""
    return _advised(choice, words[0], because, agreed=accepted, rejected=(words[accepted],))


def _opening(entry: Entry, event: events.IncidentOpened) -> Choice:
    agreed = event.suggested == event.book
    choice = _choice(entry, "Which runbook?", event.book, "")
    rejected = () if agreed else (event.suggested,)
    return _advised(choice, event.suggested, event.because, agreed=agreed, rejected=rejected)


def _judgement(entry: Entry, event: events.SeverityChanged) -> Choice:
    return _choice(entry, "Severity", f"{event.was} → {event.now}", event.reason)


def _close(entry: Entry, event: events.IncidentClosed, before: Entry | None) -> Choice:
    """What was seen stands with the step that was closed by, which is written in the same breath."""
    open_ends = [
        *(f"not met: {text}" for text in event.unmet),
        *(f"still switched: {split_key(name)[1] or name}" for name in event.undo_open),
        *(f"skipped: {split_key(name)[1] or name}" for name in event.skipped),
        *(f"deferred: {split_key(name)[1] or name}" for name in event.deferred),
    ]
    choice = _choice(entry, "Close the incident", f"closed over {'; '.join(open_ends)}", event.reason)
    is_done = before is not None and isinstance(before.recorded.event, events.StepDone)
    return replace(choice, saw=before.recorded.saw) if before and is_done and not choice.saw else choice


def _is_open(event: events.IncidentClosed) -> bool:
    return bool(event.unmet or event.undo_open or event.skipped or event.deferred)


def _follows(event: events.SeverityChanged, before: Entry | None, after: Entry | None) -> bool:
    """Whether the change came with an accepted escalation or a move to another book, which are choices themselves."""
    earlier = before.recorded.event if before else None
    later = after.recorded.event if after else None
    if isinstance(earlier, events.EscalationAccepted):
        return event.reason == f"escalation {earlier.escalation}"
    return isinstance(later, events.StepEntered) and event.reason == f"moved to {later.book}"
