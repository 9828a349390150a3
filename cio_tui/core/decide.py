"""`decide`: a command and the moment in, events out. Refuses with a sentence; never reads a clock, a file or a probe.

Which command fits which kind of step is a value, ALLOWED; the docs and the screen's greyed-out keys read it too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from cio_tui.core import commands, events
from cio_tui.core.answers import read_value
from cio_tui.core.closing import close
from cio_tui.core.errors import ReasonNeeded, Refused
from cio_tui.core.observe import observe
from cio_tui.core.plan import Plan
from cio_tui.core.runbook import Goto, StepKind
from cio_tui.core.session import Proposal, key
from cio_tui.core.settle import answer, choose, confirm, defer, skip
from cio_tui.core.values import record_value
from cio_tui.core.walk import advance, enter

if TYPE_CHECKING:
    from cio_tui.core.events import Event
    from cio_tui.core.evidence import Moment
    from cio_tui.core.runbook import Step
    from cio_tui.core.session import Session, StepState

StepCommand = commands.Answer | commands.Confirm | commands.Choose | commands.Skip | commands.Defer

ALLOWED: dict[StepKind, tuple[type[StepCommand], ...]] = {
    StepKind.DO: (commands.Answer, commands.Skip, commands.Defer),
    StepKind.DECIDE: (commands.Choose, commands.Skip, commands.Defer),
    StepKind.WATCH: (commands.Answer, commands.Choose, commands.Skip, commands.Defer),
    StepKind.WAIT: (commands.Answer, commands.Skip, commands.Defer),
    StepKind.NOTIFY: (commands.Answer, commands.Skip, commands.Defer),
    StepKind.CHECK: (commands.Confirm, commands.Skip, commands.Defer),
    StepKind.GROUP: (commands.Skip, commands.Defer),
    StepKind.CLOSE: (),
}
"""Step kind to the commands that fit it."""

SEVERITIES = ("P1", "P2", "P3", "P4")


def decide(session: Session, command: commands.Command, moment: Moment) -> tuple[Event, ...]:
    """The events a command leads to. Raises Refused when the incident's state does not allow it."""
    if session.closed is not None and not isinstance(command, commands.Amend | commands.WriteNote):
        if isinstance(command, commands.Observe):
            return ()
        raise Refused("This incident is closed and its log sealed; add a note or an amendment instead.")
    plan = Plan(session, moment)
    match command:
        case commands.Observe():
            observe(plan)
        case commands.Answer() | commands.Confirm() | commands.Choose() | commands.Skip() | commands.Defer():
            _settle(plan, command)
        case commands.Begin() | commands.Go() | commands.GoBack() | commands.TakeBack() | commands.Close():
            _move(plan, command)
        case commands.AcceptEscalation() | commands.DeclineEscalation() | commands.DeclineUndo():
            _answer_proposal(plan, command)
        case _:
            _record_statement(plan, command)
    return tuple(plan.events)


def _settle(plan: Plan, command: StepCommand) -> None:
    step = _step(plan, command.step)
    if type(command) not in ALLOWED[step.kind]:
        raise Refused(f"A {step.kind} step is not settled that way; press ? for the keys that fit it.")
    match command:
        case commands.Answer():
            answer(plan, step, command)
        case commands.Confirm():
            confirm(plan, step, command)
        case commands.Choose():
            choose(plan, step, command)
        case commands.Skip():
            skip(plan, step, command)
        case commands.Defer():
            defer(plan, step, command)
        case _:
            assert_never(command)


def _step(plan: Plan, name: str) -> Step:
    """The step a command is about: only the current one, or the group it belongs to, can be settled."""
    current = plan.session.current
    if current is None:
        raise Refused("No step is open yet; begin the walk first.")
    if name not in (current.id, plan.session.runbook.group_of(current.id)):
        raise Refused(f"The current step is {current.id}; go to {name} first.")
    return plan.session.runbook.steps[name]


Movement = commands.Begin | commands.Go | commands.GoBack | commands.TakeBack | commands.Close


def _move(plan: Plan, command: Movement) -> None:
    session = plan.session
    match command:
        case commands.Begin():
            _begin(plan)
        case commands.Go():
            enter(plan, command.goto, "jump", command.reason)
        case commands.GoBack():
            earlier = [name for name in session.trail if name != key(session.book, session.step)]
            if not earlier:
                raise Refused("This is the first step; there is nothing to go back to.")
            book, _, name = earlier[-1].partition("#")
            enter(plan, Goto(name, book), "back")
        case commands.TakeBack():
            _take_back(plan, command)
        case commands.Close():
            close(plan, command)
        case _:
            assert_never(command)


def _begin(plan: Plan) -> None:
    """Enter the first step; after a break, go on from a step whose follow-up was cut off."""
    step = plan.session.current
    if step is None:
        enter(plan, Goto(""), "start")
    elif _was_cut_off(plan.session.state(step.id)):
        advance(plan, step)
    else:
        raise Refused("The walk has begun already.")


def _was_cut_off(state: StepState) -> bool:
    """Whether a step was settled where it stands, and what should have followed never reached the disk."""
    if not state.mark.is_settled or state.settled_at is None or state.entered_at is None:
        return False
    return state.settled_at >= state.entered_at


