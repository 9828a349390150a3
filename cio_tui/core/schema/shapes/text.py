"""Texts: words for people, templates, identifiers, and one of a few words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cio_tui.core.expr import check_template
from cio_tui.core.json_path import parse_path
from cio_tui.core.nearest import nearest

if TYPE_CHECKING:
    from cio_tui.core.reading import Json
    from cio_tui.core.schema.check import Checked, Spot

ID = r"[a-z0-9_-]{1,64}"
"""Form of every id. Ids end up in the log, so they are stable and never ordinal."""

_PLACEHOLDER = re.compile(r"\{[a-z]+\.[a-z0-9_.-]+\}")
"""What an author takes for a value to come; other braces are words."""


class Text(NamedTuple):
    """Words for people."""

    template: bool = False
    """Whether `{name}` fills in a value."""
    lines: bool = False
    """Whether it may run over several lines."""

    def convert(self, value: object, spot: Spot) -> Checked | None:
        if not isinstance(value, str):
            spot.reject(value, "a text in quotes")
            return None
        text = value.strip("\n") if self.lines else value
        if not text.strip():
            spot.report(f"{spot.label} is empty")
            return None
        if "\n" in text and not self.lines:
            spot.report(f"{spot.label} must be on one line")
            return None
        if self.template:
            for fault in check_template(value, spot.vocabulary):
                spot.report(fault.message, index=fault.column - 1)
        elif left := _PLACEHOLDER.search(value):
            spot.report(
                f"{left[0]} is not filled in here: {spot.label} is shown as it is", index=left.start() + 1
            )
        return text

    def json_schema(self) -> dict[str, Json]:
        return {"type": "string", "minLength": 1}

    def words(self) -> str:
        return ("text of several lines" if self.lines else "text") + (
            ", `{name}` fills in a value" if self.template else ""
        )


class Choice(NamedTuple):
    """One of a few words."""

    options: tuple[str, ...]
    remedy: str = ""
    """Said behind the message when a value is none of them."""

    def convert(self, value: object, spot: Spot) -> Checked | None:
        if isinstance(value, str) and value in self.options:
            return value
        listed = ", ".join(option or '""' for option in self.options)
        near = nearest(value, self.options) if isinstance(value, str) else ""
        spot.reject(value, f"one of {listed}", self.remedy or (f"did you mean {near}?" if near else ""))
        return None

    def json_schema(self) -> dict[str, Json]:
        return {"enum": list(self.options)}

    def words(self) -> str:
        return "one of " + ", ".join(f"`{option}`" if option else '`""`' for option in self.options)


class Written(NamedTuple):
    """A text of a fixed form."""

    pattern: str
    form: str
    """What it is called: `id of lower-case letters, digits, - and _`."""

    def convert(self, value: object, spot: Spot) -> Checked | None:
        if isinstance(value, str) and re.fullmatch(self.pattern, value):
            return value
        spot.reject(value, f"an {self.form}" if self.form[0] in "aeiou" else f"a {self.form}")
        return None

    def json_schema(self) -> dict[str, Json]:
        return {"type": "string", "pattern": f"^(?:{self.pattern})$"}

    def words(self) -> str:
        return self.form


class JsonPlace:
    """Where a value stands in a JSON body; read again when the probe runs."""

    def convert(self, value: object, spot: Spot) -> Checked | None:
        if not isinstance(value, str):
            spot.reject(value, f"a {self.words()}")
            return None
        try:
            parse_path(value)
        except ValueError as error:
            spot.report(str(error))
            return None
        return value

    def json_schema(self) -> dict[str, Json]:
        return {"type": "string", "minLength": 1}

    def words(self) -> str:
        return "path such as `data.result[0].value[1]`; `| number` behind it reads a text as a number"
