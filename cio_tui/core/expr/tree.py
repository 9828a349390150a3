"""The syntax tree of a condition: eight kinds of node, built by the parser alone and printed as canonical source.

Units are settled by the time a node exists: `ms > 5s` holds the number 5000, so evaluation never converts.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

Scalar = bool | int | float | str
Operator = Literal["==", "!=", "<", "<=", ">", ">="]


class Constant(NamedTuple):
    """A value written out. `none` is the text "none"."""

    value: Scalar


class Name(NamedTuple):
    """A value looked up: `track.status`, a fact, `var.x`, a probe's own field, …"""

    text: str
    space: str
    """`track`, `var`, `step`, …; empty for a bare name."""
    key: str
    """What is looked up there: a field, a variable, a step."""


class Not(NamedTuple):
    """Negation; unknown stays unknown."""

    part: Node


class Junction(NamedTuple):
    """Two or more parts joined by one word; nested ones of the same word are flattened."""

    word: Literal["and", "or"]
    parts: tuple[Node, ...]


class Comparison(NamedTuple):
    """Two values compared."""

    operator: Operator
    left: Node
    right: Node


class Membership(NamedTuple):
    """A value looked for among constants, or in what a list-valued name holds."""

    item: Node
    choices: tuple[Scalar, ...] | Name


class Stable(NamedTuple):
    """A condition that must have been true for some seconds without a break."""

    inner: Expression
    seconds: float


class UndoHas(NamedTuple):
    """Whether a step is on the list of changes to revert."""

    step: str


Node = Constant | Name | Not | Junction | Comparison | Membership | Stable | UndoHas


@dataclass(frozen=True, slots=True)
class Expression:
    """A parsed condition. Two are equal when they read the same."""

    text: str
    """Canonical source: the key of `Evidence.held`, and what the screen and the log show."""
    tree: Node = field(compare=False, repr=False)


def look_up_of(text: str) -> Name:
    """The node of a name: `step.ID.elapsed` looks a step up, anything else what follows its last point."""
    space, _, key = text.rpartition(".")
    if text.startswith("step."):
        return Name(text, "step", space.removeprefix("step."))
    return Name(text, space, key)


def walk(tree: Node) -> Iterator[Node]:
    """Every node, a parent before its children, in the order of the source."""
    return (node for node, _ in levels(tree))


def levels(tree: Node) -> Iterator[tuple[Node, int]]:
    """Every node with how deep it lies, the root at 1; in the order of `walk`."""
    rest = [(tree, 1)]
    while rest:
        node, level = rest.pop()
        yield node, level
        rest.extend((child, level + 1) for child in reversed(children(node)))


def children(node: Node) -> tuple[Node, ...]:
    """The nodes right below, in the order of the source."""
    match node:
        case Not(part):
            return (part,)
        case Junction(parts=parts):
            return parts
        case Comparison(left=left, right=right):
            return (left, right)
        case Membership(item, Name() as container):
            return (item, container)
        case Membership(item):
            return (item,)
        case Stable(inner):
            return (inner.tree,)
        case _:
            return ()


def names(expression: Expression) -> frozenset[str]:
    """Every name it looks up, inside `stable` too; facts are named, not followed."""
    return frozenset(node.text for node in walk(expression.tree) if isinstance(node, Name))


def stables(expression: Expression) -> tuple[tuple[Expression, float], ...]:
    """Each `stable(condition, 'duration')` in it, nested ones included, as condition and seconds."""
    return tuple((node.inner, node.seconds) for node in walk(expression.tree) if isinstance(node, Stable))
