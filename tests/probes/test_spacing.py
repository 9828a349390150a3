from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cio_tui.probes.spacing import BURST, LONGEST_HOLD, HostSpacing, retry_after

NOW = datetime(2026, 11, 21, 20, 0, 0, tzinfo=UTC)


def test_a_rested_host_takes_a_sweep_at_once_and_then_one_request_a_second() -> None:
    spacing = HostSpacing()
    for _ in range(BURST):
        assert spacing.earliest("track", 1, 100.0) == 100.0
        spacing.take("track", 1, 100.0)
    assert spacing.earliest("track", 1, 100.0) == 101.0


def test_a_series_pays_for_each_of_its_requests() -> None:
    spacing = HostSpacing()
    spacing.take("track", 6, 0.0)
    assert spacing.earliest("track", 6, 0.0) == 4.0


def test_a_series_longer_than_the_burst_leaves_when_the_host_is_rested() -> None:
    spacing = HostSpacing()
    assert spacing.earliest("track", 50, 7.0) == 7.0
    spacing.take("track", 50, 7.0)
    assert spacing.earliest("track", 1, 7.0) == 50.0


def test_hosts_do_not_wait_for_each_other() -> None:
    spacing = HostSpacing()
    spacing.take("track", 100, 0.0)
    spacing.hold("track", 300.0, 0.0)
    assert spacing.earliest("api", 8, 0.0) == 0.0


def test_a_host_that_asks_for_quiet_is_left_alone_for_five_minutes_at_most() -> None:
    spacing = HostSpacing()
    spacing.hold("track", 30.0, 100.0)
    assert spacing.earliest("track", 1, 100.0) == 130.0
    spacing.hold("track", 86_400.0, 100.0)
    assert spacing.earliest("track", 1, 100.0) == 100.0 + LONGEST_HOLD


def test_a_shorter_wish_does_not_cut_a_longer_one() -> None:
    spacing = HostSpacing()
    spacing.hold("track", 60.0, 0.0)
    spacing.hold("track", 5.0, 1.0)
    assert spacing.earliest("track", 1, 1.0) == 60.0


@given(st.lists(st.tuples(st.floats(0, 5), st.integers(1, 12)), max_size=60))
def test_however_it_is_asked_a_host_sees_a_request_a_second_and_one_burst(
    asks: list[tuple[float, int]],
) -> None:
    spacing, now, sent = HostSpacing(), 0.0, 0
    for pause, requests in asks:
        now = spacing.earliest("track", requests, now + pause)
        spacing.take("track", requests, now)
        assert sent <= now + BURST  # what left before this turn
        sent += requests


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("30", 30.0),
        (" 0 ", 0.0),
        ("86400", LONGEST_HOLD),
        ("9" * 400, LONGEST_HOLD),
        ("Sat, 21 Nov 2026 20:01:30 GMT", 90.0),
        ("Sat, 21 Nov 2026 20:01:30 -0000", 90.0),
        ("Sat, 21 Nov 2026 19:00:00 GMT", 0.0),
        ("Sun, 22 Nov 2026 20:00:00 GMT", LONGEST_HOLD),
        ("", 0.0),
        ("soon", 0.0),
        ("-5", 0.0),
        ("1.5", 0.0),
        ("٣", 0.0),
        ("7\x1f", 7.0),  # a separator that str.strip takes for a space, float does not
        ("Sat, 99 Nov 2026 20:01:30 GMT", 0.0),
        ("Sat, 21 Nov 99999999999999999999 20:01:30 GMT", 0.0),
        ("Sat, 21 Nov 2026 20:01:30 +9999999999999999", 0.0),
    ],
)
def test_retry_after_is_read_as_seconds_or_a_date_and_anything_else_is_nothing(
    header: str, seconds: float
) -> None:
    assert retry_after(header, NOW) == seconds


@given(st.text(max_size=60))
def test_no_header_makes_retry_after_raise_or_leave_its_range(header: str) -> None:
    assert 0.0 <= retry_after(header, NOW) <= LONGEST_HOLD
