"""Evidence comes from a file that anybody may have written: whatever is not of the expected shape reads as absent."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MOST = 20
"""Entries of a list that are told; a reader who needs more opens the file."""


def table(value: object) -> Mapping[str, object]:
    """The value if it is a table, else an empty one."""
    return value if isinstance(value, dict) else {}


def tables(value: object) -> Iterator[Mapping[str, object]]:
    """The tables in a list."""
    return (each for each in items(value) if isinstance(each, dict))


def items(value: object) -> list[object]:
    """What a list holds, as far as it is told."""
    return list(value[:MOST]) if isinstance(value, list) else []


def word(value: object) -> str:
    """A text, a number or a flag as text; empty for anything else."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return f"{value:g}" if isinstance(value, int) and abs(value) < 1e6 else f"{value:.10g}"
    return value if isinstance(value, str) else ""


def words(value: object) -> list[str]:
    """The texts and numbers in a list."""
    return [text for each in items(value) if (text := word(each))]


def milliseconds(value: object) -> float | None:
    """A number of at least zero."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < float("inf"):
        return None
    return float(value)
