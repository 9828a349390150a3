"""Where the walk goes: entering a step, moving on from a settled one, in and out of groups and across books."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.errors import Refused
from cio_tui.core.events import SeverityChanged, StepDone, StepEntered
from cio_tui.core.expr import truth
from cio_tui.core.milestones import reach
from cio_tui.core.session import Mark, key, split_key
from cio_tui.core.step import Close, Goto, Group
from cio_tui.core.view import view

if TYPE_CHECKING:
    from cio_tui.core.evidence import Evidence
    from cio_tui.core.plan import Plan
    from cio_tui.core.runbook import Runbook
    from cio_tui.core.step import Step

ONWARD = ("start", "next", "branch", "abort", "timeout", "escalation")
"""Entries that pass over what does not apply; they, and a return, recall what was deferred before a close."""

ASIDE = ("back", "return", "deferred")
"""Entries that look at another book without moving the incident into it: the severity stays."""


def applies(step: Step, evidence: Evidence) -> bool:
    """Whether a step is shown: only a condition that is known to be false takes it out."""
    return step.when is None or truth(step.when, evidence) is not False


def enter(plan: Plan, goto: Goto, why: str, reason: str = "") -> None:
    """Make a step the current one; a group leads to its first open member, a close to what was deferred."""
    runbook, step = _find(plan, goto)
    if why in ONWARD:
        runbook, step = _first_applicable(plan, runbook, step)
    if isinstance(step.body, Close) and why in (*ONWARD, "return"):
        deferred = _deferred(plan, runbook)
        if deferred:
            why, reason = "deferred", key(runbook.id, step.id)
            runbook, step = deferred
    session = plan.session
    is_crossing = runbook.id != session.book
    if is_crossing and why not in ASIDE and runbook.severity not in ("", session.severity):
        plan.record(SeverityChanged(session.severity, runbook.severity, f"moved to {runbook.id}"))
    plan.record(
        StepEntered(
            step=step.id,
            title=step.title,
            book=runbook.id if is_crossing else "",
            book_sha256=runbook.sha256 if is_crossing else "",
            why=why,
            reason=reason,
        )
    )
    if isinstance(step.body, Group):
        _enter_member(plan, step)


def advance(plan: Plan, step: Step) -> None:
    """Go on from a step that has just been settled: to the next member of its group, back, or to what follows."""
    group = plan.session.runbook.group_of(step.id)
    if not group:
        _move_on(plan, step)
    elif plan.session.state(group).mark.is_settled:
        _move_on(plan, plan.session.runbook.steps[group])
    else:
        _enter_member(plan, plan.session.runbook.steps[group])


def _enter_member(plan: Plan, group: Step) -> None:
    """Enter the first open member that applies, or settle the group."""
    evidence = plan.evidence
    members = plan.session.members(group)
    settled = [member for member in members if plan.session.state(member.id).mark.is_settled]
    for member in members:
        if member not in settled and applies(member, evidence):
            plan.record(StepEntered(step=member.id, title=member.title, why="member"))
            return
    if any(isinstance(event, StepDone) and event.step == group.id for event in plan.events):
        return  # groups without anything to do that lead to each other: a person has to choose where to go
    said = f"{len(settled)} of {len(settled)} settled" if settled else "nothing to do"
    plan.record(StepDone(step=group.id, how="attested", said=said))
    reach(plan, group)
    _move_on(plan, group)


def _move_on(plan: Plan, step: Step) -> None:
    if plan.session.return_to:
        book, name = split_key(plan.session.return_to)
        enter(plan, Goto(name, book), "return")
    elif step.next:
        enter(plan, step.next, "next")


def _find(plan: Plan, goto: Goto) -> tuple[Runbook, Step]:
    """What a goto means here. Raises Refused."""
    book = goto.book or plan.session.book
    runbook = plan.session.books.get(book)
    if runbook is None:
        raise Refused(f"The runbook {book} was not pinned when this incident was opened; open it separately.")
    step = runbook.steps.get(goto.step or runbook.start)
    if step is None:
        raise Refused(f"{runbook.title} has no step called {goto.step}.")
    return runbook, step


def _first_applicable(plan: Plan, runbook: Runbook, step: Step) -> tuple[Runbook, Step]:
    """The step itself, or the next one along `next` that applies. A circle of inapplicable ones ends at its start."""
    seen: set[str] = set()
    while (
        not applies(step, _evidence_in(plan, runbook)) and step.next and key(runbook.id, step.id) not in seen
    ):
        seen.add(key(runbook.id, step.id))
        runbook, step = _find(plan, Goto(step.next.step, step.next.book or runbook.id))
    return runbook, step


def _evidence_in(plan: Plan, runbook: Runbook) -> Evidence:
    """The evidence as that book sees it: with its own facts."""
    return view(plan.session._replace(book=runbook.id), plan.moment.evidence)


def _deferred(plan: Plan, runbook: Runbook) -> tuple[Runbook, Step] | None:
    """The first deferred step that applies and has not been offered again yet: of this book, then of the others."""
    books = plan.session.books
    for book in (runbook, *(book for book in books.values() if book is not runbook)):
        for step in book.steps.values():
            state = plan.session.states.get(key(book.id, step.id))
            is_waiting = state is not None and state.mark is Mark.DEFERRED and not state.recalled
            if is_waiting and applies(step, _evidence_in(plan, book)):
                return book, step
    return None
