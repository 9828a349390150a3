"""Events as plain TOML values and back, by reading their classes: a new field needs no second list.

A value that does not fit the class is the word of a newer version, not an error to guess about.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, TypeAlias, get_args

from cio_tui.core.events import Event, How, Mode, Unrecognized
from cio_tui.core.text import clean_block
from cio_tui.core.times import is_moment

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from cio_tui.core.block_table import Table

Reader: TypeAlias = "Callable[[object], object | None]"


def own_fields(event: Event) -> Iterator[tuple[str, object]]:
    """The event's own fields, in the order of its class, without what is empty by default."""
    if isinstance(event, Unrecognized):
        yield from event.fields.items()
        return
    for name, _, default in SHAPES[event.kind][1]:
        value = getattr(event, name)
        if value or value != default:
            yield name, value


def read_event(kind: str, table: Table) -> tuple[Event, Table]:
    """The event, and the keys that its class does not know."""
    make, shape = SHAPES.get(kind, (None, ()))
    known: Table = {}
    for name, read, default in shape:
        value = read(table[name]) if name in table else None
        if value is not None:
            known[name] = value
        elif default is REQUIRED or name in table:
            make = None
    if make is None:
        return Unrecognized(kind, plain_table(table)), {}
    return make(**known), plain_table({name: value for name, value in table.items() if name not in known})


def plain(value: object) -> object:
    """A value as TOML knows it, every string in it cleaned."""
    match value:
        case str():
            return clean_block(value)
        case tuple() | list():
            return [plain(item) for item in value]
        case dict():
            return plain_table(value)
        case datetime() if value.tzinfo is not None and not is_moment(value):
            return str(value)
        case _:
            return value


def plain_table(table: Mapping[str, object]) -> Table:
    """The same for a table and its keys."""
    return {clean_block(name): plain(value) for name, value in table.items()}


def _text(value: object) -> str | None:
    return clean_block(value) if isinstance(value, str) else None


def _flag(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _count(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and _fits(value) else None


def number(value: object) -> float | None:
    """A number; None for whatever else it is."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if _fits(value) else None


def _fits(value: float) -> bool:
    """TOML has whole numbers of 64 bits; the parser reads longer ones, which no float may hold."""
    return not isinstance(value, int) or -(2**63) <= value < 2**63


def _texts(value: object) -> tuple[str, ...] | None:
    if isinstance(value, list) and all(isinstance(item, str) for item in value):
        return tuple(clean_block(item) for item in value)
    return None


def _moment(value: object) -> datetime | None:
    return value if is_moment(value) else None


def _value(value: object) -> object | None:
    if isinstance(value, bool | int | float):
        return value if _fits(value) else None
    return _text(value) if isinstance(value, str) else _texts(value)


def _one_of(words: tuple[str, ...]) -> Callable[[object], str | None]:
    return lambda value: value if isinstance(value, str) and value in words else None


_READERS: Mapping[str, Reader] = {
    "str": _text,
    "bool": _flag,
    "int": _count,
    "float": number,
    "tuple[str, ...]": _texts,
    "datetime": _moment,
    "Value": _value,
    "Mode": _one_of(get_args(Mode)),
    "How": _one_of(get_args(How)),
}
"""By the annotation of a field. None stands for a value that does not fit."""

REQUIRED = object()
"""The default of a field that must be there."""


def _shape(kind: type[Event]) -> tuple[tuple[str, Reader, object], ...]:
    """Of each field that a class adds to its `kind`: name, reader and default."""
    defaults, types = kind._field_defaults, kind.__annotations__
    return tuple(
        (name, _READERS[types[name].__forward_arg__], defaults.get(name, REQUIRED))
        for name in kind._fields
        if name != "kind"
    )


SHAPES: Mapping[str, tuple[Callable[..., Event], tuple[tuple[str, Reader, object], ...]]] = {
    each._field_defaults["kind"]: (each, _shape(each)) for each in get_args(Event) if each is not Unrecognized
}
"""Kind to its class and fields."""
