"""Conditions, parsed once, here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.expr import ExpressionError, parse
from cio_tui.core.schema.shapes.text import Text

if TYPE_CHECKING:
    from cio_tui.core.reading import Json
    from cio_tui.core.schema.check import Checked, Spot


class Condition:
    """An expression over what is known at its place: the whole book, or one probe's own fields."""

    def convert(self, value: object, spot: Spot) -> Checked | None:
        if not isinstance(value, str):
            spot.reject(value, "a condition in quotes")
            return None
        try:
            return parse(value, spot.vocabulary)
        except ExpressionError as error:
            spot.report(error.message, index=error.column - 1)
            return None

    def json_schema(self) -> dict[str, Json]:
        return {"type": "string", "minLength": 1}

    def words(self) -> str:
        return "condition"


class Hints:
    """Rules of the same probe as keys, each with its advice; converted to key: (rule as parsed, advice)."""

    def convert(self, value: object, spot: Spot) -> Checked | None:
        if not isinstance(value, dict):
            spot.reject(value, 'a table { "condition" = "advice" }')
            return None
        hints = {key: _hint(key, advice, spot.under(key)) for key, advice in value.items()}
        return {key: hint for key, hint in hints.items() if hint is not None}

    def json_schema(self) -> dict[str, Json]:
        return {"type": "object", "additionalProperties": Text().json_schema()}

    def words(self) -> str:
        return 'table, each: `"condition" = "advice"`'


def _hint(key: str, advice: object, spot: Spot) -> Checked | None:
    text = Text().convert(advice, spot)
    try:
        condition = parse(key, spot.vocabulary)
    except ExpressionError as error:
        spot.report(error.message, at_key=True, index=error.column - 1)
        return None
    return None if text is None else (condition, text)
