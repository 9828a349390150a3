from __future__ import annotations

from datetime import UTC, datetime

import pytest

from cio_tui.tui.present.clock import age, clock_time, span, stopwatch

AT = datetime(2026, 11, 21, 20, 21, 7, tzinfo=UTC)


def test_a_time_never_stands_without_its_zone() -> None:
    assert clock_time(AT) == "20:21:07Z"
    assert clock_time(AT, local=True) == f"{AT.astimezone():%H:%M:%S %Z}"
    assert clock_time(AT, still=True) == "20:21Z"
    assert clock_time(AT, local=True, still=True) == f"{AT.astimezone():%H:%M %Z}"


@pytest.mark.parametrize(
    ("seconds", "shown"), [(-3, "00:00:00"), (59.9, "00:00:59"), (3661, "01:01:01"), (90_061, "1d 01:01:01")]
)
def test_the_stopwatch_counts_days_apart(seconds: float, shown: str) -> None:
    assert stopwatch(seconds) == shown
    assert stopwatch(seconds, still=True) == shown[:-3]


@pytest.mark.parametrize(
    ("seconds", "shown"), [(-1, "0s"), (59, "59s"), (192, "3m12s"), (7500, "2h05m"), (273_600, "3d4h")]
)
def test_a_span_is_read_without_arithmetic(seconds: float, shown: str) -> None:
    assert span(seconds) == shown
    assert len(shown) <= 6


@pytest.mark.parametrize(("seconds", "shown"), [(0.2, "0s"), (4.9, "0s"), (5, "5s"), (59, "55s"), (61, "1m")])
def test_an_age_moves_in_steps_of_five_seconds(seconds: float, shown: str) -> None:
    assert age(seconds) == shown