def _take_back(plan: Plan, command: commands.TakeBack) -> None:
    own = [item for item in plan.session.settled if item.by == plan.moment.by]
    if not own:
        raise Refused("Nothing of yours to take back. Notes stay; correct one with an amendment.")
    last = own[-1]
    book, _, name = last.key.partition("#")
    if book != plan.session.book:
        raise Refused(f"That was in {book}; go back there first.")
    if last.line:
        step = plan.session.runbook.steps[name]
        confirm(plan, step, commands.Confirm(name, last.line, on=False))
        return
    plan.record(events.StepUndone(name, last.was, command.reason))
    if name != plan.session.step:
        enter(plan, Goto(name), "back", command.reason)


Proposed = commands.AcceptEscalation | commands.DeclineEscalation | commands.DeclineUndo


def _answer_proposal(plan: Plan, command: Proposed) -> None:
    match command:
        case commands.DeclineUndo():
            _decline_undo(plan, command)
        case commands.DeclineEscalation():
            _check_proposed(plan, command.escalation)
            if not command.reason.strip():
                raise ReasonNeeded(
                    "Declining an escalation needs a reason; it is asked again if it comes back."
                )
            plan.record(events.EscalationDeclined(command.escalation, command.reason))
        case commands.AcceptEscalation():
            _check_proposed(plan, command.escalation)
            escalation = plan.session.runbook.escalations[command.escalation]
            plan.record(events.EscalationAccepted(escalation.id, command.reason))
            if escalation.to and escalation.to != plan.session.severity:
                plan.record(
                    events.SeverityChanged(
                        plan.session.severity, escalation.to, f"escalation {escalation.id}"
                    )
                )
            if escalation.goto:
                enter(plan, escalation.goto, "escalation")
        case _:
            assert_never(command)


def _check_proposed(plan: Plan, name: str) -> None:
    if plan.session.proposals.get(key(plan.session.book, name)) is not Proposal.PROPOSED:
        raise Refused("This escalation is not proposed now; its condition has cleared or it was answered.")


def _decline_undo(plan: Plan, command: commands.DeclineUndo) -> None:
    if not plan.session.has_to_undo(command.undo):
        raise Refused(f"{command.undo} is not on the undo list.")
    if not command.reason.strip():
        raise ReasonNeeded("Leaving something switched needs a reason.")
    plan.record(events.UndoDeclined(command.undo, command.reason))


Statement = (
    commands.ChangeSeverity
    | commands.AssignRole
    | commands.SetVariable
    | commands.WriteNote
    | commands.MarkMilestone
    | commands.Hold
    | commands.Release
    | commands.Amend
)


def _record_statement(plan: Plan, command: Statement) -> None:
    match command:
        case commands.ChangeSeverity():
            _change_severity(plan, command)
        case commands.AssignRole():
            _assign_role(plan, command)
        case commands.SetVariable():
            _set_variable(plan, command)
        case commands.WriteNote():
            if not command.text.strip():
                raise Refused("An empty note is not recorded.")
            plan.record(events.Note(command.text, plan.session.step))
        case commands.MarkMilestone():
            plan.record(events.Milestone(command.name, command.happened_at, command.basis))
        case commands.Hold() | commands.Release():
            _pause(plan, command)
        case commands.Amend():
            if not 1 <= command.seq <= plan.session.seq:
                raise Refused(f"There is no event {command.seq}; the log has 1 to {plan.session.seq}.")
            plan.record(events.Amended(command.seq, command.name, command.value, command.reason))
        case _:
            assert_never(command)


def _assign_role(plan: Plan, command: commands.AssignRole) -> None:
    roles = plan.session.runbook.roles
    if command.role not in roles:
        raise Refused(f"This book has no role {command.role}. It has: {', '.join(roles) or 'none'}.")
    was = plan.session.roles.get(command.role, "")
    plan.record(events.RoleAssigned(command.role, command.who, was))


def _pause(plan: Plan, command: commands.Hold | commands.Release) -> None:
    since = plan.session.held_since
    if isinstance(command, commands.Hold):
        if since is not None:
            raise Refused("The walk is on hold already.")
        plan.record(events.Held(command.reason))
        return
    if since is None:
        raise Refused("The walk is not on hold.")
    plan.record(events.Released(round(plan.session.time(plan.moment.mono) - since, 1)))


def _change_severity(plan: Plan, command: commands.ChangeSeverity) -> None:
    to = command.to.upper()
    if to not in SEVERITIES:
        raise Refused(f"Severities are {', '.join(SEVERITIES)}.")
    if to == plan.session.severity:
        raise Refused(f"The severity is {to} already.")
    if not command.reason.strip():
        raise ReasonNeeded("Changing the severity needs a reason.")
    plan.record(events.SeverityChanged(plan.session.severity, to, command.reason))


def _set_variable(plan: Plan, command: commands.SetVariable) -> None:
    variable = plan.session.runbook.variables.get(command.variable)
    if variable is None:
        raise Refused(f"This book has no variable {command.variable}.")
    value = command.value
    if isinstance(value, str):
        if not value.strip():
            raise Refused("Type a value, or leave the variable open.")
        value = read_value(variable.kind, value.strip())
    if variable.max is not None and isinstance(value, int | float) and value > variable.max:
        raise Refused(f"At most {variable.max:g}: {variable.prompt}")
    record_value(plan, variable, value, plan.session.step)
