"""Recursive descent, one function a level: or, and, not, comparison, value; units are checked as it goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.duration import parse_duration
from cio_tui.core.expr.cursor import Cursor
from cio_tui.core.expr.literals import CONSTANTS, KEYWORDS, read_literal
from cio_tui.core.expr.operand import (
    Operand,
    check_alike,
    check_comparison,
    check_condition,
    check_container,
    convert,
)
from cio_tui.core.expr.source import write
from cio_tui.core.expr.tree import (
    Comparison,
    Constant,
    Expression,
    Junction,
    Membership,
    Not,
    Stable,
    UndoHas,
    look_up_of,
)
from cio_tui.core.expr.vocabulary import ExpressionError, Vocabulary, hint
from cio_tui.core.probe import Unit

if TYPE_CHECKING:
    from typing import Literal

    from cio_tui.core.expr.tokens import Token
    from cio_tui.core.expr.tree import Node, Operator

_OPERATORS: dict[str, Operator] = {"==": "==", "!=": "!=", "<": "<", "<=": "<=", ">": ">", ">=": ">="}


def parse(text: str, vocabulary: Vocabulary) -> Expression:
    """The condition that `text` is. Raises ExpressionError at its first fault."""
    cursor = Cursor(text, vocabulary)
    if cursor.token.kind == "end":
        raise ExpressionError("the condition is empty", 1)
    condition = _condition(cursor)
    rest = cursor.token
    if cursor.at(")"):
        raise ExpressionError("this parenthesis was never opened", rest.column)
    if rest.kind != "end":
        raise ExpressionError(f"expected 'and', 'or' or the end, not {rest.text!r}", rest.column)
    return condition


def _condition(cursor: Cursor) -> Expression:
    tree = check_condition(_disjunction(cursor))
    return Expression(write(tree), tree)


def _disjunction(cursor: Cursor) -> Operand:
    parts = [_conjunction(cursor)]
    while cursor.took("or"):
        parts.append(_conjunction(cursor))
    return _join("or", parts)


def _conjunction(cursor: Cursor) -> Operand:
    parts = [_negation(cursor)]
    while cursor.took("and"):
        parts.append(_negation(cursor))
    return _join("and", parts)


def _join(word: Literal["and", "or"], parts: list[Operand]) -> Operand:
    """The parts as one; a part joined by the same word gives its own parts instead."""
    if len(parts) == 1:
        return parts[0]
    nodes: list[Node] = []
    for part in parts:
        node = check_condition(part)
        nodes.extend(node.parts if isinstance(node, Junction) and node.word == word else [node])
    return Operand(Junction(word, tuple(nodes)), Unit.FLAG, parts[0].column)


def _negation(cursor: Cursor) -> Operand:
    column = cursor.token.column
    if not cursor.took("not"):
        return _comparison(cursor)
    with cursor.nested(column):
        return Operand(Not(check_condition(_negation(cursor))), Unit.FLAG, column)


def _comparison(cursor: Cursor) -> Operand:
    left = _value(cursor)
    node = _compared_with(left, cursor)
    if node is None:
        return left
    if cursor.at(*_OPERATORS, "in", "not"):
        raise ExpressionError("comparisons do not chain; join two of them with and", cursor.token.column)
    return Operand(node, Unit.FLAG, left.column)


def _compared_with(left: Operand, cursor: Cursor) -> Node | None:
    """What follows a value: a comparison, a membership, or nothing of the kind."""
    if cursor.at(*_OPERATORS):
        operator = _OPERATORS[cursor.take().text]
        right = _value(cursor)
        left, right = convert(left, right), convert(right, left)
        check_comparison(operator, left, right)
        return Comparison(operator, left.node, right.node)
    if cursor.took("in"):
        return _membership(left, cursor)
    if cursor.took("not"):
        cursor.expect("in", "expected in after not, as in: name not in [a, b]")
        return Not(_membership(left, cursor))
    return None


def _membership(item: Operand, cursor: Cursor) -> Membership:
    if not cursor.took("["):
        container = _value(cursor)
        return Membership(item.node, check_container(convert(item, container), container))
    choices = [_choice(item, cursor)]
    while cursor.took(","):
        choices.append(_choice(item, cursor))
        check_alike(choices[0], choices[-1])
    cursor.expect("]", "expected , or ] in the list")
    return Membership(
        item.node, tuple(part.node.value for part in choices if isinstance(part.node, Constant))
    )


def _choice(item: Operand, cursor: Cursor) -> Operand:
    token = cursor.take()
    literal = _literal(token)
    if literal is None:
        raise ExpressionError(
            "a list holds numbers, quoted texts, durations, true, false or none", token.column
        )
    choice = convert(literal, item)
    check_alike(convert(item, choice), choice)
    return choice


def _literal(token: Token) -> Operand | None:
    if token.kind == "text":
        return Operand(Constant(token.text), Unit.TEXT, token.column)
    return read_literal(token.text, token.column) if token.kind == "word" else None


def _value(cursor: Cursor) -> Operand:
    token = cursor.take()
    literal = _literal(token)
    if literal is not None:
        return literal
    if token.kind == "word" and token.text not in KEYWORDS:
        return _call(token, cursor) if cursor.took("(") else _name(token, cursor.vocabulary)
    if token.kind == "symbol" and token.text == "(":
        return _parenthesis(token, cursor)
    found = repr(token.text) if token.text else "the end"
    raise ExpressionError(f"expected a name or a value, not {found}", token.column)


def _parenthesis(opening: Token, cursor: Cursor) -> Operand:
    with cursor.nested(opening.column):
        inner = _disjunction(cursor)
    if cursor.token.kind == "end":
        raise ExpressionError("this parenthesis is never closed", opening.column)
    cursor.expect(")", f"expected 'and', 'or' or ')', not {cursor.token.text!r}")
    return inner


def _name(token: Token, vocabulary: Vocabulary) -> Operand:
    unit = vocabulary.unit(token.text)
    if unit is None:
        near = hint(token.text, [*vocabulary.names(), *KEYWORDS, *CONSTANTS])
        raise ExpressionError(f"unknown name {token.text}{near}", token.column)
    return Operand(look_up_of(token.text), unit, token.column)


def _call(function: Token, cursor: Cursor) -> Operand:
    match function.text:
        case "stable":
            node: Node = _stable(function, cursor)
        case "undo.has":
            node = _undo_has(cursor)
        case _:
            raise ExpressionError(
                f"unknown function {function.text}; there are stable(condition, '10m') and undo.has('step')",
                function.column,
            )
    cursor.expect(")", f"expected ) to close {function.text}(")
    return Operand(node, Unit.FLAG, function.column)


def _stable(function: Token, cursor: Cursor) -> Stable:
    if not cursor.vocabulary.history:
        raise ExpressionError(
            "stable(…) needs a history, and a probe's own rules see one sample", function.column
        )
    with cursor.nested(function.column):
        inner = _condition(cursor)
    cursor.expect(",", "expected , and a duration, as in stable(condition, '10m')")
    token = cursor.take()
    try:
        return Stable(inner, parse_duration(token.text))
    except ValueError as error:
        raise ExpressionError(str(error), token.column) from None


def _undo_has(cursor: Cursor) -> UndoHas:
    token = cursor.take()
    if token.kind != "text":
        raise ExpressionError("expected the id of a step in quotes, as in undo.has('breaker')", token.column)
    if token.text not in cursor.vocabulary.steps:
        near = hint(token.text, cursor.vocabulary.steps)
        raise ExpressionError(f"no step is called {token.text}{near}", token.column)
    return UndoHas(token.text)
