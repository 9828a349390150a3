from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cio_tui.core.kept import Kept
from cio_tui.core.probe import COMMON, PUBLISHED, ProbeKind
from cio_tui.core.reading import Value, Verdict
from cio_tui.core.trend import CHARTED, Trend, point_of, trend_of
from cio_tui.runtime.library import Library

if TYPE_CHECKING:
    from cio_tui.core.probe import Probe

MS = Trend("ms", "ms", 800)
AT = datetime(2026, 11, 21, 20, 21, tzinfo=UTC)

SETTINGS: dict[str, Value] = {"threshold.api_error_rate": 0.01, "threshold.queue_depth": 10_000}


@pytest.fixture(scope="module")
def probes() -> dict[str, Probe]:
    folder = Path(__file__).parents[2] / "runbooks"
    return dict(Library([folder]).open_book("p1-outage").probes)


@pytest.mark.parametrize(
    ("probe", "expected"),
    [
        ("track", Trend("ms", "ms", 800)),
        ("latency", Trend("p50_ms", "ms", 800)),
        ("queue", Trend("depth", "", 1000)),
        ("errors", Trend("rate", "%", 1.0, 100.0)),
        ("tls", Trend("ms", "ms", None)),
        ("status", Trend("ms", "ms", None)),
    ],
)
def test_the_shipped_probes_are_followed_by_what_their_book_judges(
    probes: dict[str, Probe], probe: str, expected: Trend
) -> None:
    assert trend_of(probes[probe], SETTINGS) == expected


def test_every_kind_has_a_value_to_follow() -> None:
    assert set(CHARTED) == set(ProbeKind)
    assert all(name in {**COMMON, **PUBLISHED[kind]} for kind, name in CHARTED.items())


def test_a_threshold_that_is_not_set_leaves_the_next_rule_about_the_same_value(
    probes: dict[str, Probe],
) -> None:
    assert trend_of(probes["errors"], {}) == Trend("rate", "%", 5.0, 100.0)


def kept(**fields: Value | None) -> Kept:
    return Kept("track", AT, 3.5, Verdict.FAILING, "as seen", (), fields)


@pytest.mark.parametrize("fields", [{"error": "timeout", "ms": 5000.0}, {}, {"error": None}])
def test_no_answer_is_a_gap_whatever_time_it_took(fields: dict[str, Value | None]) -> None:
    assert point_of(MS, kept(**fields), 12.0) == (12.0, Verdict.FAILING, None, "as seen", False)


def test_an_answer_that_refuses_is_an_answer_with_its_time() -> None:
    assert point_of(MS, kept(error="none", ms=41.5, ok=False), 0.0).value == 41.5


def test_a_share_is_drawn_in_per_cent() -> None:
    assert point_of(Trend("rate", "%", 1.0, 100.0), kept(error="none", rate=0.25), 0.0).value == 25


@pytest.mark.parametrize("value", [None, "many", True, ("a",), float("nan"), float("inf"), 10**400])
def test_an_answer_without_the_value_is_neither_a_value_nor_a_gap(value: Value | None) -> None:
    point = point_of(Trend("depth", "", 1000), kept(error="none", depth=value), 0.0)
    assert (point.value, point.is_answered) == (None, True)
