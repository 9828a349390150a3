"""Each event as one past-tense sentence: the same words on the screen, in the plain walk, in `incident show`."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from cio_tui.core import events
from cio_tui.core.duration import spell

if TYPE_CHECKING:
    from cio_tui.core.events import Event


def tell(event: Event) -> str:
    """What happened, without time and person. Text from outside was cleaned before it became an event."""
    if isinstance(event, events.LifecycleEvent):
        return _tell_lifecycle(event)
    if isinstance(event, events.StepEvent):
        return _tell_step(event)
    if isinstance(event, events.FollowUpEvent):
        return _tell_follow_up(event)
    return _tell_statement(event)


def _tell_lifecycle(event: events.LifecycleEvent) -> str:
    match event:
        case events.IncidentOpened():
            mode = "" if event.mode == "live" else f" ({f'{event.mode} {event.scenario}'.strip()})"
            return f"opened {event.severity or 'checklist'} with {event.book}: {event.title}{mode}"
        case events.IncidentResumed():
            taken = f", pen taken over from {event.took_over}" if event.took_over else ""
            kept = f"; {event.recovered}" if event.recovered else ""
            story = f"; the drill goes on at {spell(event.story_s)}" if event.story_s else ""
            return f"resumed on {event.host} after {event.gap_s:.0f} s{taken}{kept}{story}"
        case events.IncidentDetached():
            return f"left: {event.reason}"
        case events.IncidentClosed():
            open_ends = len(event.unmet) + len(event.undo_open) + len(event.skipped) + len(event.deferred)
            return f"closed{_over(open_ends)}{_because(event.reason)}"
        case events.Held():
            return f"paused the walk{_because(event.reason)}"
        case events.Released():
            return f"went on after {event.seconds:.0f} s"
        case _:
            assert_never(event)


def _tell_step(event: events.StepEvent) -> str:
    match event:
        case events.StepEntered():
            book = f" of {event.book}" if event.book else ""
            return f"at {event.step}{book}: {event.title}"
        case events.StepChecked():
            return f"{'confirmed' if event.on else 'took back'} {event.step} {event.line}: {event.text}"
        case events.StepDone():
            return f"{event.step} {_how(event)}{_because(event.reason)}"
        case events.StepSkipped():
            return f"skipped {event.step}{_because(event.reason)}"
        case events.StepDeferred():
            return f"deferred {event.step}{_because(event.reason)}"
        case events.StepUndone():
            return f"took back {event.was} of {event.step}{_because(event.reason)}"
        case events.Decision():
            other = "" if event.agreed or not event.suggested else f" (suggested: {event.suggested})"
            return f"decided {event.step}: {event.chosen}{other}{_because(event.why)}"
        case events.Suggestion():
            return f"suggests for {event.step}: {event.suggested or 'nothing'}{_because(event.because)}"
        case _:
            assert_never(event)


def _how(event: events.StepDone) -> str:
    if event.how == "sensed":
        return f"sensed: {event.sensed}"
    word = "mismatch" if event.mismatch else event.how
    said = f': "{event.said}"' if event.said else ""
    expected = f" (expected {event.expected})" if event.mismatch else ""
    return f"{word}{said}{expected}"


def _tell_follow_up(event: events.FollowUpEvent) -> str:
    match event:
        case events.ProbeChanged():
            return f"{event.probe} {event.was} → {event.now}: {event.summary}"
        case events.SeverityChanged():
            return f"severity {event.was} → {event.now}{_because(event.reason)}"
        case events.EscalationProposed():
            return f"escalation proposed: {event.text}{_because(event.because)}"
        case events.EscalationAccepted():
            return f"accepted escalation {event.escalation}{_because(event.reason)}"
        case events.EscalationDeclined():
            return f"declined escalation {event.escalation}{_because(event.reason)}"
        case events.EscalationCleared():
            return f"escalation {event.escalation} cleared"
        case events.UndoOpened():
            return f"undo list: + {event.undo} ({event.title})"
        case events.UndoClosed():
            return f'undo list: {event.undo} switched back: "{event.said}"'
        case events.UndoDeclined():
            return f"undo list: {event.undo} left as it is{_because(event.reason)}"
        case events.TimerDue() | events.NotifyDue():
            return f"due: {event.text}"
        case _:
            assert_never(event)


def _tell_statement(event: events.StatementEvent) -> str:
    match event:
        case events.NotifySent():
            return (
                f"sent {event.step} to {', '.join(event.audience) or 'nobody named'}  log {event.fingerprint}"
            )
        case events.RoleAssigned():
            return f"{event.role} is {event.who}" + (f", was {event.was}" if event.was else "")
        case events.VarSet():
            return f"{event.var} = {event.value}"
        case events.Note():
            return f"note: {event.text}"
        case events.Milestone():
            return f"milestone {event.name} at {event.happened_at:%Y-%m-%d %H:%M:%SZ}{_because(event.basis)}"
        case events.WritePerformed():
            return f"wrote to Customer.io: {event.what} {event.target}: {event.status} in {event.ms:.0f} ms"
        case events.Amended():
            return f"amended event {event.amends}: {event.name} is {event.value}{_because(event.reason)}"
        case events.EvidenceAttached():
            when = f"{event.sampled_at:%H:%M:%SZ}"
            return f"attached to {event.step}: {event.probe} {event.verdict} at {when}, {event.summary}"
        case events.IncidentReviewed():
            return f"reviewed{_because(event.remark)}"
        case events.Unrecognized():
            return f"{event.kind} (written by a newer version)"
        case _:
            assert_never(event)


def _because(reason: str) -> str:
    return f" - {reason}" if reason else ""


def _over(count: int) -> str:
    return f" over {count} open {'item' if count == 1 else 'items'}" if count else ""
