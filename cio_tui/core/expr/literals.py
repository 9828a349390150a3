"""Words that are values by themselves: numbers, shares (`5%`), durations, `true`, `false` and `none`."""

from __future__ import annotations

import re

from cio_tui.core.duration import parse_duration
from cio_tui.core.expr.operand import Operand, number
from cio_tui.core.expr.tree import Constant
from cio_tui.core.expr.vocabulary import ExpressionError
from cio_tui.core.probe import Unit

KEYWORDS = frozenset({"and", "or", "not", "in"})
CONSTANTS = frozenset({"true", "false", "none"})
_SPACES = frozenset({"var", "config", "threshold", "undo", "step"})

_NUMBER = re.compile(r"(-?\d+(?:\.\d+)?)(%?)")
_DURATION = re.compile(r"\d+(?:\.\d+)?(?:ms|s|m|h|d)")
_MOST_DIGITS = 40
"""Longer ones would leave the range of a float; no measurement comes near."""


def is_reserved(word: str) -> bool:
    """Whether no probe, field or fact may be so called, since it reads as something else: `in`, `5m`, `config`."""
    return word in KEYWORDS | CONSTANTS | _SPACES or bool(
        _NUMBER.fullmatch(word) or _DURATION.fullmatch(word)
    )


def read_literal(word: str, column: int) -> Operand | None:
    """The value a word is; None when it is a name. Raises ExpressionError for one out of range."""
    match word:
        case "true" | "false":
            return Operand(Constant(word == "true"), Unit.FLAG, column)
        case "none":
            return Operand(Constant(word), Unit.TEXT, column)
    if _DURATION.fullmatch(word):
        return _duration(word, column)
    numeric = _NUMBER.fullmatch(word)
    if numeric is None:
        return None
    if len(word) > _MOST_DIGITS:
        raise ExpressionError(f"a number may have {_MOST_DIGITS} digits at most", column)
    digits, percent = numeric.groups()
    value = float(digits) / 100 if percent else float(digits) if "." in digits else int(digits)
    return Operand(Constant(number(value)), Unit.SHARE if percent else Unit.COUNT, column)


def _duration(word: str, column: int) -> Operand:
    try:
        seconds = parse_duration(word)
    except ValueError as error:
        raise ExpressionError(str(error), column) from None
    return Operand(Constant(seconds), Unit.SECONDS, column, duration=word)
