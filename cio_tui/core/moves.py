"""Moving without settling anything: beginning, jumping, going back, and taking a mark back.

A log may end anywhere in what one command wrote. Beginning again makes up for what was cut off, from the events alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from cio_tui.core import commands, events
from cio_tui.core.closing import close
from cio_tui.core.errors import Refused
from cio_tui.core.expr import fill
from cio_tui.core.session import Mark, key, split_key
from cio_tui.core.settle import follow_up, settle_confirmed
from cio_tui.core.step import Check, Goto, Group
from cio_tui.core.walk import advance, enter

if TYPE_CHECKING:
    from cio_tui.core.plan import Plan
    from cio_tui.core.session import StepState
    from cio_tui.core.step import Step

DONE = (Mark.SENSED, Mark.ATTESTED, Mark.OVERRIDE, Mark.MISMATCH)
"""Marks of a step that was carried out."""


def move(plan: Plan, command: commands.Movement) -> None:
    """Make another step the current one. Raises Refused."""
    match command:
        case commands.Begin():
            _begin(plan)
        case commands.Go():
            enter(plan, command.goto, "jump", command.reason)
        case commands.GoBack():
            _go_back(plan)
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
        return
    state = plan.session.state(step.id)
    if state.settled_seq > state.entered_seq and state.mark.is_settled:
        _go_on(plan, step, state)
    elif isinstance(step.body, Check) and not plan.session.open_lines(step) and not state.mark.is_settled:
        settle_confirmed(plan, step)
    elif isinstance(step.body, Group):
        advance(plan, step) if state.mark.is_settled else enter(plan, Goto(step.id), "next")
    else:
        raise Refused("The walk has begun already.")


def _go_on(plan: Plan, step: Step, state: StepState) -> None:
    if state.chosen:
        enter(plan, Goto.parse(state.chosen), "branch", state.reason)
    elif state.mark in DONE:
        follow_up(plan, step, switched_back=state.mark is not Mark.MISMATCH, said=state.said)
    else:
        advance(plan, step)


def _go_back(plan: Plan) -> None:
    session = plan.session
    here = key(session.book, session.step)
    earlier = [name for name in session.trail if name != here and not _is_group(plan, name)]
    if not session.step or not earlier:
        raise Refused("This is the first step; there is nothing to go back to.")
    book, name = split_key(earlier[-1])
    enter(plan, Goto(name, book), "back")


def _is_group(plan: Plan, name: str) -> bool:
    step = plan.session.step_of(name)
    return step is not None and isinstance(step.body, Group)


def _take_back(plan: Plan, command: commands.TakeBack) -> None:
    """Withdraw the last mark of this person, with what followed from it: the group it settled, the undo it closed."""
    own = [item for item in plan.session.settled if item.by == plan.moment.by]
    if not own:
        raise Refused("Nothing of yours to take back. Notes stay; correct one with an amendment.")
    last = own[-1]
    book, name = split_key(last.key)
    if book != plan.session.book:
        raise Refused(f"That was in {book}; go back there first.")
    state = plan.session.state(name)
    if state.mark.is_settled:
        plan.record(events.StepUndone(name, state.mark.value, command.reason))
    if last.line:
        _open_line(plan, name, last.line)
    if state.switched_back:
        plan.record(events.UndoOpened(name, name, plan.session.runbook.steps[name].title))
    group = plan.session.runbook.group_of(name)
    if group and plan.session.state(group).mark.is_settled:
        plan.record(events.StepUndone(group, plan.session.state(group).mark.value, command.reason))
    if name != plan.session.step:
        enter(plan, Goto(name), "back", command.reason)


def _open_line(plan: Plan, name: str, line: int) -> None:
    body = plan.session.runbook.steps[name].body
    text = body.lines[line - 1] if isinstance(body, Check) and line <= len(body.lines) else ""
    plan.record(events.StepChecked(name, line, fill(text, plan.evidence), on=False))
