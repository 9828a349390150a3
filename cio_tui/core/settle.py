"""How each kind of step is settled by a person, and what settling one sets in motion."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, assert_never

from cio_tui.core import events
from cio_tui.core.answers import read_answer
from cio_tui.core.errors import ReasonNeeded, Refused
from cio_tui.core.expr import explain, fill, truth
from cio_tui.core.milestones import reach
from cio_tui.core.step import Check, Close, Decide, Do, Group, Notify, Response, SkipPolicy, Wait, Watch
from cio_tui.core.values import record_value
from cio_tui.core.walk import advance, enter
from cio_tui.core.ways import suggested, ways_out

if TYPE_CHECKING:
    from cio_tui.core.commands import Answer, Choose, Confirm, Defer, Skip
    from cio_tui.core.plan import Plan
    from cio_tui.core.step import Step

WHAT_SEEN = Response("What do you see?")

FINGERPRINT = re.compile(r"\b[0-9a-f]{12}#\d+")
"""Of the log, as `Session.fingerprint` writes it into a message."""


def answer(plan: Plan, step: Step, command: Answer) -> None:
    """Settle a step by hand."""
    _check_needs(plan, step)
    match step.body:
        case Do() as do:
            _answer_do(plan, step, do, command)
        case Watch(until=until):
            _need_reason(command.reason, "You are overriding a watch that has not settled: say why.")
            sensed = explain(until, plan.evidence)
            _done(plan, step, "override", said=command.said, reason=command.reason, sensed=sensed)
        case Wait():
            _need_reason(command.reason, "You are cutting the wait short: say why.")
            _done(plan, step, "override", said="cut short", reason=command.reason)
        case Notify() as notify:
            text = command.said or fill(notify.template, plan.evidence).strip()
            carried = FINGERPRINT.search(text)
            fingerprint = carried[0] if carried else plan.session.fingerprint
            plan.record(events.NotifySent(step.id, text, notify.audience, fingerprint))
            _done(plan, step, "attested", said="sent", reason=command.reason)
        case Check() | Decide() | Group() | Close():
            raise AssertionError(f"a {step.kind} step has no answer: decide.ALLOWED keeps it out")
        case _:
            assert_never(step.body)


def _answer_do(plan: Plan, step: Step, do: Do, command: Answer) -> None:
    typed = read_answer(do.respond or WHAT_SEEN, command.said)
    if typed.mismatch:
        _need_reason(command.reason, f"Expected {typed.expected}, you saw {typed.said}: say why you go on.")
    state = truth(do.sensed, plan.evidence) if do.sensed else None
    sensed = explain(do.sensed, plan.evidence) if do.sensed else ""
    how: events.How = "attested"
    if state is False:
        _need_reason(command.reason, f"The probe does not see it yet ({sensed}): say why you override it.")
        how = "override"
    if do.respond and do.respond.save:
        record_value(plan, plan.session.runbook.variables[do.respond.save], typed.value, step.id)
    plan.record(
        events.StepDone(
            step=step.id,
            how=how,
            said=typed.said,
            expected=typed.expected,
            mismatch=typed.mismatch,
            reason=command.reason,
            seconds=_seconds(plan, step),
            sensed=sensed,
        )
    )
    follow_up(plan, step, switched_back=not typed.mismatch, said=typed.said)


def confirm(plan: Plan, step: Step, command: Confirm) -> None:
    """Confirm a line of a check list; the last one settles the step."""
    if not isinstance(step.body, Check):
        raise AssertionError(f"a {step.kind} step has no lines: decide.ALLOWED keeps it out")  # noqa: TRY004
    lines = step.body.lines
    if not 1 <= command.line <= len(lines):
        raise Refused(f"This list has lines 1 to {len(lines)}.")
    state = plan.session.state(step.id)
    if (command.line in state.checked) == command.on:
        return
    if command.on:
        _check_needs(plan, step)
    elif state.mark.is_settled:
        plan.record(events.StepUndone(step.id, state.mark.value))
    text = fill(lines[command.line - 1], plan.evidence)
    plan.record(events.StepChecked(step.id, command.line, text, command.on))
    if not plan.session.open_lines(step):
        settle_confirmed(plan, step)


def settle_confirmed(plan: Plan, step: Step) -> None:
    """Settle a check list whose every line is confirmed."""
    lines = len(plan.session.state(step.id).checked)
    _done(plan, step, "attested", said=f"{lines} of {lines} confirmed")


def choose(plan: Plan, step: Step, command: Choose) -> None:
    """Take a way out; one that was not suggested needs a reason."""
    ways = ways_out(step, plan.evidence, plan.session)
    if not ways:
        raise Refused("This step has nothing to choose from.")
    if not 1 <= command.number <= len(ways):
        raise Refused(f"Choose a number from 1 to {len(ways)}.")
    _check_needs(plan, step)
    chosen = ways[command.number - 1]
    best = suggested(ways)
    if best is not None and best is not chosen:
        _need_reason(command.reason, f"The evidence suggests {best.label!r}: say why you choose otherwise.")
    if best is None and chosen.holds is False:
        _need_reason(
            command.reason, f"The evidence speaks against it ({chosen.because}): say why you choose it."
        )
    plan.record(
        events.Decision(
            step=step.id,
            suggested=best.label if best else "",
            chosen=chosen.label,
            goto=str(chosen.goto),
            agreed=best is chosen,
            why=command.reason,
            rejected=tuple(way.label for way in ways if way is not chosen),
            because=best.because if best else "",
        )
    )
    enter(plan, chosen.goto, chosen.entry, command.reason)


def skip(plan: Plan, step: Step, command: Skip) -> None:
    """Leave a step out."""
    if step.skip is SkipPolicy.NEVER:
        raise Refused("This step cannot be skipped; defer it with a reason, it comes back before the close.")
    if step.skip is SkipPolicy.REASON:
        _need_reason(command.reason, "Skipping this step needs a reason; a reviewer will ask.")
    for member in plan.session.members(step):
        if not plan.session.state(member.id).mark.is_settled:
            plan.record(events.StepSkipped(member.id, command.reason))
    plan.record(events.StepSkipped(step.id, command.reason))
    advance(plan, step)


def defer(plan: Plan, step: Step, command: Defer) -> None:
    """Put a step off until before the close."""
    _need_reason(command.reason, "Deferring a step needs a reason.")
    plan.record(events.StepDeferred(step.id, command.reason))
    advance(plan, step)


def settle_sensed(plan: Plan, step: Step, sensed: str) -> None:
    """Settle a step that a probe, or the clock, has seen to be done."""
    _done(plan, step, "sensed", sensed=sensed)


def _done(
    plan: Plan, step: Step, how: events.How, *, said: str = "", reason: str = "", sensed: str = ""
) -> None:
    seconds = _seconds(plan, step)
    plan.record(
        events.StepDone(step=step.id, how=how, said=said, reason=reason, seconds=seconds, sensed=sensed)
    )
    follow_up(plan, step, switched_back=True, said=said or sensed)


def follow_up(plan: Plan, step: Step, *, switched_back: bool, said: str) -> None:
    """What a settled step sets in motion: open or close an undo item, then move on."""
    if step.changes and step.undo_step and not plan.session.has_to_undo(step.undo_step):
        title = plan.session.runbook.steps[step.undo_step].title
        plan.record(events.UndoOpened(step.undo_step, step.id, title))
    if switched_back and plan.session.has_to_undo(step.id):
        plan.record(events.UndoClosed(step.id, said))
    reach(plan, step)
    advance(plan, step)


def _seconds(plan: Plan, step: Step) -> float:
    return round(max(0.0, plan.session.time(plan.moment.mono) - plan.session.state(step.id).entered), 1)


def _check_needs(plan: Plan, step: Step) -> None:
    for name in step.needs:
        if not plan.session.state(name).mark.is_settled:
            title = plan.session.runbook.steps[name].title
            raise Refused(f"First settle {title!r}; go there with its id, {name}.")


def _need_reason(reason: str, sentence: str) -> None:
    if not reason.strip():
        raise ReasonNeeded(sentence)
