from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

import pytest

from cio_tui.core.evidence import Evidence
from cio_tui.core.expr import Expression, Vocabulary, parse
from cio_tui.core.probe import Unit
from cio_tui.core.reading import Reading, Sample, Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cio_tui.core.reading import Value

FACTS = {
    "refused": "track.status in [401, 403]",
    "track_down": "track.ok == false and not refused",
    "steady": "stable(track.ok, '5m')",
}


class Observe(Protocol):
    """Evidence with one reading of `track`, ten seconds old."""

    def __call__(self, verdict: Verdict = ..., /, **fields: Value | None) -> Evidence: ...


@pytest.fixture
def vocabulary() -> Vocabulary:
    return Vocabulary(
        {
            "track.ok": Unit.FLAG,
            "track.verdict": Unit.TEXT,
            "track.error": Unit.TEXT,
            "track.ms": Unit.MILLISECONDS,
            "track.age": Unit.SECONDS,
            "track.status": Unit.COUNT,
            "track.workspace": Unit.ANY,
            "tls.days_left": Unit.DAYS,
            "dns.failed": Unit.LIST,
            "errors.rate": Unit.ANY,
            "latency.rate_failed": Unit.SHARE,
            "config.region": Unit.TEXT,
            "config.workspace_id": Unit.COUNT,
            "threshold.queue_depth": Unit.COUNT,
            "var.drain_rate": Unit.COUNT,
            "refused": Unit.FLAG,
            "track_down": Unit.FLAG,
            "steady": Unit.FLAG,
        },
        steps=frozenset({"size-up", "breaker", "5xx"}),
        words=frozenset({"incident", "role.ic"}),
    )


@pytest.fixture
def facts(vocabulary: Vocabulary) -> Mapping[str, Expression]:
    return {name: parse(text, vocabulary) for name, text in FACTS.items()}


@pytest.fixture
def observe(facts: Mapping[str, Expression]) -> Observe:
    def build(verdict: Verdict = Verdict.OK, /, **fields: Value | None) -> Evidence:
        sample = Sample("track", datetime(2026, 11, 21, tzinfo=UTC), 990.0, fields, "")
        return Evidence(
            mono=1000.0,
            readings={"track": Reading(sample, verdict, (), fresh=45.0)},
            facts=facts,
            settings={"config.region": "eu", "config.workspace_id": 7},
            variables={"drain_rate": 60},
            undo_open=("breaker",),
            elapsed={"size-up": 90.0},
            words={"incident": "INC-1"},
        )

    return build
