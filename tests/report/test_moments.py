from __future__ import annotations

from datetime import UTC, timedelta, timezone

import pytest

from cio_tui.report.moments import Moments, age, elapsed, since_opening
from tests.report.conftest import OPENED, at


def test_a_time_has_its_date_only_on_another_day_than_the_opening() -> None:
    moments = Moments(UTC, OPENED)
    assert moments.clock(at(171)) == "20:23:58"
    assert moments.clock(at(86400)) == "2026-11-22 20:21:07"
    assert moments.full(OPENED) == "2026-11-21 20:21:07"


def test_the_zone_is_named_with_its_distance() -> None:
    assert Moments(UTC, OPENED).zone_name == "UTC"
    assert Moments(timezone(timedelta(hours=5.5), "IST"), OPENED).zone_name == "IST (UTC+05:30)"


def test_another_zone_moves_the_day_as_well() -> None:
    moments = Moments(timezone(timedelta(hours=9), "JST"), OPENED)
    assert moments.full(OPENED) == "2026-11-22 05:21:07"
    assert moments.clock(at(60)) == "05:22:07"


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0 s"), (0.42, "0.4 s"), (9, "9 s"), (45, "45 s"), (60, "1 min"), (510, "8 min 30 s"), (3599.7, "1 h"),
        (7080, "1 h 58 min"), (86400 * 3 + 3600 * 4, "3 d 4 h"), (-90, "-1 min 30 s"), (float("nan"), "not recorded"),
    ],
)  # fmt: skip
def test_how_long_something_took_is_said_in_two_units(seconds: float, text: str) -> None:
    assert elapsed(seconds) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [(0, "T+0:00"), (102, "T+1:42"), (3723, "T+1:02:03"), (-30, "T-0:30"), (float("inf"), "T?")],
)
def test_incident_time_counts_from_the_opening(seconds: float, text: str) -> None:
    assert since_opening(seconds) == text


def test_an_age_that_no_clock_shows_was_not_recorded() -> None:
    assert (age(4.1), age(float("nan"))) == ("4s old", "age not recorded")
