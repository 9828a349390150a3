"""One check of one book: the faults found so far, and the place being looked at."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from cio_tui.core.expr import Expression, Vocabulary
    from cio_tui.core.schema.faults import Fault
    from cio_tui.core.schema.names import Names
    from cio_tui.core.schema.positions import Path
    from cio_tui.core.schema.source import Source
    from cio_tui.core.step import Goto

    Checked = (
        bool | int | float | str | date | Expression | Goto | tuple["Checked", ...] | dict[str, "Checked"]
    )
    """A value that has passed: conditions parsed, durations in seconds, lists as tuples, defaults filled in."""

    Row = dict[str, Checked]
    """One checked table."""

MOST_FAULTS = 200
"""Faults reported of one book: nobody reads more, and a hostile file could hold 100,000."""


@dataclass(slots=True)
class Check:
    """What a whole book is checked against, and what was found wrong."""

    names: Names
    hosts: frozenset[str]
    """Hosts that the configuration lets books name."""
    faults: list[Fault] = field(default_factory=list)


class Spot(NamedTuple):
    """One value of one file."""

    check: Check
    source: Source
    path: Path
    vocabulary: Vocabulary
    """What a condition or a text may name here."""

    @property
    def names(self) -> Names:
        """Every id of the book."""
        return self.check.names

    def under(self, key: str | int) -> Spot:
        """The value at `key` of the table or list that is here."""
        return Spot(self.check, self.source, (*self.path, key), self.vocabulary)

    def within(self, vocabulary: Vocabulary) -> Spot:
        """The same place, where other names are known."""
        return Spot(self.check, self.source, self.path, vocabulary)

    def written(self, key: str) -> object:
        """The value of a key of this table as the file has it."""
        return self.source.at((*self.path, key))

    def has(self, key: str) -> bool:
        """Whether the file gives a key of this table, right or wrong."""
        return self.written(key) is not None

    @property
    def is_full(self) -> bool:
        """Whether enough faults were found to stop looking."""
        return len(self.check.faults) >= MOST_FAULTS

    def report(self, message: str, *, at_key: bool = False, index: int = -1) -> None:
        """Note a fault at this value, at its key, or at the `index`-th character of its text."""
        if not self.is_full:
            self.check.faults.append(self.source.fault(self.path, message, at_key=at_key, index=index))

    def reject(self, value: object, wanted: str, remedy: str = "") -> None:
        """Note that a value is of the wrong kind."""
        self.report(f"{self.label} must be {wanted}, not {describe(value)}{'; ' if remedy else ''}{remedy}")

    @property
    def label(self) -> str:
        """What messages call this value."""
        if not self.path:
            return "the file"
        last = self.path[-1]
        return last if isinstance(last, str) else f"an item of {self.under_label}"

    @property
    def under_label(self) -> str:
        """The key whose list this value is in."""
        return next((part for part in reversed(self.path) if isinstance(part, str)), "the list")


def describe(value: object) -> str:
    """A wrong value in a few words."""
    match value:
        case bool():
            return "true" if value else "false"
        case int() | float():
            return f"the number {value:.12g}"
        case str():
            return f'"{value}"' if len(value) <= 40 and "\n" not in value else "a text"
        case list():
            return "a list"
        case dict():
            return "a table"
        case _:
            return "a date or a time"


def rows(value: Checked | None) -> Mapping[str, Row]:
    """The tables of a checked table of tables."""
    tables = value if isinstance(value, dict) else {}
    return {name: row for name, row in tables.items() if isinstance(row, dict)}
