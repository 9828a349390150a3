"""Lists, and tables of named things."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Literal, NamedTuple

from cio_tui.core.expr import is_reserved

if TYPE_CHECKING:
    from collections.abc import Callable

    from cio_tui.core.expr import Vocabulary
    from cio_tui.core.reading import Json
    from cio_tui.core.schema.check import Checked, Spot
    from cio_tui.core.schema.shapes.shape import Shape


_MOST_NAMED = 300
"""Named things of one sort: far past what a person can oversee, and few enough to check at once."""


class ListOf(NamedTuple):
    """Several values of one shape."""

    item: Shape
    fewest: Literal[0, 1] = 0
    most: int = 100
    bare: bool = False
    """Whether a single value may stand without brackets."""

    def convert(self, value: object, spot: Spot) -> Checked | None:
        if self.bare and isinstance(value, str):
            single = self.item.convert(value, spot)
            return None if single is None else (single,)
        if not isinstance(value, list):
            doubled = isinstance(value, dict) and len(spot.path) == 1
            spot.reject(value, "a list in brackets", f"write [[{spot.label}]]" if doubled else "")
            return None
        if len(value) < self.fewest:
            spot.report(f"{spot.label} is empty")
            return None
        if len(value) > self.most:
            excess = f"{spot.label} has {len(value)} items, and {self.most} are the most"
            spot.under(self.most).report(excess)
            return None
        items = [self.item.convert(item, spot.under(index)) for index, item in enumerate(value)]
        return tuple(item for item in items if item is not None)

    def json_schema(self) -> dict[str, Json]:
        several: dict[str, Json] = {"type": "array", "items": self.item.json_schema(), "maxItems": self.most}
        if self.fewest:
            several["minItems"] = self.fewest
        return {"anyOf": [self.item.json_schema(), several]} if self.bare else several

    def words(self) -> str:
        return f"list, each: {self.item.words()}" + ("; or one alone" if self.bare else "")


class MapOf(NamedTuple):
    """Things by name: a duplicate cannot even be parsed."""

    item: Shape
    pattern: str
    """Form of a name."""
    form: str
    """The form in words."""
    is_word: bool = False
    """Whether conditions use the name, so that it may not read as a number, a duration or a word of theirs."""
    scope: Callable[[Spot], Vocabulary] | None = None
    """The names known inside an item, where they are others than outside."""

    def convert(self, value: object, spot: Spot) -> Checked | None:
        if not isinstance(value, dict):
            spot.reject(value, "a table")
            return None
        if len(value) > _MOST_NAMED:
            spot.report(f"{spot.label} has {len(value)} items, and {_MOST_NAMED} are the most", at_key=True)
            return None
        items = {name: self._converted(item, spot.under(name)) for name, item in value.items()}
        return {name: item for name, item in items.items() if item is not None}

    def _converted(self, item: object, spot: Spot) -> Checked | None:
        if not re.fullmatch(self.pattern, spot.label):
            spot.report(f"{spot.label} cannot be a name here: write {self.form}", at_key=True)
        elif self.is_word and is_reserved(spot.label):
            spot.report(
                f"{spot.label} reads as something else in a condition; choose another name", at_key=True
            )
        return self.item.convert(item, spot.within(self.scope(spot)) if self.scope else spot)

    def json_schema(self) -> dict[str, Json]:
        return {
            "type": "object",
            "propertyNames": {"pattern": f"^(?:{self.pattern})$"},
            "additionalProperties": self.item.json_schema(),
        }

    def words(self) -> str:
        return f"table, each: {self.item.words()}"
