"""Whether what a person typed is an answer to what was asked, and whether it is the expected one."""

from __future__ import annotations

from dataclasses import dataclass
from math import nan
from typing import TYPE_CHECKING

from cio_tui.core.errors import Refused
from cio_tui.core.times import is_time

if TYPE_CHECKING:
    from cio_tui.core.reading import Value
    from cio_tui.core.step import Response, ResponseKind

NUMBERS: dict[ResponseKind, str] = {
    "int": "a whole number, such as 412",
    "number": "a number, such as 0.5",
    "percent": "a percentage, such as 1.5",
}
MOST = 1e15
"""Nothing on a screen is larger."""


@dataclass(frozen=True, slots=True)
class TypedAnswer:
    """What a person typed, read as the answer it is."""

    said: str
    value: Value
    """As a variable keeps it: a percentage of 1.5 is 1.5."""
    expected: str
    mismatch: bool


def read_answer(response: Response, said: str) -> TypedAnswer:
    """The answer as a value; Refused, with what would be one, when it cannot be read."""
    text = said.strip()
    if not text:
        raise Refused(f"{response.prompt} Type the value you see; nothing is recorded yet.")
    value = read_value(response.kind, text)
    if response.kind == "text" and len(text) < response.min:
        raise Refused(f"Say a little more: at least {response.min} characters.")
    mismatch = bool(response.accept) and text.casefold() not in {one.casefold() for one in response.accept}
    return TypedAnswer(text, value, " or ".join(response.accept), mismatch)


def read_value(kind: ResponseKind, text: str) -> Value:
    """A typed value of this kind; Refused when it is not one."""
    if kind in NUMBERS:
        return _read_number(kind, text)
    if kind == "time":
        _check_time(text)
    return text


def _check_time(text: str) -> None:
    if not is_time(text):
        raise Refused("Type a time in UTC, such as 20:04, or how long ago, such as 12m ago.")


def _read_number(kind: ResponseKind, text: str) -> float | int:
    bare = text.removesuffix("%").replace(",", "").replace("_", "").strip()
    try:
        number = int(bare) if kind == "int" else float(bare)
    except ValueError:
        number = nan
    if not -MOST < number < MOST:  # nor is "nan" or "inf", which Python takes for numbers
        raise Refused(f"Type {NUMBERS[kind]}.")
    return number
