"""Facts may name facts, so far as that ends: a circle, or a chain too long to evaluate, is a load error."""

from __future__ import annotations

from contextlib import suppress
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING

from cio_tui.core.expr.tree import Name, levels, names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cio_tui.core.expr.tree import Expression

MOST_LEVELS = 100
"""Levels of a fact with the facts in it written out. Evaluating one takes about two Python frames of a thousand."""

_HOP = 2
"""What naming a fact costs, in levels."""

_MOST_CIRCLES = 20
"""Circles told: each costs a pass over all facts, and a hostile book could hold thousands."""

Uses = dict[str, list[str]]
"""Fact id to the facts it names."""


def check_facts(facts: Mapping[str, Expression]) -> Mapping[str, str]:
    """By fact id, a sentence on why it cannot be used; empty when all can. A circle is told at one of its facts."""
    uses = {fact: sorted(names(condition) & facts.keys()) for fact, condition in facts.items()}
    faults: dict[str, str] = {}
    depths: dict[str, int] = {}
    for fact in _innermost_first(uses):
        depths[fact] = _depth(facts[fact], depths)
        if depths[fact] > MOST_LEVELS >= max((depths[used] for used in uses[fact]), default=0):
            faults[fact] = f"{fact} and the facts in it are nested more than {MOST_LEVELS} levels deep"
    for circle in _circles(uses):
        faults[circle[0]] = f"facts that depend on one another: {' → '.join([*circle, circle[0]])}"
    return faults


def _innermost_first(uses: Uses) -> list[str]:
    """Each fact after those it names; what is part of a circle, or rests on one, is left out."""
    sorter = TopologicalSorter(uses)
    with suppress(CycleError):  # it names one circle, and still yields all that no circle blocks
        sorter.prepare()
    ordered: list[str] = []
    while ready := sorter.get_ready():
        ordered += ready
        sorter.done(*ready)
    return ordered


def _depth(condition: Expression, depths: Mapping[str, int]) -> int:
    return max(
        level + (_HOP + depths[node.text] if isinstance(node, Name) and node.text in depths else 0)
        for node, level in levels(condition.tree)
    )


def _circles(uses: Uses) -> Iterator[list[str]]:
    for _ in range(_MOST_CIRCLES):
        uses = _without(_innermost_first(uses), uses)
        if not uses:
            return
        circle = _follow(uses)
        yield circle
        uses = _without(circle, uses)


def _without(gone: Iterable[str], uses: Uses) -> Uses:
    left = uses.keys() - gone
    return {fact: [used for used in uses[fact] if used in left] for fact in sorted(left)}


def _follow(uses: Uses) -> list[str]:
    """A circle, where every fact names another one that is here."""
    trail: dict[str, None] = {}
    fact = next(iter(uses))
    while fact not in trail:
        trail[fact] = None
        fact = uses[fact][0]
    path = list(trail)
    return path[path.index(fact) :]
