from __future__ import annotations

from datetime import UTC, datetime

import pytest

from cio_tui.core.times import is_moment, read_time, stamp

NOW = datetime(2026, 11, 21, 20, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("20:04", "2026-11-21T20:04:00.000Z"),
        ("20:04:09Z", "2026-11-21T20:04:09.000Z"),
        ("9:15", "2026-11-21T09:15:00.000Z"),
        ("2026-11-19 23:50", "2026-11-19T23:50:00.000Z"),
        ("2026-11-19T23:50Z", "2026-11-19T23:50:00.000Z"),
        ("12m ago", "2026-11-21T20:18:00.000Z"),
        ("90 sec ago", "2026-11-21T20:28:30.000Z"),
        ("2 H AGO", "2026-11-21T18:30:00.000Z"),
        ("3d ago", "2026-11-18T20:30:00.000Z"),
    ],
)
def test_people_say_when_in_several_ways(said: str, meant: str) -> None:
    assert stamp(read_time(said, NOW)) == meant


def test_a_time_of_day_that_is_still_to_come_was_yesterday() -> None:
    assert stamp(read_time("23:50", NOW)) == "2026-11-20T23:50:00.000Z"


def test_a_clock_that_is_a_little_ahead_means_now_and_not_yesterday() -> None:
    assert stamp(read_time("20:33", NOW)) == "2026-11-21T20:33:00.000Z"


@pytest.mark.parametrize(
    "said", ["", "noon", "25:00", "20:61", "2026-02-30 10:00", "12 ago", "-5m ago", "20:04 CET"]
)
def test_what_is_no_time_is_refused(said: str) -> None:
    with pytest.raises(ValueError):
        read_time(said, NOW)


@pytest.mark.parametrize(
    ("value", "is_one"),
    [
        (datetime(2026, 11, 21, 20, 0, tzinfo=UTC), True),
        (datetime(2, 1, 1, tzinfo=UTC), True),
        (datetime(2026, 11, 21, 20, 0), False),  # noqa: DTZ001  that is what is asked
        (datetime(1, 6, 1, tzinfo=UTC), False),
        (datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC), False),
        ("2026-11-21T20:00:00Z", False),
    ],
)
def test_a_moment_has_a_zone_and_a_year_that_every_zone_can_tell(value: object, is_one: bool) -> None:
    assert is_moment(value) is is_one
