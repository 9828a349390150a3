"""The shipped books, loaded as they are, and the worlds of tests/data/worlds.toml judged by the books' own rules."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Protocol, cast

import pytest
import tomli

from cio_tui.core.evidence import Evidence
from cio_tui.core.judge import judge
from cio_tui.core.reading import Sample
from cio_tui.runtime.library import Library

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cio_tui.core.reading import Value
    from cio_tui.core.runbook import Runbook

ROOT = Path(__file__).parents[2]
INCIDENTS = ("p1-outage", "p2-error-rate", "p3-delivery", "p4-webhooks")
LAUNCH = ("go-live", "rollout", "rollback")
SHIPPED = INCIDENTS + LAUNCH
STARTED = datetime(2026, 11, 21, 20, 0, tzinfo=UTC)
SETTINGS: Mapping[str, Value] = {
    "config.region": "us",
    "config.label": "prod",
    "config.workspace_id": 104217,
    "threshold.api_error_rate": 0.01,
    "threshold.api_p99_latency_ms": 5000,
    "threshold.bounce_rate": 0.05,
    "threshold.complaint_rate": 0.001,
    "threshold.delivery_rate": 0.95,
    "threshold.queue_depth": 10000,
    "threshold.webhook_error_rate": 0.05,
}

Fields = dict[str, bool | int | float | str | list[str]]
Worlds = dict[str, dict[str, Fields | list[str]]]


class Show(Protocol):
    """What the probes of a world publish, by probe; the unmeasured ones are absent."""

    def __call__(self, world: str) -> Mapping[str, Mapping[str, Value]]: ...


class Look(Protocol):
    """What every probe of a book reads in a world, as evidence for that book."""

    def __call__(self, book: Runbook, world: str, mono: float = ...) -> Evidence: ...


@pytest.fixture(scope="session")
def library() -> Library:
    return Library([ROOT / "runbooks"])


@pytest.fixture(scope="session")
def books(library: Library) -> Mapping[str, Runbook]:
    return {name: library.open_book(name) for name in SHIPPED}


@pytest.fixture(params=SHIPPED)
def book(request: pytest.FixtureRequest, books: Mapping[str, Runbook]) -> Runbook:
    return books[request.param]


@pytest.fixture(scope="session")
def worlds() -> Worlds:
    return cast("Worlds", tomli.loads((ROOT / "tests/data/worlds.toml").read_text()))


@pytest.fixture(scope="session")
def show(worlds: Worlds) -> Show:
    def shown(world: str) -> dict[str, dict[str, Value]]:
        differs = worlds[world]
        unmeasured = cast("list[str]", differs.get("unmeasured", []))
        healthy = {name: fields for name, fields in worlds["healthy"].items() if name not in unmeasured}
        return {
            name: _frozen({**cast("Fields", fields), **cast("Fields", differs.get(name, {}))})
            for name, fields in healthy.items()
        }

    return shown


def _frozen(fields: Fields) -> dict[str, Value]:
    return {name: tuple(value) if isinstance(value, list) else value for name, value in fields.items()}


@pytest.fixture(scope="session")
def look(show: Show) -> Look:
    def see(book: Runbook, world: str, mono: float = 0.0) -> Evidence:
        at = STARTED + timedelta(seconds=mono)
        readings = {
            name: judge(book.probes[name], Sample(name, at, mono, fields, world), SETTINGS)
            for name, fields in show(world).items()
        }
        facts = {name: fact.when for name, fact in book.facts.items()}
        return Evidence(mono, readings, facts, SETTINGS)

    return see
