"""Text with `{name}` and `{eta(amount, rate)}`: checked at load, filled at once, and nothing filled in is ever raw.

`{{` and `}}` are braces. What nobody knows is shown as `?`; a faulty placeholder cannot reach a loaded book.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cio_tui.core.duration import say_duration
from cio_tui.core.expr.display import say
from cio_tui.core.expr.evaluation import value_of
from cio_tui.core.expr.tree import look_up_of
from cio_tui.core.expr.vocabulary import ExpressionError, Vocabulary, hint
from cio_tui.core.probe import Unit
from cio_tui.core.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cio_tui.core.evidence import Evidence
    from cio_tui.core.reading import Value

UNKNOWN = "?"

_LONGEST = 1000
"""Characters one placeholder may bring in."""

_MOST = 1e15
"""Past this a quotient of two numbers may leave the range of a float."""

_PIECE = re.compile(r"\{\{|\}\}|\{(?P<inside>[^{}]*)\}|[{}]")
_WRITTEN = re.compile(r"[0-9]{1,15}(?:\.[0-9]{1,15})?")
_ETA = re.compile(r"\s*eta\(\s*(?P<amount>[^\s,()]+)\s*,\s*(?P<rate>[^\s,()]+)\s*\)\s*")


def fill(template: str, evidence: Evidence) -> str:
    """The text with every placeholder filled from the evidence."""
    return _PIECE.sub(lambda piece: _filled(piece, evidence), template)


def check_template(template: str, vocabulary: Vocabulary) -> tuple[ExpressionError, ...]:
    """Every fault of a text, each with its column counted through the whole of it; empty when it can be filled."""
    return tuple(fault for piece in _PIECE.finditer(template) for fault in _faults(piece, vocabulary))


def _filled(piece: re.Match[str], evidence: Evidence) -> str:
    inside = piece["inside"]
    if inside is None:
        return piece[0][0]
    eta = _ETA.fullmatch(inside)
    if eta is not None:
        return _eta(_number(eta["amount"], evidence), _number(eta["rate"], evidence))
    name = inside.strip()
    if name in evidence.words:
        return clean_line(evidence.words[name], _LONGEST)
    value = _value(name, evidence)
    return UNKNOWN if value is None else clean_line(say(name, value), _LONGEST)


def _value(name: str, evidence: Evidence) -> Value | None:
    return value_of(look_up_of(name), evidence, {})


def _number(text: str, evidence: Evidence) -> float | None:
    """A number within reason, written out or looked up."""
    if _WRITTEN.fullmatch(text):
        return float(text)
    value = _value(text, evidence)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return value if abs(value) <= _MOST else None


def _eta(amount: float | None, rate: float | None) -> str:
    """How long it takes; unknown, or not moving, is `?`."""
    if amount is None or rate is None or amount < 0 or rate <= 0:
        return UNKNOWN
    return say_duration(amount / rate)


def _faults(piece: re.Match[str], vocabulary: Vocabulary) -> Iterator[ExpressionError]:
    inside = piece["inside"]
    if inside is None:
        if len(piece[0]) == 1:
            yield ExpressionError(
                f"this {piece[0]} stands alone; write {piece[0] * 2} for a brace", piece.start() + 1
            )
        return
    column = piece.start("inside") + 1
    eta = _ETA.fullmatch(inside)
    if eta is not None:
        yield from _argument_faults(eta["amount"], column + eta.start("amount"), vocabulary)
        yield from _argument_faults(eta["rate"], column + eta.start("rate"), vocabulary)
    elif not inside.strip():
        yield ExpressionError("an empty placeholder; write {name}, or {{}} for braces", column)
    elif "(" in inside:
        yield ExpressionError("the only function in a text is eta(amount, rate)", column)
    elif inside.strip() not in vocabulary.words and vocabulary.unit(inside.strip()) is None:
        yield _unknown(inside.strip(), column, vocabulary)


def _argument_faults(text: str, column: int, vocabulary: Vocabulary) -> Iterator[ExpressionError]:
    if _WRITTEN.fullmatch(text):
        return
    unit = vocabulary.unit(text)
    if unit is None:
        yield _unknown(text, column, vocabulary)
    elif unit in {Unit.FLAG, Unit.TEXT, Unit.LIST}:
        yield ExpressionError(f"eta(amount, rate) divides numbers, and {text} is not one", column)


def _unknown(name: str, column: int, vocabulary: Vocabulary) -> ExpressionError:
    return ExpressionError(
        f"unknown name {name}{hint(name, [*vocabulary.names(), *vocabulary.words])}", column
    )
