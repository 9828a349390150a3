"""What may be compared with what: a mistake that units can tell is a load error, not a condition that is never true."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cio_tui.core.expr.source import write
from cio_tui.core.expr.tree import Constant, Name
from cio_tui.core.expr.vocabulary import ExpressionError
from cio_tui.core.probe import Unit

if TYPE_CHECKING:
    from cio_tui.core.expr.tree import Node, Operator

_PER_SECOND = {Unit.MILLISECONDS: 1000, Unit.SECONDS: 1, Unit.DAYS: 1 / 86400}
"""How many of a unit of time make a second."""

_TIME_WORDS = {Unit.MILLISECONDS: "milliseconds", Unit.SECONDS: "seconds", Unit.DAYS: "days"}

_PLACES = 12
"""Decimals kept of a constant: beyond any unit's sense, and few enough to print and read back exactly."""


class Operand(NamedTuple):
    """A node with what is known of its value at load."""

    node: Node
    unit: Unit
    column: int
    duration: str = ""
    """The source of a duration that has not met a unit yet; its node holds seconds."""

    @property
    def family(self) -> str:
        """What it can be compared with; empty when only the value itself will tell."""
        match self.unit:
            case Unit.ANY:
                return ""
            case Unit.FLAG:
                return "true or false"
            case Unit.TEXT:
                return "a text"
            case Unit.LIST:
                return "a list"
            case _:
                return "a number"

    def __str__(self) -> str:
        return self.duration or write(self.node)


def number(value: float) -> int | float:
    """The one form of a number, so that `1.0` and `1` are the same condition."""
    rounded = round(value, _PLACES)
    return int(rounded) if rounded == int(rounded) else rounded


def convert(operand: Operand, beside: Operand) -> Operand:
    """A duration or a share (`5%`) in the unit of the name it is compared with; anything else as it is."""
    if beside.unit is Unit.PERCENT and operand.unit is Unit.SHARE and isinstance(operand.node, Constant):
        return Operand(Constant(number(float(operand.node.value) * 100)), Unit.PERCENT, operand.column)
    if not operand.duration or not isinstance(operand.node, Constant):
        return operand
    scale = _PER_SECOND.get(beside.unit)
    if scale is None or beside.duration:
        raise ExpressionError(
            f"{beside} has no unit of time to compare {operand.duration} with; write a plain number",
            operand.column,
        )
    return Operand(Constant(number(float(operand.node.value) * scale)), beside.unit, operand.column)


def check_comparison(operator: Operator, left: Operand, right: Operand) -> None:
    """Raise ExpressionError when the two can never be compared so."""
    for operand in (left, right):
        if operand.family == "a list":
            raise ExpressionError(f"{operand} is a list; write 'value' in {operand}", operand.column)
        if operator not in {"==", "!="} and operand.family not in {"a number", ""}:
            raise ExpressionError(
                f"{operator} compares numbers, and {operand} is {operand.family}", operand.column
            )
    check_alike(left, right)


def check_alike(left: Operand, right: Operand) -> None:
    """Raise ExpressionError when two values are of different families, or in different units of time."""
    if left.family and right.family and left.family != right.family:
        raise ExpressionError(
            f"{left} is {left.family} and {right} is {right.family}: they cannot be compared", right.column
        )
    if {left.unit, right.unit} == {Unit.PERCENT, Unit.SHARE}:
        typed, share = (left, right) if left.unit is Unit.PERCENT else (right, left)
        raise ExpressionError(
            f"{typed} is typed in per cent (1.5) and {share} is a share (0.015); compare it with a number: 1.5%",
            right.column,
        )
    times = (_TIME_WORDS.get(left.unit), _TIME_WORDS.get(right.unit))
    if None not in times and times[0] != times[1]:
        raise ExpressionError(f"{left} is in {times[0]} and {right} in {times[1]}", right.column)


def check_condition(operand: Operand) -> Node:
    """The node, if it can be true or false by itself. Raises ExpressionError."""
    if isinstance(operand.node, Constant) and operand.unit is not Unit.FLAG:
        raise ExpressionError(
            f"{operand} alone decides nothing; compare it, or write name in [a, b] for several values",
            operand.column,
        )
    return operand.node


def check_container(item: Operand, container: Operand) -> Name:
    """The list-valued name, if the item can be in it. Raises ExpressionError."""
    if not isinstance(container.node, Name) or container.family not in {"a list", ""}:
        raise ExpressionError(
            f"{container} is no list; write in [a, b], or in and a name that is a list", container.column
        )
    if item.family not in {"a text", ""}:
        raise ExpressionError(f"{container} lists texts, and {item} is {item.family}", item.column)
    return container.node
