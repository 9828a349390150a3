"""One TOML text with its places. Whatever is wrong with it as TOML is a fault like any other, never a traceback."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import tomli

from cio_tui.core.schema.faults import Fault, InvalidRunbook
from cio_tui.core.text import clean, clean_block, clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cio_tui.core.schema.positions import Path, Positions

DEEPEST = 32
"""Levels of nesting that a document may have; the scanner of positions stops there as well."""

LONGEST = 20_000
"""Characters of one string; a longer one is cut, as no screen shows it."""


class Source(NamedTuple):
    """A parsed file. Strings in `document` are cleaned, so they may be shown."""

    file: str
    """As it is shown in messages."""
    text: str
    document: Mapping[str, object]

    def at(self, path: Path) -> object:
        """What the document has at `path`, or None."""
        value: object = self.document
        for part in path:
            match value, part:
                case dict(), str():
                    value = value.get(part)
                case list(), int() if part < len(value):
                    value = value[part]
                case _:
                    return None
        return value

    def texts(self) -> Iterator[tuple[Path, str]]:
        """Every string of the document, with its path."""
        return _texts(self.document, ())

    def fault(self, path: Path, message: str, *, at_key: bool = False, index: int = -1) -> Fault:
        """A fault at the value of `path`, at its key, or at the `index`-th character of either."""
        positions = _positions(self.text)
        offset = positions.key(path) if at_key else positions.value(path)
        if index >= 0:
            offset = positions.inside(offset, index)
        return _fault(self.file, positions, offset, message)


def parse_source(file: str, data: bytes) -> Source:
    """Read TOML; raises InvalidRunbook with one fault when it is none."""
    try:
        text = data.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise InvalidRunbook([_not_utf8(file, data, error.start)]) from error
    try:
        document = tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        raise InvalidRunbook([_not_toml(file, text, error)]) from error
    except (RecursionError, ValueError) as error:
        raise InvalidRunbook([_too_much(file, text, error)]) from error
    deep = _deeper(document, (), DEEPEST)
    if deep:
        positions = _positions(text)
        fault = _fault(file, positions, positions.value(deep), f"nested deeper than {DEEPEST} levels")
        raise InvalidRunbook([fault])
    return Source(file, text, {key: _cleaned(value) for key, value in document.items()})


def _positions(text: str) -> Positions:
    """Where everything stands, which only what is wrong asks for."""
    from cio_tui.core.schema.positions import locate

    return locate(text)


def _fault(file: str, positions: Positions, offset: int, message: str) -> Fault:
    line, column = positions.place(offset)
    return Fault(clean(file), line, column, clean_line(message, 500))


def _not_utf8(file: str, data: bytes, offset: int) -> Fault:
    head = data[:offset].decode("utf-8")
    line = head.count("\n") + 1
    column = len(head) - head.rfind("\n")
    return Fault(clean(file), line, column, f"byte 0x{data[offset]:02x} is not UTF-8; save the file as UTF-8")


def _not_toml(file: str, text: str, error: tomli.TOMLDecodeError) -> Fault:
    positions = _positions(text)
    if error.msg.startswith(("Cannot overwrite", "Cannot declare")):
        if positions.repeated:
            return _fault(file, positions, positions.repeated[0], "given a second time")
        return _fault(file, positions, error.pos, "given a second time, or as another type than above")
    if positions.stopped is None or positions.stopped > error.pos:
        return _fault(file, positions, min(error.pos, len(text)), f"not TOML: {error.msg}")
    return _fault(
        file, positions, positions.stopped, f"not TOML: {_explain(text, positions.stopped, error.msg)}"
    )


def _explain(text: str, offset: int, otherwise: str) -> str:
    first = text[offset : offset + 1]
    if first in {'"', "'"}:
        return "this string is not closed, or holds an escape that TOML does not know"
    if first == "[":
        return "this bracket is not closed, or a comma is missing"
    if first == "{":
        return "this brace is not closed, or a comma is missing"
    if first == "\ufeff":
        return "a byte order mark; save the file without one"
    return f"{otherwise[0].lower()}{otherwise[1:]}{'; text needs quotes' if first.isalpha() else ''}"


def _too_much(file: str, text: str, error: Exception) -> Fault:
    positions = _positions(text)
    what = (
        f"nested deeper than {DEEPEST} levels"
        if isinstance(error, RecursionError)
        else "a number too long to read"
    )
    return _fault(file, positions, positions.stopped or 0, what)


def _deeper(value: object, path: Path, left: int) -> Path:
    """The path at which `value` is nested deeper than `left` levels; empty when it is not."""
    if left < 0:
        return path
    inner = _inside(value)
    return next((deep for key, item in inner if (deep := _deeper(item, (*path, key), left - 1))), ())


def _texts(value: object, path: Path) -> Iterator[tuple[Path, str]]:
    if isinstance(value, str):
        yield path, value
    for key, item in _inside(value):
        yield from _texts(item, (*path, key))


def _inside(value: object) -> Iterable[tuple[str | int, object]]:
    """What a table or a list holds, with key or index; nothing else holds anything."""
    match value:
        case dict():
            return value.items()
        case list():
            return enumerate(value)
        case _:
            return ()


def _cleaned(value: object) -> object:
    match value:
        case str():
            plain = value.isascii() and value.replace("\n", "").isprintable()
            return value if plain and len(value) < LONGEST else clean_block(value, LONGEST)
        case list():
            return [_cleaned(item) for item in value]
        case dict():
            return {key: _cleaned(item) for key, item in value.items()}
        case _:
            return value
