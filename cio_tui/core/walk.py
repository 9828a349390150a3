"""Where the walk goes: entering a step, moving on from a settled one, in and out of groups and across books."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.errors import Refused
from cio_tui.core.events import SeverityChanged, StepDone, StepEntered
from cio_tui.core.expr import truth
from cio_tui.core.runbook import Close, Goto, Group
from cio_tui.core.session import Mark, key

if TYPE_CHECKING:
    from cio_tui.core.evidence import Evidence
    from cio_tui.core.plan import Plan
    from cio_tui.core.runbook import Runbook, Step
    from cio_tui.core.session import Session


def applies(step: Step, evidence: Evidence) -> bool:
    """Whether a step is shown: only a condition that is known to be false takes it out."""
    return step.when is None or truth(step.when, evidence) is not False


def enter(plan: Plan, goto: Goto, why: str, reason: str = "") -> None:
    """Make a step the current one; a group leads to its first open member, a close to what was deferred."""
    book = goto.book or plan.session.book
    runbook = plan.session.books.get(book)
    if runbook is None:
        raise Refused(f"The runbook {book} was not pinned when this incident was opened; open it separately.")
    step = runbook.steps.get(goto.step or runbook.start)
    if step is None:
        raise Refused(f"{runbook.title} has no step called {goto.step}.")
    crossing = book != plan.session.book
    if crossing and runbook.severity not in ("", plan.session.severity):
        plan.record(SeverityChanged(plan.session.severity, runbook.severity, f"moved to {book}"))
    if not crossing and why == "next":
        step = _first_applicable(plan, step)
        deferred = _deferred(plan.session, runbook) if isinstance(step.body, Close) else None
        if deferred:
            step, why, reason = deferred, "deferred", step.id
    plan.record(
        StepEntered(
            step=step.id,
            title=step.title,
            book=book if crossing else "",
            book_sha256=runbook.sha256 if crossing else "",
            why=why,
            reason=reason,
        )
    )
    if isinstance(step.body, Group):
        _enter_member(plan, step)


def advance(plan: Plan, step: Step) -> None:
    """Go on from a step that has just been settled."""
    if plan.session.return_to:
        book, _, name = plan.session.return_to.partition("#")
        enter(plan, Goto(name, book), "next")
        return
    group = plan.session.runbook.group_of(step.id)
    if group:
        _enter_member(plan, plan.session.runbook.steps[group])
    elif step.next:
        enter(plan, step.next, "next")


def _enter_member(plan: Plan, group: Step) -> None:
    """Enter the first open member that applies, or settle the group."""
    evidence = plan.evidence
    members = [member for member in plan.session.members(group) if applies(member, evidence)]
    for member in members:
        if not plan.session.state(member.id).mark.is_settled:
            plan.record(StepEntered(step=member.id, title=member.title, why="member"))
            return
    said = f"{len(members)} of {len(members)} settled" if members else "nothing to do"
    plan.record(StepDone(step=group.id, how="attested", said=said))
    advance(plan, group)


def _first_applicable(plan: Plan, step: Step) -> Step:
    """The step itself, or the next one along `next` that applies. A circle of inapplicable ones ends at its start."""
    evidence = plan.evidence
    seen: set[str] = set()
    while not applies(step, evidence) and step.next and not step.next.book and step.id not in seen:
        seen.add(step.id)
        step = plan.session.runbook.steps[step.next.step]
    return step


def _deferred(session: Session, runbook: Runbook) -> Step | None:
    """The first deferred step that has not been offered again yet."""
    for step in runbook.steps.values():
        state = session.states.get(key(runbook.id, step.id))
        if state and state.mark is Mark.DEFERRED and not state.recalled:
            return step
    return None
