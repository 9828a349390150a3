"""Which steps can be reached, and from which of them an end can."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.schema.crossings import ways_on
from cio_tui.core.step import Close, Group

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from cio_tui.core.runbook import Runbook
    from cio_tui.core.step import Step

Leads = dict[str, set[str]]
"""Step to the steps it can lead to."""


def reachable(book: Runbook, entries: Iterable[str] = ()) -> set[str]:
    """Steps that the start, an escalation or another book (`entries`) can lead to; their undo steps included."""
    starts = {book.start, *entries}
    starts |= {one.goto.step for one in book.escalations.values() if one.goto and not one.goto.book}
    return _closure(starts, {name: _leads(book, step) for name, step in book.steps.items()})


def endless(book: Runbook) -> list[str]:
    """Steps from which neither a close nor another book can be reached, in order."""
    ends = {
        name
        for name, step in book.steps.items()
        if isinstance(step.body, Close) or any(way.book for way in ways_on(step))
    }
    back: Leads = {name: set() for name in book.steps}
    for name, step in book.steps.items():
        for following in _leads(book, step):
            back[following].add(name)
    undo = {step.undo_step for step in book.steps.values()}
    ending = _closure(ends, back)
    return [name for name in book.steps if name not in ending and name not in undo]


def waits_for_itself(steps: Mapping[str, Step]) -> list[str]:
    """Steps that need, in the end, themselves."""
    needs = {name: set(step.needs) for name, step in steps.items()}
    return [name for name in steps if name in _closure(needs[name], needs)]


def _leads(book: Runbook, step: Step) -> set[str]:
    """The steps of this book that a step leads to: on, into a group, or to its undo."""
    on = {way.step or book.start for way in ways_on(step) if not way.book}
    members = set(step.body.steps) if isinstance(step.body, Group) else set()
    return on | members | ({step.undo_step} if step.undo_step else set())


def _closure(starts: Collection[str], leads: Leads) -> set[str]:
    seen: set[str] = set()
    waiting = list(starts)
    while waiting:
        name = waiting.pop()
        if name not in seen:
            seen.add(name)
            waiting.extend(leads.get(name, ()))
    return seen
