"""The walk that takes every suggestion, on the evidence that the scenario's moments promise; steps are taken as done.

A watch ends at the first moment at which it holds, a decision is taken at the first at which a branch is true. Where no
moment of the scenario says how it goes on, the walk ends. Variables hold what was typed, and a decision that the book
leaves wholly to people goes as they decided: no scenario knows either.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple, assert_never

from cio_tui.core.expr import fill, truth
from cio_tui.core.session import key
from cio_tui.core.step import Check, Close, Decide, Do, Goto, Group, Notify, Wait, Watch
from cio_tui.core.truth_table import steady

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cio_tui.core.evidence import Evidence
    from cio_tui.core.reading import Value
    from cio_tui.core.review.source import Story
    from cio_tui.core.runbook import Runbook
    from cio_tui.core.step import Step


class Stride(NamedTuple):
    """One step of the ideal walk."""

    name: str
    """`book#step`."""
    text: str
    goto: str = ""
    """Where a decision leads."""


@dataclass
class _Walker:
    """Where the walk is, and what it has switched."""

    books: Mapping[str, Runbook]
    story: Story
    variables: Mapping[str, Value]
    judged: Mapping[str, str]
    """`book#step` to where a person went from there."""
    book: str
    moment: int = 0
    switched: dict[str, None] = field(default_factory=dict)
    seen: set[tuple[str, int]] = field(default_factory=set)
    """Steps, each with its moment: a second time is a circle."""
    strides: list[Stride] = field(default_factory=list)

    def moments(self) -> range:
        """The present one and those to come."""
        return range(self.moment, len(self.story.sights))

    def turn_to(self, moment: int) -> str:
        """Go on at this moment; its title."""
        self.moment = moment
        return self.story.sights[moment].title

    def evidence(self, moment: int) -> Evidence:
        sight = self.story.sights[moment]
        answers = {**self.variables, **sight.answers}
        found = steady(self.books[self.book], sight.fields, self.story.settings, answers)
        return found._replace(undo_open=tuple(self.switched))

    def passes(self, step: Step) -> bool:
        """Whether the step does not apply here."""
        return step.when is not None and truth(step.when, self.evidence(self.moment)) is False

    def take(self, step: Step, text: str, goto: str = "") -> None:
        text = text or (f" - {step.why}" if step.why else "")
        self.strides.append(Stride(key(self.book, step.id), f"{step.id}: {step.title}{text}", goto))
        if step.changes and step.undo_step:
            self.switched[step.undo_step] = None
        self.switched.pop(step.id, None)


def ideal_walk(
    books: Mapping[str, Runbook], story: Story, variables: Mapping[str, Value], judged: Mapping[str, str]
) -> Sequence[Stride]:
    """The strides, from the start of the scenario's first book; none when that book or a moment is missing."""
    book = next((name for name in story.books if name in books), "")
    if not book or not story.sights:
        return ()
    walker = _Walker(books, story, variables, judged, book)
    goto: Goto | None = Goto(books[book].start)
    while goto is not None:
        goto = _stride(walker, goto)
    return walker.strides


def _stride(walker: _Walker, goto: Goto) -> Goto | None:
    """Take one step and give where it leads; None at the end, and where the walk cannot go on."""
    walker.book = goto.book or walker.book
    book = walker.books.get(walker.book)
    step = book.steps.get(goto.step or book.start) if book else None
    if step is None or (key(walker.book, step.id), walker.moment) in walker.seen:
        return None
    walker.seen.add((key(walker.book, step.id), walker.moment))
    if walker.passes(step):
        return step.next
    match step.body:
        case Decide():
            return _decide(walker, step, step.body)
        case Watch():
            return _watch(walker, step, step.body)
        case Group(steps=members):
            walker.take(step, "")
            for member in (walker.books[walker.book].steps[name] for name in members):
                if not walker.passes(member):
                    walker.take(member, "")
            return step.next
        case Close():
            walker.take(step, "")
            return None
        case Do() | Wait() | Notify() | Check():
            walker.take(step, "")
            return step.next
        case _:
            assert_never(step.body)


def _decide(walker: _Walker, step: Step, decide: Decide) -> Goto | None:
    for moment in walker.moments():
        evidence = walker.evidence(moment)
        for branch in decide.branches:
            if branch.when is not None and truth(branch.when, evidence) is True:
                label = fill(branch.label, evidence)
                walker.take(step, f" → {label} ({walker.turn_to(moment)})", str(branch.goto))
                return branch.goto
    return _judge(walker, step, decide)


def _judge(walker: _Walker, step: Step, decide: Decide) -> Goto | None:
    """The way that a person took, where no branch has a condition that could have said it was another."""
    went = walker.judged.get(key(walker.book, step.id), "")
    for branch in decide.branches:
        if str(branch.goto) == went and not any(each.when for each in decide.branches):
            label = fill(branch.label, walker.evidence(walker.moment))
            walker.take(step, f" → {label} (left to people, and decided so)", went)
            return branch.goto
    walker.take(step, " → a person's judgement: no moment of the scenario suggests a branch")
    return None


def _watch(walker: _Walker, step: Step, watch: Watch) -> Goto | None:
    for moment in walker.moments():
        evidence = walker.evidence(moment)
        if truth(watch.until, evidence) is True:
            walker.take(step, f" → it holds ({walker.turn_to(moment)})")
            return step.next
        if watch.abort is not None and truth(watch.abort.when, evidence) is True:
            walker.take(step, f" → {fill(watch.abort.text, evidence)} ({walker.turn_to(moment)})")
            return watch.abort.goto
    walker.take(step, " → until it holds; how it goes on depends on what is left then")
    return None
