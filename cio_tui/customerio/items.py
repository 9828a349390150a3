"""Reading the vendor's JSON: a list may be null, an id text or a number, and what is not as expected is missing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from cio_tui.core.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cio_tui.core.reading import Json

Item = Mapping[str, "Json"]
"""One JSON object."""

_LARGEST = 2.0**53
"""Nothing that is counted or timed is larger, and up to here a float is exact."""
_LATEST = 253_402_300_799
"""Unix seconds of the last moment a datetime can hold."""
_MILLISECONDS = 100_000_000_000
"""Numbers from here on, the year 5138 in seconds, are milliseconds."""


def part(document: Json | Item, name: str) -> Item:
    """The object under a name; an empty one if there is none."""
    found = document.get(name) if isinstance(document, Mapping) else None
    return found if isinstance(found, dict) else {}


def rows(document: Json | Item, name: str) -> tuple[Item, ...]:
    """The objects of a list; null and a missing list are empty."""
    found = document.get(name) if isinstance(document, Mapping) else None
    return tuple(each for each in found if isinstance(each, dict)) if isinstance(found, list) else ()


def text(item: Item, name: str, limit: int = 200) -> str:
    """A value as clean text, numbers included; empty if it is missing, null, or not plain."""
    match item.get(name):
        case bool():
            return ""
        case str() | int() | float() as value:
            return clean_line(str(value), limit)
        case _:
            return ""


def texts(item: Item, name: str) -> tuple[str, ...]:
    """A list of ids or words as clean texts."""
    found = item.get(name)
    plain: Sequence[Json] = found if isinstance(found, list) else ()
    return tuple(clean_line(str(each)) for each in plain if isinstance(each, str | int))


def number(value: Json) -> float | None:
    """A number that something can count, also written as text; None for anything else."""
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    try:
        found = float(value)
    except (ValueError, OverflowError):
        return None
    return found if abs(found) <= _LARGEST else None  # NaN is not


def flag(item: Item, name: str) -> bool | None:
    """True or false, also written as text; None for anything else."""
    found = item.get(name)
    if isinstance(found, bool):
        return found
    return {"true": True, "false": False}.get(str(found).lower())


def moment(item: Item, name: str) -> datetime | None:
    """Unix seconds (or milliseconds), as a number or text; None for 0, null, or anything else."""
    found = number(item.get(name))
    if found is None or found <= 0:
        return None
    seconds = found / 1000 if found >= _MILLISECONDS else found
    return datetime.fromtimestamp(seconds, UTC) if seconds <= _LATEST else None


def moments(item: Item) -> dict[str, datetime]:
    """Every value of an object that is a moment, by its clean name."""
    return {clean_line(name, 60): at for name in item if (at := moment(item, name)) is not None}


def plain(value: Json, limit: int = 300) -> str:
    """Any JSON value as one clean line."""
    if isinstance(value, str):
        return clean_line(value, limit)
    from json import dumps

    return clean_line(dumps(value, ensure_ascii=False), limit)
