from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from cio_tui.customerio.dates import day, minute, span


def test_a_day_and_a_minute_are_in_utc_and_may_be_unknown() -> None:
    at = datetime(2026, 11, 2, 20, 4, 59, tzinfo=UTC)
    assert (day(at), minute(at)) == ("2 Nov 2026", "2026-11-02 20:04Z")
    assert (day(None), minute(None)) == ("an unknown day", "?")


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (-5, "0 s"),
        (0.4, "0 s"),
        (60, "1 min"),
        (90, "90 s"),
        (150, "2 min"),
        (7300, "2 h"),
        (86_400, "1 d"),
        (200_000, "2 d"),
    ],
)
def test_a_span_has_one_unit(seconds: float, words: str) -> None:
    assert span(timedelta(seconds=seconds)) == words
