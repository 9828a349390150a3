"""A scenario file: who it is for, the timeline of changes, and the moments at which a book must say the right thing.

Every mistake is reported as `file:line:column: message` with the nearest known name, all of them at once.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from cio_tui.core.errors import UserError
from cio_tui.core.nearest import nearest
from cio_tui.core.schema.faults import InvalidRunbook
from cio_tui.core.schema.source import parse_source
from cio_tui.shipped import shipped_books
from cio_tui.sim.scenario_sections import CHANGE_KEYS, SCENARIO_KEYS
from cio_tui.sim.scenario_shapes import Spot, duration, fields, listing, made, text
from cio_tui.sim.timeline import Change

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from cio_tui.core.reading import Value
    from cio_tui.core.schema.faults import Fault
    from cio_tui.sim.sites import Region

    Evidence = Mapping[str, Mapping[str, Value]]
    """Probe id to what it publishes."""

LARGEST = 1 << 20
"""Bytes of a scenario file."""


class InvalidScenarioError(UserError):
    """A scenario that cannot be played, with everything that is wrong with it, one line each."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(sorted(set(faults)))
        super().__init__("\n".join(map(str, self.faults)))


@dataclass(frozen=True, slots=True)
class Sight:
    """One `[[moment]]`: what the probes publish when they look at this second of the story."""

    at: float
    title: str
    evidence: Evidence = field(default_factory=dict)
    """What differs from the scenario `healthy`, by probe; see `evidence_at` for the whole."""
    answers: Mapping[str, Value] = field(default_factory=dict)
    """Variable to what a person who ran the step's command types: what no probe sees."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """A checked scenario."""

    id: str
    title: str
    region: Region = "us"
    books: tuple[str, ...] = ()
    """Runbooks it is meant for, the first one above all."""
    description: str = ""
    hint: str = ""
    """What to look for, shown to whoever asks."""
    report: str = ""
    """Who says that something is wrong, and what: the beginning of a story that no probe sees."""
    length: float = 0.0
    """Scenario seconds after which nothing more happens."""
    changes: tuple[Change, ...] = ()
    """In the order of their moments."""
    sights: tuple[Sight, ...] = ()


def load_scenario(path: Path) -> Scenario:
    """Read and check a file. Raises InvalidScenarioError, or UserError when there is no readable file."""
    try:
        if not path.is_file() or path.stat().st_size > LARGEST:
            raise UserError(
                f"{path} is not a scenario: it is missing, not a regular file, or larger than 1 MiB."
            )
        data = path.read_bytes()
    except OSError as error:
        raise UserError(f"{path} cannot be read: {error.strerror}.") from error
    return parse_scenario(str(path), data)


def parse_scenario(file: str, data: bytes) -> Scenario:
    """Check the bytes of a scenario file. Raises InvalidScenarioError."""
    try:
        source = parse_source(file, data)
    except InvalidRunbook as error:  # it is not even TOML
        raise InvalidScenarioError(error.faults) from error
    spot = Spot(source)
    read = fields(_TOP, needs=("scenario",))(dict(source.document), spot)
    if spot.faults:
        raise InvalidScenarioError(spot.faults)
    head, changes, sights = (read.get(key) for key in ("scenario", "change", "moment"))
    return Scenario(**head, changes=changes or (), sights=sights or ())  # type: ignore[arg-type]


def shipped_scenarios() -> dict[str, Path]:
    """The scenarios that come with cio-tui, by id."""
    return {path.stem: path for path in sorted(Path(shipped_books(), "scenarios").glob("*.toml"))}


def find_scenario(name: str) -> Scenario:
    """A shipped scenario by its id, or a file by its path. Raises UserError."""
    shipped = shipped_scenarios()
    if name in shipped:
        return load_scenario(shipped[name])
    if name.endswith(".toml") or "/" in name:
        return load_scenario(Path(name))
    near = nearest(name, shipped)
    meant = f" Did you mean {near}?" if near else ""
    raise UserError(f"No scenario is called {name}.{meant} See `cio-tui sim --list`.")


@cache
def healthy_evidence() -> Evidence:
    """What every probe publishes while all is well: the one moment of `healthy`."""
    return load_scenario(shipped_scenarios()["healthy"]).sights[0].evidence


def evidence_at(sight: Sight) -> Evidence:
    """What all probes publish at a moment; what nobody can know is left out."""
    healthy = healthy_evidence()
    named = {probe: _differing(healthy.get(probe, {}), fields) for probe, fields in sight.evidence.items()}
    return {**healthy, **named}


def _differing(healthy: Mapping[str, Value], fields: Mapping[str, Value]) -> Mapping[str, Value]:
    """The healthy fields with those that differ; `unknown` lists the ones without a value, or is `all`."""
    unknown = fields.get("unknown", ())
    if unknown == "all":
        return {}
    names = unknown if isinstance(unknown, tuple) else ()
    return {name: value for name, value in {**healthy, **fields}.items() if name not in ("unknown", *names)}


def _change(value: object, spot: Spot) -> object:
    """A change hands its moment to everything in it, and is not earlier than the one before."""
    at = value.get("at") if isinstance(value, dict) else None
    moment = duration(at, Spot(spot.source)) if isinstance(at, str) else 0.0
    return made(Change, CHANGE_KEYS, needs=("at",))(value, Spot(spot.source, spot.path, moment, spot.faults))


def _changes(value: object, spot: Spot) -> tuple[Change, ...]:
    changes = [change for change in listing(_change)(value, spot) if isinstance(change, Change)]
    for index, (before, after) in enumerate(pairwise(changes)):
        if after.at < before.at:
            spot.under(index + 1).under("at").report(
                "earlier than the change before it; put changes in order"
            )
    return tuple(changes)


def _evidence(value: object, spot: Spot) -> Evidence:
    """Probe to field to a value that an expression can compare."""
    if not isinstance(value, dict):
        spot.wants("a table of probes", value)
        return {}
    return {probe: _published(part, spot.under(probe)) for probe, part in value.items()}


def _published(value: object, spot: Spot) -> Mapping[str, Value]:
    if not isinstance(value, dict):
        spot.wants("a table of fields", value)
        return {}
    return {name: _value(part, spot.under(name)) for name, part in value.items()}


def _value(value: object, spot: Spot) -> Value:
    match value:
        case bool() | int() | float() | str():
            return value
        case list():
            return tuple(text(part, spot.under(index)) for index, part in enumerate(value))
        case _:
            spot.wants("true, false, a number, text or a list of texts", value)
            return False


_TOP = {
    "scenario": fields(SCENARIO_KEYS, needs=("id", "title")),
    "change": _changes,
    "moment": listing(
        made(
            Sight,
            {"at": duration, "title": text, "evidence": _evidence, "answers": _published},
            needs=("at", "title"),
        )
    ),
}
