"""`decide`: a command and the moment in, events out. Refuses with a sentence; never reads a clock, a file or a probe.

Which command fits which kind of step is a value, ALLOWED; one that does not fit is refused with what would.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from cio_tui.core import commands
from cio_tui.core.errors import Refused
from cio_tui.core.moves import move
from cio_tui.core.observe import observe
from cio_tui.core.plan import Plan
from cio_tui.core.proposals import reply
from cio_tui.core.settle import answer, choose, confirm, defer, skip
from cio_tui.core.statements import declare
from cio_tui.core.step import StepKind

if TYPE_CHECKING:
    from cio_tui.core.events import Event
    from cio_tui.core.evidence import Moment
    from cio_tui.core.session import Session
    from cio_tui.core.step import Step

ALLOWED: dict[StepKind, tuple[type[commands.StepCommand], ...]] = {
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

HOW: dict[StepKind, str] = {
    StepKind.DO: "Say what you see; or skip the step, or put it off.",
    StepKind.DECIDE: "This is a decision: choose one of its branches by number.",
    StepKind.WATCH: "Let it settle, choose one of its ends, or override it with a reason.",
    StepKind.WAIT: "Let the time pass, or cut it short with a reason.",
    StepKind.NOTIFY: "Send the message, then say so.",
    StepKind.CHECK: "Confirm the lines one by one; the last one settles the step.",
    StepKind.GROUP: "Settle the members of this group one by one.",
    StepKind.CLOSE: "Close the incident itself; this step has no answer of its own.",
}
"""Step kind to what settles it, for whoever tried something else."""


AFTER_THE_CLOSE = (commands.Amend, commands.WriteNote, commands.MarkReviewed)
"""What a sealed log still takes: words about it, never a change of what happened."""


def decide(session: Session, command: commands.Command, moment: Moment) -> tuple[Event, ...]:
    """The events a command leads to. Raises Refused when the incident's state does not allow it."""
    if session.closed is not None and not isinstance(command, AFTER_THE_CLOSE):
        if isinstance(command, commands.Observe):
            return ()
        raise Refused("This incident is closed and its log sealed; add a note or an amendment instead.")
    plan = Plan(session, moment)
    if isinstance(command, commands.Observe):
        observe(plan)
    elif isinstance(command, commands.StepCommand):
        _settle(plan, command)
    elif isinstance(command, commands.Movement):
        move(plan, command)
    elif isinstance(command, commands.Reply):
        reply(plan, command)
    else:
        declare(plan, command)
    return tuple(plan.events)


def _settle(plan: Plan, command: commands.StepCommand) -> None:
    step = _step(plan, command.step)
    if type(command) not in ALLOWED[step.kind]:
        raise Refused(HOW[step.kind])
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
