"""`apply`: one event moves the session one state on. No event is refused here: what is on disk has happened."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from cio_tui.core import events
from cio_tui.core.fold_steps import apply_to_step, reopened, with_state
from cio_tui.core.session import Proposal, Session, key, split_key

if TYPE_CHECKING:
    from cio_tui.core.events import Event
    from cio_tui.core.record import Recorded


def apply(session: Session, recorded: Recorded) -> Session:
    """The session after this event."""
    after = _apply_event(session, recorded, recorded.event)
    return after._replace(
        seq=recorded.seq, digest=recorded.digest, last_at=recorded.at, last_mono=recorded.mono
    )


def _apply_event(session: Session, recorded: Recorded, event: Event) -> Session:
    if isinstance(event, events.StepEvent):
        return apply_to_step(session, recorded, event)
    if isinstance(event, events.LifecycleEvent):
        return _apply_lifecycle(session, recorded, event)
    if isinstance(event, events.EscalationEvent):
        return _apply_escalation(session, event)
    if isinstance(event, events.UndoEvent):
        return _apply_undo(session, event)
    return _apply_fact(session, recorded, event)


def _apply_lifecycle(session: Session, recorded: Recorded, event: events.LifecycleEvent) -> Session:
    match event:
        case events.IncidentOpened():
            return session._replace(
                opened=event,
                opened_at=recorded.at,
                book=event.book,
                severity=event.severity,
                offset=-recorded.mono,
                writers=1,
            )
        case events.IncidentResumed():
            offset = session.time(session.last_mono) + max(0.0, event.gap_s) - recorded.mono
            return session._replace(offset=offset, writers=session.writers + 1)
        case events.IncidentDetached():
            return session
        case events.IncidentClosed():
            return session._replace(closed=event, step="")
        case events.Held():
            return session._replace(held_since=session.time(recorded.mono), hold_reason=event.reason)
        case events.Released():
            return session._replace(held_since=None, hold_reason="")
        case _:
            assert_never(event)


def _apply_escalation(session: Session, event: events.EscalationEvent) -> Session:
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
            return session._replace(proposals=rest)
        case _:
            assert_never(event)
    return session._replace(proposals={**session.proposals, name: standing})


def _apply_undo(session: Session, event: events.UndoEvent) -> Session:
    name = key(session.book, event.undo)
    rest = tuple(item for item in session.undo_open if split_key(item)[1] != event.undo)
    match event:
        case events.UndoOpened():
            return reopened(session, event.undo)._replace(undo_open=(*rest, name))
        case events.UndoClosed():
            state = session.state(event.undo)._replace(switched_back=True)
            return with_state(session, event.undo, state)._replace(undo_open=rest)
        case events.UndoDeclined():
            return session._replace(undo_open=rest, undo_declined=(*session.undo_declined, name))
        case _:
            assert_never(event)


def _apply_fact(session: Session, recorded: Recorded, event: Event) -> Session:
    now = session.time(recorded.mono)
    match event:
        case events.ProbeChanged():
            return session._replace(verdicts={**session.verdicts, event.probe: event.now})
        case events.SeverityChanged():
            return session._replace(severity=event.now)
        case events.RoleAssigned():
            return session._replace(roles={**session.roles, event.role: event.who})
        case events.VarSet():
            return session._replace(variables={**session.variables, event.var: event.value})
        case events.TimerDue() | events.NotifyDue():
            return session._replace(timers={**session.timers, event.timer: now})
        case events.Milestone():
            since = (recorded.at - event.happened_at).total_seconds()
            return session._replace(
                milestones={**session.milestones, event.name: event.happened_at},
                milestone_times={**session.milestone_times, event.name: now - since},
            )
        case _:
            # Words about it, evidence, messages and kinds of a newer version change nothing that steers the walk.
            return session
