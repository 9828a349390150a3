"""A fault is one line that a person can act on: where, what is wrong, and what would be right."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cio_tui.core.errors import UserError
from cio_tui.core.nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterable

_LISTED = 10
"""Known names shown when none is near; more would hide the message."""


class Fault(NamedTuple):
    """One mistake in one file."""

    file: str
    line: int
    """From 1."""
    column: int
    """From 1, in characters."""
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}: {self.message}"


class InvalidRunbook(UserError):
    """A book that cannot be used, with everything that is wrong with it, sorted."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(map(str, self.faults)))


def hint(name: str, known: Iterable[str]) -> str:
    """What to write instead of an unknown name, to be put behind the message."""
    names = sorted(known)
    near = nearest(name, names)
    if near:
        return f"; did you mean {near}?"
    if 0 < len(names) <= _LISTED:
        return f"; known: {', '.join(names)}"
    return ""
