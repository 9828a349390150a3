"""Flags, numbers, dates and durations."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, NamedTuple, TypeGuard

from cio_tui.core.duration import format_duration, parse_duration

if TYPE_CHECKING:
    from cio_tui.core.reading import Json
    from cio_tui.core.schema.check import Checked, Spot


_LARGEST = 1e15
"""Numbers beyond it lose their last digits, and nothing a person types comes near."""


def _is_number(value: object) -> TypeGuard[int | float]:
    """Neither a flag, nor infinite, nor NaN."""
    return isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= _LARGEST


class Flag:
    """`true` or `false`."""

    def convert(self, value: object, spot: Spot) -> Checked | None:
        if isinstance(value, bool):
            return value
        spot.reject(value, self.words())
        return None

    def json_schema(self) -> dict[str, Json]:
        return {"type": "boolean"}

    def words(self) -> str:
        return "true or false"


class Whole(NamedTuple):
    """A whole number."""

    least: int
    most: int

    def convert(self, value: object, spot: Spot) -> Checked | None:
        if isinstance(value, int) and not isinstance(value, bool) and self.least <= value <= self.most:
            return value
        spot.reject(value, f"a {self.words()}")
        return None

    def json_schema(self) -> dict[str, Json]:
        return {"type": "integer", "minimum": self.least, "maximum": self.most}

    def words(self) -> str:
        if self.least == self.most:
            return f"whole number, {self.least}"
        return f"whole number from {self.least:,} to {self.most:,}"


class Number:
    """Any number."""

    def convert(self, value: object, spot: Spot) -> Checked | None:
        if _is_number(value):
            return float(value)
        spot.reject(value, f"a {self.words()}")
        return None

    def json_schema(self) -> dict[str, Json]:
        return {"type": "number"}

    def words(self) -> str:
        return "number"


class Scalar:
    """A number or a text: the value of a variable."""

    def convert(self, value: object, spot: Spot) -> Checked | None:
        if isinstance(value, str) or _is_number(value):
            return value
        spot.reject(value, f"a {self.words()}")
        return None

    def json_schema(self) -> dict[str, Json]:
        return {"type": ["number", "string"]}

    def words(self) -> str:
        return "number or text"


class Day:
    """A date, written without quotes."""

    def convert(self, value: object, spot: Spot) -> Checked | None:
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        spot.reject(value, f"a {self.words()}")
        return None

    def json_schema(self) -> dict[str, Json]:
        return {"type": "string", "format": "date"}

    def words(self) -> str:
        return "date without quotes, such as 2026-11-21"


class Duration(NamedTuple):
    """A text such as `90s`; seconds from then on."""

    least: float
    most: float

    def convert(self, value: object, spot: Spot) -> Checked | None:
        if not isinstance(value, str):
            spot.reject(value, f'a {self.words()}, in quotes, such as "{format_duration(self.least)}"')
            return None
        try:
            seconds = parse_duration(value)
        except ValueError as error:
            spot.report(str(error))
            return None
        if not self.least <= seconds <= self.most:
            spot.reject(value, f"a {self.words()}")
            return None
        return seconds

    def json_schema(self) -> dict[str, Json]:
        return {"type": "string", "pattern": r"^[0-9]{1,9}(\.[0-9]{1,6})?(ms|s|m|h|d)$"}

    def words(self) -> str:
        return f"duration from {format_duration(self.least)} to {format_duration(self.most)}"
