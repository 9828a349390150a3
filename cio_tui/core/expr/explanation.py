"""Why a condition is what it is: its source, and the values of just those parts that decided it."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from cio_tui.core.duration import spell
from cio_tui.core.expr.display import quote
from cio_tui.core.expr.evaluation import truth_of, value_of
from cio_tui.core.expr.tree import (
    Comparison,
    Constant,
    Junction,
    Membership,
    Name,
    Not,
    Stable,
    UndoHas,
    children,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cio_tui.core.evidence import Evidence
    from cio_tui.core.expr.evaluation import Facts
    from cio_tui.core.expr.tree import Expression, Node

_MOST_TOLD = 12
"""Values in one pair of parentheses: a reason is a line, not a listing."""

_SHORT = 40
"""Characters of a condition that is named again where it is said how long it has held."""

_MOST_DECISIVE = 3
"""Values beside one way out among up to nine."""


def explain(expression: Expression, evidence: Evidence) -> str:
    """`ms > 800 (ms = 1240)`; a value nobody knows is `ms not known`; a fact is followed by its own reasons."""
    return expression.text + _Witness(evidence).account(expression.tree)


def decisive(expression: Expression, evidence: Evidence) -> str:
    """The measured values alone that settle it, without its source or facts: `control.ok = true`; the first three."""
    return _Witness(evidence).briefly(expression.tree)


class _Witness:
    """Tells each fact's reasons once, so that facts naming facts stay readable."""

    def __init__(self, evidence: Evidence) -> None:
        self._evidence = evidence
        self._facts: Facts = {}
        self._told: set[str] = set()

    def account(self, tree: Node) -> str:
        """The values in parentheses, with a space before; empty when none was looked up."""
        leaves = list(dict.fromkeys(self._deciding(tree)))
        told = [self._tell(leaf) for leaf in leaves[:_MOST_TOLD]]
        if len(leaves) > _MOST_TOLD:
            told.append(f"and {len(leaves) - _MOST_TOLD} more")
        return f" ({', '.join(told)})" if told else ""

    def briefly(self, tree: Node) -> str:
        """What was looked up, facts followed to their ends."""
        leaves = list(dict.fromkeys(self._at_the_bottom(tree)))
        told = [self._tell(leaf) for leaf in leaves[:_MOST_DECISIVE]]
        if len(leaves) > _MOST_DECISIVE:
            told.append(f"and {len(leaves) - _MOST_DECISIVE} more")
        return ", ".join(told)

    def _at_the_bottom(self, node: Node) -> Iterator[Node]:
        """As `_deciding`, but one part that settles a junction alone is enough, and a fact is its own parts."""
        match node:
            case Junction(word=word, parts=parts):
                result = self._truth(node)
                deciding = [part for part in parts if self._truth(part) is result]
                for part in deciding[:1] if result is (word == "or") else deciding:
                    yield from self._at_the_bottom(part)
            case Not(part):
                yield from self._at_the_bottom(part)
            case Stable(inner) if not self._truth(inner.tree):
                yield from self._at_the_bottom(inner.tree)
            case Name(text=text) if text in self._evidence.facts:
                if text not in self._told:
                    self._told.add(text)
                    yield from self._at_the_bottom(self._evidence.facts[text].tree)
            case _:
                yield from self._deciding(node)

    def _deciding(self, node: Node) -> list[Node]:
        """The look-ups that made the part what it is."""
        match node:
            case Junction(parts=parts):
                result = self._truth(node)
                return [
                    leaf for part in parts if self._truth(part) is result for leaf in self._deciding(part)
                ]
            case Not(part):
                return self._deciding(part)
            case Comparison() | Membership():
                leaves = [leaf for part in children(node) for leaf in self._deciding(part)]
                unknown = [leaf for leaf in leaves if value_of(leaf, self._evidence, self._facts) is None]
                return unknown or leaves
            case Stable(inner) if not self._truth(inner.tree):
                return self._deciding(inner.tree)
            case Name() | UndoHas() | Stable():
                return [node]
            case Constant():
                return []
            case _:
                assert_never(node)

    def _truth(self, node: Node) -> bool | None:
        return truth_of(node, self._evidence, self._facts)

    def _tell(self, leaf: Node) -> str:
        match leaf:
            case Name():
                return self._tell_name(leaf)
            case Stable(inner, seconds):
                lasted = self._evidence.mono - self._evidence.held.get(inner.text, self._evidence.mono)
                # A long condition stands in front of the parenthesis already.
                what = f"{inner.text} " if len(inner.text) <= _SHORT else ""
                return f"{what}true for {spell(int(lasted))}; {spell(seconds)} needed"
            case _:
                return f"to undo: {', '.join(self._evidence.undo_open) or 'nothing'}"

    def _tell_name(self, name: Name) -> str:
        value = value_of(name, self._evidence, self._facts)
        told = f"{name.text} not known" if value is None else f"{name.text} = {quote(value)}"
        fact = self._evidence.facts.get(name.text)
        if fact is None or name.text in self._told:
            return told
        self._told.add(name.text)
        return told + self.account(fact.tree)
