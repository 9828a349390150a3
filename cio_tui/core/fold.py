"""`apply`: one event moves the session one state on. No event is refused here: what is on disk has happened."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, assert_never

from cio_tui.core import events
from cio_tui.core.session import Mark, Proposal, Session, Settled, StepState, key
from cio_tui.core.step import Check, Group

if TYPE_CHECKING:
    from cio_tui.core.events import Event
    from cio_tui.core.record import Recorded
    from cio_tui.core.step import Step

LOOKING_BACK = ("back", "jump", "return")
"""Entries that keep the mark a step already has."""

MARKS = {"sensed": Mark.SENSED, "attested": Mark.ATTESTED, "override": Mark.OVERRIDE}


def apply(session: Session, recorded: Recorded) -> Session:
    """The session after this event."""
    after = _apply_event(session, recorded, recorded.event)
    return replace(
        after, seq=recorded.seq, digest=recorded.digest, last_at=recorded.at, last_mono=recorded.mono
    )


def _apply_event(session: Session, recorded: Recorded, event: Event) -> Session:
    match event:
        case events.IncidentOpened():
            return replace(
                session,
                opened=event,
                opened_at=recorded.at,
                book=event.book,
                severity=event.severity,
                offset=-recorded.mono,
                writers=1,
            )
        case events.IncidentResumed():
            offset = session.time(session.last_mono) + max(0.0, event.gap_s) - recorded.mono
            return replace(session, offset=offset, writers=session.writers + 1)
        case events.IncidentClosed():
            return replace(session, closed=event, step="")
        case (
            events.StepEntered()
            | events.StepChecked()
            | events.StepDone()
            | events.StepSkipped()
            | events.StepDeferred()
            | events.StepUndone()
            | events.Decision()
            | events.Suggestion()
        ):
            return _apply_to_step(session, recorded, event)
        case (
            events.EscalationProposed()
            | events.EscalationAccepted()
            | events.EscalationDeclined()
            | events.EscalationCleared()
        ):
            return _apply_escalation(session, event)
        case events.UndoOpened() | events.UndoClosed() | events.UndoDeclined():
            return _apply_undo(session, event)
        case _:
            return _apply_fact(session, recorded, event)


StepEvent = (
    events.StepEntered
    | events.StepChecked
    | events.StepDone
    | events.StepSkipped
    | events.StepDeferred
    | events.StepUndone
    | events.Decision
    | events.Suggestion
)


def _apply_to_step(session: Session, recorded: Recorded, event: StepEvent) -> Session:
    match event:
        case events.StepEntered():
            return _enter(session, recorded, event)
        case events.StepChecked():
            return _check(session, recorded, event)
        case events.StepDone():
            mark = Mark.MISMATCH if event.mismatch else MARKS[event.how]
            return _settle(session, recorded, event.step, mark, said=event.said, reason=event.reason)
        case events.StepSkipped():
            return _settle(session, recorded, event.step, Mark.SKIPPED, reason=event.reason)
        case events.StepDeferred():
            return _settle(session, recorded, event.step, Mark.DEFERRED, reason=event.reason)
        case events.StepUndone():
            return _take_back(session, event)
        case events.Decision():
            return _choose(session, recorded, event)
        case events.Suggestion():
            state = replace(session.state(event.step), suggested=event.suggested)
            return _with_state(session, event.step, state)
        case _:
            assert_never(event)


def _enter(session: Session, recorded: Recorded, event: events.StepEntered) -> Session:
    book = event.book or session.book
    name = key(book, event.step)
    step = session.step_of(name)
    before = session.states.get(name, StepState())
    is_group = step is not None and isinstance(step.body, Group)
    keeps = not before.mark.is_settled or (event.why in LOOKING_BACK and not is_group)
    goes_on = event.why == "return" and before.entered_at is not None
    entered = replace(
        before,
        mark=before.mark if keeps else Mark.PENDING,
        entered_at=before.entered_at if goes_on else recorded.at,
        entered=before.entered if goes_on else session.time(recorded.mono),
        entered_seq=recorded.seq,
        suggested="",
        checked=before.checked if keeps else frozenset(),
        recalled=event.why == "deferred" or (keeps and before.recalled),
    )
    states = {**session.states, name: entered}
    if not keeps and before.mark is not Mark.DEFERRED:
        states |= _anew(session, book, step)
    return replace(
        session,
        book=book,
        step=event.step,
        states=states,
        trail=_trail(session, name, event.why),
        return_to=_return_to(session, event),
    )


def _anew(session: Session, book: str, step: Step | None) -> dict[str, StepState]:
    """Another round of a group is another round of each of its members."""
    if step is None or not isinstance(step.body, Group):
        return {}
    members = (key(book, member) for member in step.body.steps)
    return {
        name: replace(session.states[name], mark=Mark.PENDING, checked=frozenset(), recalled=False)
        for name in members
        if name in session.states
    }


def _trail(session: Session, name: str, why: str) -> tuple[str, ...]:
    if why == "back" and name in session.trail:
        last = len(session.trail) - session.trail[::-1].index(name)
        return session.trail[:last]
    return (*session.trail, name)


def _return_to(session: Session, event: events.StepEntered) -> str:
    """Where to go on once a step gone back to, or recalled, is settled."""
    match event.why:
        case "deferred":
            return event.reason
        case "back":
            return session.return_to or key(session.book, session.step)
        case "member" if session.return_to != key(session.book, event.step):
            return session.return_to
        case _:
            return ""


def _check(session: Session, recorded: Recorded, event: events.StepChecked) -> Session:
    state = session.state(event.step)
    checked = state.checked | {event.line} if event.on else state.checked - {event.line}
    name = key(session.book, event.step)
    settled = session.settled
    if event.on:
        settled = (*settled, Settled(name, recorded.by, "confirmed", event.line))
    else:
        settled = tuple(item for item in settled if (item.key, item.line) != (name, event.line))
    return replace(_with_state(session, event.step, replace(state, checked=checked)), settled=settled)


def _settle(
    session: Session, recorded: Recorded, step: str, mark: Mark, *, said: str = "", reason: str = ""
) -> Session:
    state = replace(
        session.state(step),
        mark=mark,
        settled_at=recorded.at,
        settled_seq=recorded.seq,
        by=recorded.by,
        said=said,
        reason=reason,
        chosen="",
        switched_back=False,
    )
    session = _with_state(session, step, state)
    name = key(session.book, step)
    if _follows_from_parts(session.step_of(name), mark):
        return session
    return replace(session, settled=(*session.settled, Settled(name, recorded.by, mark.value)))


def _follows_from_parts(step: Step | None, mark: Mark) -> bool:
    """A group is settled by its members, a list by its lines: those are what a person takes back."""
    if step is None:
        return False
    return isinstance(step.body, Group) or (isinstance(step.body, Check) and mark is Mark.ATTESTED)


def _choose(session: Session, recorded: Recorded, event: events.Decision) -> Session:
    session = _settle(session, recorded, event.step, Mark.ATTESTED, said=event.chosen, reason=event.why)
    return _with_state(session, event.step, replace(session.state(event.step), chosen=event.goto))


def _take_back(session: Session, event: events.StepUndone) -> Session:
    name = key(session.book, event.step)
    settled = list(session.settled)
    for index in range(len(settled) - 1, -1, -1):
        if settled[index].key == name and not settled[index].line:
            del settled[index]
            break
    state = replace(
        session.state(event.step),
        mark=Mark.PENDING,
        settled_at=None,
        said="",
        reason="",
        chosen="",
        switched_back=False,
    )
    return replace(_with_state(session, event.step, state), settled=tuple(settled))


def _with_state(session: Session, step: str, state: StepState) -> Session:
    return replace(session, states={**session.states, key(session.book, step): state})


EscalationEvent = (
    events.EscalationProposed
    | events.EscalationAccepted
    | events.EscalationDeclined
    | events.EscalationCleared
)


def _apply_escalation(session: Session, event: EscalationEvent) -> Session:
    name = key(session.book, event.escalation)
    match event:
        case events.EscalationProposed():
            standing = Proposal.PROPOSED
        case events.EscalationAccepted():
            standing = Proposal.ACCEPTED
        case events.EscalationDeclined():
            standing = Proposal.DECLINED
        case events.EscalationCleared():
            rest = {other: how for other, how in session.proposals.items() if other != name}
            return replace(session, proposals=rest)
        case _:
            assert_never(event)
    return replace(session, proposals={**session.proposals, name: standing})


def _apply_undo(
    session: Session, event: events.UndoOpened | events.UndoClosed | events.UndoDeclined
) -> Session:
    name = key(session.book, event.undo)
    rest = tuple(item for item in session.undo_open if item.partition("#")[2] != event.undo)
    match event:
        case events.UndoOpened():
            return replace(session, undo_open=(*rest, name))
        case events.UndoClosed():
            state = replace(session.state(event.undo), switched_back=True)
            return replace(_with_state(session, event.undo, state), undo_open=rest)
        case events.UndoDeclined():
            return replace(session, undo_open=rest, undo_declined=(*session.undo_declined, name))
        case _:
            assert_never(event)


def _apply_fact(session: Session, recorded: Recorded, event: Event) -> Session:
    now = session.time(recorded.mono)
    match event:
        case events.ProbeChanged():
            return replace(session, verdicts={**session.verdicts, event.probe: event.now})
        case events.SeverityChanged():
            return replace(session, severity=event.now)
        case events.RoleAssigned():
            return replace(session, roles={**session.roles, event.role: event.who})
        case events.VarSet():
            return replace(session, variables={**session.variables, event.var: event.value})
        case events.TimerDue() | events.NotifyDue():
            return replace(session, timers={**session.timers, event.timer: now})
        case events.Milestone():
            since = (recorded.at - event.happened_at).total_seconds()
            return replace(
                session,
                milestones={**session.milestones, event.name: event.happened_at},
                milestone_times={**session.milestone_times, event.name: now - since},
            )
        case events.Held():
            return replace(session, held_since=now, hold_reason=event.reason)
        case events.Released():
            return replace(session, held_since=None, hold_reason="")
        case _:
            # Notes, amendments, messages and kinds of a newer version change nothing that steers the walk.
            return session
