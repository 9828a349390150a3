"""What the books would say in each scenario: which one is proposed, and which branch of every decision is suggested.

A row is a steady state: whatever is true has been true for long enough, nobody has done anything yet, and nothing has
been entered but the answers that belong to the row.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from cio_tui.core.conditions import timed_conditions
from cio_tui.core.evidence import Evidence
from cio_tui.core.expr import truth
from cio_tui.core.held import held
from cio_tui.core.judge import judge
from cio_tui.core.ranking import rank
from cio_tui.core.reading import Sample
from cio_tui.core.step import Decide
from cio_tui.core.view import defaults

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cio_tui.core.reading import Value
    from cio_tui.core.runbook import Runbook

_LONG_AGO = -1e9
"""Clock time since which everything true in a steady state has been true."""
_ANY_DAY = datetime(2000, 1, 1, tzinfo=UTC)


class Suggestion(NamedTuple):
    """What a decision would suggest."""

    step: str
    labels: tuple[str, ...]
    """Branches that are true, in order; the first one is suggested."""
    goto: str
    """Where the first one leads; empty when nothing is suggested."""


class Proposal(NamedTuple):
    """What the start screen would show."""

    proposed: tuple[str, ...]
    """Ids, heaviest first."""
    watched: tuple[str, ...]
    undecided: tuple[str, ...]


def propose(
    books: Iterable[Runbook], fields: Mapping[str, Mapping[str, Value]], settings: Mapping[str, Value]
) -> Proposal:
    """Which books the evidence speaks for. `fields` is by probe what it publishes."""
    ranked = [one for book in books for one in rank([book], steady(book, fields, settings))]
    ranked.sort(key=lambda one: (-one.weight, one.book))
    return Proposal(
        proposed=tuple(one.book for one in ranked if one.holds),
        watched=tuple(one.book for one in ranked if one.is_watched),
        undecided=tuple(one.book for one in ranked if one.holds is None and not one.is_watched),
    )


def suggest(
    book: Runbook,
    fields: Mapping[str, Mapping[str, Value]],
    settings: Mapping[str, Value],
    answers: Mapping[str, Value] | None = None,
) -> tuple[Suggestion, ...]:
    """What each decision of a book would suggest, once its variables hold `answers`."""
    evidence = steady(book, fields, settings, answers)
    return tuple(
        _suggestion(step.id, step.body, evidence)
        for step in book.steps.values()
        if isinstance(step.body, Decide)
    )


def _suggestion(step: str, decide: Decide, evidence: Evidence) -> Suggestion:
    holding = [branch for branch in decide.branches if branch.when and truth(branch.when, evidence)]
    goto = str(holding[0].goto) if holding else ""
    return Suggestion(step, tuple(branch.label for branch in holding), goto)


def steady(
    book: Runbook,
    fields: Mapping[str, Mapping[str, Value]],
    settings: Mapping[str, Value],
    answers: Mapping[str, Value] | None = None,
) -> Evidence:
    """The evidence of a row, as this book sees it."""
    samples = {name: Sample(name, _ANY_DAY, 0.0, dict(fields.get(name, {})), "") for name in book.probes}
    evidence = Evidence(
        mono=0.0,
        readings={name: judge(book.probes[name], sample, settings) for name, sample in samples.items()},
        facts={name: fact.when for name, fact in book.facts.items()},
        settings=settings,
        variables={**defaults(book), **(answers or {})},
    )
    since = held(timed_conditions(book), evidence, {})
    return evidence._replace(held=dict.fromkeys(since, _LONG_AGO))
