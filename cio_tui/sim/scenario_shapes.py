"""What a value of a scenario file may be: small checkers put together into bigger ones.

A checker takes a value and its spot and gives what the simulator works with. A mistake is noted at the spot and
the rest is read on, so a person sees all mistakes of a file at once.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from cio_tui.core.duration import parse_duration
from cio_tui.core.schema.check import describe
from cio_tui.core.schema.faults import hint
from cio_tui.sim.faults import Ramp

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from enum import StrEnum

    from cio_tui.core.schema.faults import Fault
    from cio_tui.core.schema.positions import Path
    from cio_tui.core.schema.source import Source

    Shape = Callable[[object, "Spot"], object]


@dataclass(frozen=True, slots=True)
class Spot:
    """One value of the file."""

    source: Source
    path: Path = ()
    at: float = 0.0
    """Moment of the change that holds the value, scenario seconds."""
    faults: list[Fault] = field(default_factory=list)

    def under(self, key: str | int) -> Spot:
        """The value at `key` of what is here."""
        return replace(self, path=(*self.path, key))

    def report(self, message: str, *, at_key: bool = False) -> None:
        """Note a mistake here."""
        self.faults.append(self.source.fault(self.path, message, at_key=at_key))

    def wants(self, what: str, value: object) -> None:
        """Note a value of the wrong kind."""
        name = next((part for part in reversed(self.path) if isinstance(part, str)), "the file")
        self.report(f"{name} must be {what}, not {describe(value)}")


def text(value: object, spot: Spot) -> str:
    """A string."""
    if not isinstance(value, str):
        spot.wants("text in quotes", value)
        return ""
    return value


def flag(value: object, spot: Spot) -> bool:
    """`true` or `false`."""
    if not isinstance(value, bool):
        spot.wants("true or false", value)
    return value is True


def duration(value: object, spot: Spot) -> float:
    """`"90s"`, in seconds."""
    try:
        return parse_duration(value if isinstance(value, str) else str(value))
    except ValueError as error:
        spot.report(str(error))
        return 0.0


def number(value: object, spot: Spot) -> float:
    """Any number."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        spot.wants("a number", value)
        return 0.0
    return float(value)


def share(value: object, spot: Spot) -> float:
    """A part of the whole: 0 to 1."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= 1:
        spot.wants("a share between 0 and 1, such as 0.4", value)
        return 0.0
    return float(value)


def whole(least: int, most: int) -> Shape:
    """An integer in a range."""

    def check(value: object, spot: Spot) -> int:
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            spot.wants(f"a whole number from {least} to {most}", value)
            return least
        return value

    return check


def choice(words: type[StrEnum] | Sequence[str]) -> Shape:
    """One word of a list."""
    known = [str(word) for word in words]

    def check(value: object, spot: Spot) -> object:
        if value not in known:
            spot.report(f"{describe(value)} is not one of: {', '.join(known)}")
            return None
        return str(value) if not isinstance(words, type) else words(value)

    return check


def ramp(scalar: Callable[[object, Spot], float]) -> Shape:
    """A steady value, or `{ from, to, over }` that begins with its change."""

    def check(value: object, spot: Spot) -> Ramp:
        if not isinstance(value, dict):
            steady = scalar(value, spot)
            return Ramp(steady, steady)
        given = fields({"from": scalar, "to": scalar, "over": duration}, needs=("from", "to", "over"))(
            value, spot
        )
        ends = {name: part for name, part in given.items() if isinstance(part, float)}
        return Ramp(ends.get("from", 0.0), ends.get("to", 0.0), spot.at, ends.get("over", 0.0))

    return check


def fields(
    shapes: Mapping[str, Shape], needs: Sequence[str] = ()
) -> Callable[[object, Spot], dict[str, object]]:
    """A table with these keys and no other."""

    def check(value: object, spot: Spot) -> dict[str, object]:
        if not isinstance(value, dict):
            spot.wants("a table", value)
            return {}
        for key in value.keys() - shapes.keys():
            spot.under(key).report(f"no key is called {key} here{hint(key, shapes)}", at_key=True)
        for key in needs:
            if key not in value:
                spot.report(f"{key} is missing")
        return {key: shapes[key](part, spot.under(key)) for key, part in value.items() if key in shapes}

    return check


def made(build: Callable[..., object], shapes: Mapping[str, Shape], needs: Sequence[str] = ()) -> Shape:
    """A table handed to `build` as its arguments."""
    read = fields(shapes, needs)

    def check(value: object, spot: Spot) -> object:
        before = len(spot.faults)
        given = read(value, spot)
        return build(**given) if len(spot.faults) == before else None

    return check


def table(key: type[StrEnum] | Sequence[str], shape: Shape) -> Shape:
    """A table from one of some words to a value each."""
    is_key = choice(key)

    def check(value: object, spot: Spot) -> dict[object, object]:
        if not isinstance(value, dict):
            spot.wants("a table", value)
            return {}
        return {is_key(name, spot.under(name)): shape(part, spot.under(name)) for name, part in value.items()}

    return check


def listing(shape: Shape) -> Callable[[object, Spot], tuple[object, ...]]:
    """Several values of one shape."""

    def check(value: object, spot: Spot) -> tuple[object, ...]:
        if not isinstance(value, list):
            spot.wants("a list", value)
            return ()
        return tuple(shape(part, spot.under(index)) for index, part in enumerate(value))

    return check
