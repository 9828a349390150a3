from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cio_tui.core.reading import Value, Verdict
from cio_tui.core.trend import Trend, is_answered, point_of, trend_of
from cio_tui.runtime.library import Library

if TYPE_CHECKING:
    from cio_tui.core.probe import Probe

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
        ("errors", Trend("rate", "", 0.01)),
        ("tls", Trend("ms", "ms", None)),
        ("status", Trend("ms", "ms", None)),
    ],
)
def test_the_shipped_probes_are_followed_by_what_their_book_judges(
    probes: dict[str, Probe], probe: str, expected: Trend
) -> None:
    assert trend_of(probes[probe], SETTINGS) == expected


def test_a_threshold_that_is_not_set_leaves_the_next_rule(probes: dict[str, Probe]) -> None:
    assert trend_of(probes["errors"], {}) == Trend("rate", "", 0.05)


def test_no_answer_is_a_gap_whatever_time_it_took() -> None:
    trend = Trend("ms", "ms", 800)
    timed_out = {"error": "timeout", "ms": 5000.0}
    point = point_of(trend, timed_out, Verdict.FAILING, 12.0, "no answer within 5 s")
    assert point is not None
    assert (point.value, point.offset_s, point.verdict) == (None, 12.0, Verdict.FAILING)


def test_what_was_never_measured_is_a_gap() -> None:
    assert not is_answered({})
    assert not is_answered({"error": None})


def test_an_answer_that_refuses_is_an_answer_with_its_time() -> None:
    point = point_of(
        Trend("ms", "ms", 800), {"error": "none", "ms": 41.5, "ok": False}, Verdict.FAILING, 0, ""
    )
    assert point is not None
    assert point.value == 41.5


@pytest.mark.parametrize("value", [None, "many", True, [1]])
def test_an_answer_without_the_value_is_no_point_at_all(value: object) -> None:
    assert (
        point_of(Trend("depth", "", 1000), {"error": "none", "depth": value}, Verdict.UNKNOWN, 0, "") is None
    )
