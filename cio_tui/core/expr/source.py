"""Canonical source of a tree. Parsing it again gives the same tree, so the text can stand for the condition."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never

from cio_tui.core.duration import format_duration
from cio_tui.core.expr.tree import Comparison, Constant, Junction, Membership, Name, Not, Stable, UndoHas

if TYPE_CHECKING:
    from cio_tui.core.expr.tree import Node, Scalar

_OR, _AND, _NOT, _COMPARISON, _ATOM = range(5)


def write(node: Node) -> str:
    """The source of a node, with as few parentheses as it takes."""
    match node:
        case Constant(value):
            return write_scalar(value)
        case Name(text):
            return text
        case Not(Membership() as part):
            return _membership(part, "not in")
        case Not(part):
            return f"not {_within(part, _NOT)}"
        case Junction(word, parts):
            return f" {word} ".join(_within(part, _strength(node) + 1) for part in parts)
        case Comparison(operator, left, right):
            return f"{_within(left, _ATOM)} {operator} {_within(right, _ATOM)}"
        case Membership():
            return _membership(node, "in")
        case Stable(inner, seconds):
            return f"stable({inner.text}, '{format_duration(seconds)}')"
        case UndoHas(step):
            return f"undo.has({write_scalar(step)})"
        case _:
            assert_never(node)


def write_scalar(value: Scalar) -> str:
    """A constant as it would be typed."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        if value == "none":
            return value
        return f'"{value}"' if "'" in value else f"'{value}'"
    written = repr(value)
    return f"{value:.12f}".rstrip("0") if "e" in written else written


def _membership(node: Membership, words: str) -> str:
    item = _within(node.item, _ATOM)
    if isinstance(node.choices, Name):
        return f"{item} {words} {node.choices.text}"
    return f"{item} {words} [{', '.join(write_scalar(choice) for choice in node.choices)}]"


def _within(node: Node, least: int) -> str:
    """The node as part of another: in parentheses when it binds less than it must."""
    return write(node) if _strength(node) >= least else f"({write(node)})"


def _strength(node: Node) -> int:
    match node:
        case Junction(word):
            return _OR if word == "or" else _AND
        case Not(Membership()) | Comparison() | Membership():
            return _COMPARISON
        case Not():
            return _NOT
        case _:
            return _ATOM
