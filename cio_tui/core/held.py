"""Since when each condition has been true without a break; unknown breaks it as surely as false does.

Asked anew with every change of the evidence, so that a short break between two questions cannot hide.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.expr import stables, truth

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cio_tui.core.evidence import Evidence
    from cio_tui.core.expr import Expression


def held(
    expressions: Iterable[Expression], evidence: Evidence, before: Mapping[str, float]
) -> Mapping[str, float]:
    """By `Expression.text`, the clock time since which each is true; one that is not true is absent.

    Covers `expressions` (an escalation's `when` with a `for`), what stands inside their `stable(…)`, and inside
    the `stable(…)` of every fact. `before` is the previous answer.
    """
    past = evidence._replace(held=before)
    watched = {each.text: each for each in _watched(expressions, evidence)}
    return {
        text: before.get(text, evidence.mono) for text, condition in watched.items() if truth(condition, past)
    }


def _watched(expressions: Iterable[Expression], evidence: Evidence) -> Iterator[Expression]:
    for expression in expressions:
        yield expression
        yield from (inner for inner, _ in stables(expression))
    for fact in evidence.facts.values():
        yield from (inner for inner, _ in stables(fact))
