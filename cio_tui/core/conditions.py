"""Which conditions of a book are watched over time: what stands inside `stable(…)`, and what escalations hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.expr import stables
from cio_tui.core.step import Decide, Do, Watch

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cio_tui.core.expr import Expression
    from cio_tui.core.runbook import Runbook
    from cio_tui.core.step import Step


def timed_conditions(book: Runbook) -> tuple[Expression, ...]:
    """Each condition once, in no particular order."""
    found: dict[str, Expression] = {}
    for expression in _conditions(book):
        for inner, _ in stables(expression):
            found[inner.text] = inner
    for escalation in book.escalations.values():
        found[escalation.when.text] = escalation.when
    return tuple(found.values())


def _conditions(book: Runbook) -> Iterator[Expression]:
    if book.suggest:
        yield book.suggest.when
        if book.suggest.watch:
            yield book.suggest.watch
    for fact in book.facts.values():
        yield fact.when
    for criterion in book.exit:
        yield criterion.when
    for escalation in book.escalations.values():
        yield escalation.when
    for timer in book.timers.values():
        if timer.until:
            yield timer.until
    for step in book.steps.values():
        yield from _of_step(step)


def _of_step(step: Step) -> Iterator[Expression]:
    if step.when:
        yield step.when
    match step.body:
        case Do(sensed=sensed) if sensed:
            yield sensed
        case Decide(branches=branches):
            yield from (branch.when for branch in branches if branch.when)
        case Watch() as watch:
            yield watch.until
            if watch.abort:
                yield watch.abort.when
        case _:
            return
