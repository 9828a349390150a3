"""Conditions against evidence, in three values: None is unknown, and only what decides without it overrules it.

Each fact is evaluated once a question, so that facts naming facts cost no more than their number.
"""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING, assert_never

from cio_tui.core.expr.tree import Comparison, Constant, Junction, Membership, Name, Not, Stable, UndoHas
from cio_tui.core.reading import Verdict

if TYPE_CHECKING:
    from collections.abc import Callable

    from cio_tui.core.evidence import Evidence
    from cio_tui.core.expr.tree import Expression, Node, Operator, Scalar
    from cio_tui.core.reading import Value

Truth = bool | None
Facts = dict[str, Truth]
"""Facts already settled while one question is answered."""

_ORDERED = (int, float)
_ORDER: dict[str, Callable[[float, float], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def truth(expression: Expression, evidence: Evidence) -> bool | None:
    """Whether the condition holds; None when the evidence does not say."""
    return truth_of(expression.tree, evidence, {})


def truth_of(node: Node, evidence: Evidence, facts: Facts) -> Truth:
    """The truth of a part."""
    match node:
        case Comparison():
            left = value_of(node.left, evidence, facts)
            right = value_of(node.right, evidence, facts)
            return _compare(node.operator, left, right)
        case Junction():
            return _join(node, evidence, facts)
        case Not():
            part = truth_of(node.part, evidence, facts)
            return None if part is None else not part
        case Membership():
            return _membership(node, evidence, facts)
        case Name() | Constant():
            return _as_truth(value_of(node, evidence, facts))
        case Stable():
            return _has_held(node, evidence, facts)
        case UndoHas():
            return node.step in evidence.undo_open
        case _:
            assert_never(node)


def value_of(node: Node, evidence: Evidence, facts: Facts) -> Value | None:
    """The value of a part; None is unknown."""
    if isinstance(node, Constant):
        return node.value
    if isinstance(node, Name):
        return _look_up(node, evidence, facts)
    return truth_of(node, evidence, facts)


def _look_up(name: Name, evidence: Evidence, facts: Facts) -> Value | None:
    reading = evidence.readings.get(name.space)
    if reading is not None:
        if name.key == "age":
            return None if reading.is_stale(evidence.mono) else reading.age(evidence.mono)
        if name.key == "verdict":
            verdict = reading.verdict_at(evidence.mono)
            return None if verdict is Verdict.UNKNOWN else verdict.value
        return reading.value_at(name.key, evidence.mono)
    match name.space:
        case "":
            return (
                _fact(name.text, evidence, facts)
                if name.text in evidence.facts
                else evidence.settings.get(name.text)
            )
        case "var":
            return evidence.variables.get(name.key)
        case "step":
            return evidence.elapsed.get(name.key)
        case "undo":
            return len(evidence.undo_open)
        case _:
            return evidence.settings.get(name.text)


def _fact(name: str, evidence: Evidence, facts: Facts) -> Truth:
    if name not in facts:
        facts[name] = None  # what a fact that leads back to itself sees; the schema refuses such a book
        facts[name] = truth_of(evidence.facts[name].tree, evidence, facts)
    return facts[name]


def _as_truth(value: Value | None) -> Truth:
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return value not in {"", "none"}
    if isinstance(value, tuple):
        return bool(value)
    return value != 0 if value == value else None  # noqa: PLR0124 (NaN alone differs from itself)


def _join(node: Junction, evidence: Evidence, facts: Facts) -> Truth:
    decisive = node.word == "or"
    result: Truth = not decisive
    for part in node.parts:
        found = truth_of(part, evidence, facts)
        if found is decisive:
            return found
        if found is None:
            result = None
    return result


def _membership(node: Membership, evidence: Evidence, facts: Facts) -> Truth:
    item = value_of(node.item, evidence, facts)
    if not isinstance(node.choices, Name):
        return _is_member(item, node.choices)
    held = value_of(node.choices, evidence, facts)
    return _is_member(item, held) if isinstance(held, tuple) else None


def _compare(sign: Operator, left: Value | None, right: Value | None) -> Truth:
    if left is None or right is None or not _are_alike(left, right):
        return None
    if sign == "==":
        return left == right
    if sign == "!=":
        return left != right
    if isinstance(left, _ORDERED) and isinstance(right, _ORDERED) and not isinstance(left, bool):
        return _ORDER[sign](left, right)
    return None


def _are_alike(left: Value, right: Value) -> bool:
    """Whether two values can be compared: `"5"` and 5, or true and 1, are not the same kind of thing."""
    if isinstance(left, bool) or isinstance(right, bool):
        return isinstance(left, bool) and isinstance(right, bool)
    if isinstance(left, _ORDERED) and isinstance(right, _ORDERED):
        return left == left and right == right  # noqa: PLR0124 (NaN alone differs from itself)
    return isinstance(left, str) and isinstance(right, str)


def _is_member(item: Value | None, choices: tuple[Scalar, ...]) -> Truth:
    if item is None:
        return None
    result: Truth = False
    for choice in choices:
        found = _compare("==", item, choice)
        if found:
            return True
        if found is None:
            result = None
    return result


def _has_held(node: Stable, evidence: Evidence, facts: Facts) -> Truth:
    inner = truth_of(node.inner.tree, evidence, facts)
    if not inner:
        return inner
    since = evidence.held.get(node.inner.text, evidence.mono)
    return evidence.mono - since >= node.seconds
