"""What follows from the evidence and the clock alone: changed verdicts, due timers, proposals, sensed steps.

Nothing here is a person's decision: a way out is only suggested, an escalation only proposed. Unknown does nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from cio_tui.core import events
from cio_tui.core.duration import spell
from cio_tui.core.expr import explain, fill, truth
from cio_tui.core.session import Proposal, key
from cio_tui.core.settle import settle_sensed
from cio_tui.core.step import Check, Close, Decide, Do, Group, Notify, Wait, Watch
from cio_tui.core.timers import next_due
from cio_tui.core.ways import suggested, ways_out

if TYPE_CHECKING:
    from cio_tui.core.plan import Plan
    from cio_tui.core.runbook import Escalation, Timer
    from cio_tui.core.session import Session
    from cio_tui.core.step import Step

UNSEEN = "unknown"
"""A probe that never answered has the verdict unknown, so its first answer is a change."""


def observe(plan: Plan) -> None:
    """Record everything that has come about by itself."""
    _record_changed_verdicts(plan)
    for timer in plan.session.runbook.timers.values():
        _remind(plan, timer)
    for escalation in plan.session.runbook.escalations.values():
        _propose(plan, escalation)
    step = plan.session.current
    if step is None or plan.session.held_since is not None:
        return
    if not plan.session.state(step.id).mark.is_settled:
        sensed = _sensed(plan, step)
        if sensed:
            settle_sensed(plan, step, sensed)
    _suggest(plan)


def _record_changed_verdicts(plan: Plan) -> None:
    for name, reading in plan.moment.evidence.readings.items():
        was = plan.session.verdicts.get(name, UNSEEN)
        now = reading.verdict_at(plan.moment.mono).value
        if now != was:
            stale = reading.is_stale(plan.moment.mono)
            summary = "no fresh reading" if stale else reading.sample.summary
            reasons = () if stale else reading.reasons
            plan.record(events.ProbeChanged(name, was, now, summary, reasons))


def _remind(plan: Plan, timer: Timer) -> None:
    due = next_due(plan.session, timer)
    if due is None or plan.session.time(plan.moment.mono) < due:
        return
    if timer.until is not None and truth(timer.until, plan.evidence) is True:
        return
    text = fill(timer.text, plan.evidence)
    kind = events.NotifyDue if timer.notify else events.TimerDue
    plan.record(kind(timer.id, text))


def _propose(plan: Plan, escalation: Escalation) -> None:
    evidence = plan.evidence
    standing = plan.session.proposals.get(key(plan.session.book, escalation.id))
    holds = truth(escalation.when, evidence)
    if holds is False and standing is not None:
        plan.record(events.EscalationCleared(escalation.id))
    if holds is not True or standing is not None:
        return
    since = evidence.held.get(escalation.when.text)
    if escalation.hold and (since is None or plan.moment.mono - since < escalation.hold):
        return
    plan.record(
        events.EscalationProposed(
            escalation=escalation.id,
            text=fill(escalation.text, evidence),
            to=escalation.to,
            goto=str(escalation.goto) if escalation.goto else "",
            because=explain(escalation.when, evidence),
        )
    )


def open_proposals(session: Session) -> tuple[Escalation, ...]:
    """Escalations of this book that wait for an answer."""
    return tuple(
        escalation
        for escalation in session.runbook.escalations.values()
        if session.proposals.get(key(session.book, escalation.id)) is Proposal.PROPOSED
    )


def _sensed(plan: Plan, step: Step) -> str:
    """The condition that settles the step by itself, with its values; empty while it does not hold."""
    evidence = plan.evidence
    match step.body:
        case Do(sensed=condition) if condition is not None and truth(condition, evidence) is True:
            return explain(condition, evidence)
        case Watch(until=condition) if truth(condition, evidence) is True:
            return explain(condition, evidence)
        case Wait(duration=duration) if evidence.elapsed.get(step.id, 0.0) >= duration:
            return f"{spell(duration)} have passed"
        case Do() | Watch() | Wait() | Decide() | Notify() | Check() | Group() | Close():
            return ""
        case _:
            assert_never(step.body)


def _suggest(plan: Plan) -> None:
    step = plan.session.current
    if step is None:
        return
    ways = ways_out(step, plan.evidence, plan.session)
    best = suggested(ways)
    number = ways.index(best) + 1 if best else 0
    if number != plan.session.state(step.id).suggested:
        label, because = (best.label, best.because) if best else ("", "")
        plan.record(events.Suggestion(step.id, label, because, number))
