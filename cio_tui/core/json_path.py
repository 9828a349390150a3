"""Reading someone else's JSON without trusting it: what cannot be read is missing, never zero.

A path is names and indexes, `data.result[0].value[1]`, with an optional leading `$.`; `| number` reads a string
such as Prometheus gives ("0.034") as a number. No wildcards: an `extract` name holds one value.
"""

from __future__ import annotations

import json
import math
import re
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from cio_tui.core.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from cio_tui.core.reading import Json, Value

LARGEST = 2**63
"""Whole numbers beyond it are missing: nothing we watch is that large, and a log may not hold them."""

_LONGEST_LIST = 100
_LONGEST_NUMBER = 4000
"""Digits; Python itself refuses to read 4301."""
_NAME = r"[^.\[\]|\s]+"
_WHOLE = re.compile(rf"(?:\$\.|\$(?=\[))?({_NAME}|\[\d+\])((?:\.{_NAME}|\[\d+\])*)\s*(\|\s*number)?\s*")
_PART = re.compile(rf"({_NAME})|\[(\d+)\]")


class JsonPath(NamedTuple):
    """Where a value stands in a document."""

    parts: tuple[str | int, ...]
    """Keys of objects and indexes of lists."""
    as_number: bool = False
    """Whether a string there is to be read as a number."""


def parse_path(text: str) -> JsonPath:
    """Read a path. Raises ValueError with the remedy."""
    found = _WHOLE.fullmatch(text.strip())
    if found is None:
        raise ValueError(
            f"{text!r} is not a path such as data.result[0].value[1], or one followed by | number"
        )
    parts = _PART.findall(found[1] + found[2])
    return JsonPath(tuple(int(index) if index else name for name, index in parts), bool(found[3]))


def read_json(text: str) -> Json:
    """Parse a document, with or without a byte order mark, which some servers put first.

    Raises ValueError for anything that is not JSON, however deep or long; its message begins with a verb.
    """
    try:
        document: Json = json.loads(text.removeprefix("\ufeff"), parse_constant=_refuse, parse_int=_whole)
    except RecursionError:
        raise ValueError("is nested too deeply") from None
    except json.JSONDecodeError as error:
        raise ValueError(_fault(error)) from None
    return document


def find(document: Json, path: JsonPath, redact: Callable[[str], str] = str) -> Value | None:
    """The value at a path; None if it is missing, null, an object, or not the number it should be.

    Text goes through `redact` before it is cut to length.
    """
    for part in path.parts:
        if isinstance(part, str) and isinstance(document, dict):
            document = document.get(part)
        elif isinstance(part, int) and isinstance(document, list) and part < len(document):
            document = document[part]
        else:
            return None
    if path.as_number and isinstance(document, str):
        return _number(document)
    return _value(document, redact)


def _value(document: Json, redact: Callable[[str], str]) -> Value | None:
    """What an expression can compare, text clean; a list becomes the text of its plain items."""
    match document:
        case str():
            return clean_line(redact(document))
        case bool():
            return document
        case int() | float():
            return document if math.isfinite(document) and abs(document) < LARGEST else None
        case list():
            plain = (item for item in document[:_LONGEST_LIST] if isinstance(item, str | int | float))
            return tuple(clean_line(redact(str(item))) for item in plain)
        case _:
            return None


def _number(text: str) -> float | None:
    try:
        number = float(text[:40])
    except ValueError:
        return None
    return number if math.isfinite(number) else None


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"holds {constant}, which is not JSON")


def _whole(digits: str) -> int:
    if len(digits) > _LONGEST_NUMBER:
        raise ValueError(f"holds a number of {len(digits)} digits")
    return int(digits)


def _fault(error: json.JSONDecodeError) -> str:
    """A text that ends too soon, told apart from one that goes wrong on the way."""
    if error.pos >= len(error.doc.rstrip()) or error.msg.startswith("Unterminated string"):
        return "breaks off"
    return f"goes wrong at line {error.lineno}, column {error.colno}"
