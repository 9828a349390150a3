from __future__ import annotations

from math import inf, nan

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cio_tui.core.duration import brief, format_duration, parse_duration, say_duration, spell


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("90s", 90), ("800ms", 0.8), ("5m", 300), ("1.5h", 5400), ("7d", 604_800), ("0s", 0), ("2.3s", 2.3)],
)
def test_a_duration_is_a_number_and_a_unit(text: str, seconds: float) -> None:
    assert parse_duration(text) == seconds


@pytest.mark.parametrize(
    "text", ["", "5", "m", "5 m", "-5m", "5M", "1h30m", "1e3s", "5m\n", "1234567890s", "٣s"]
)
def test_anything_else_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(
        ValueError, match="is not a duration: write a number and ms, s, m, h or d, such as 5m"
    ):
        parse_duration(text)


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (0, "0s"),
        (600, "10m"),
        (90, "90s"),
        (7200, "2h"),
        (86_400, "1d"),
        (0.8, "800ms"),
        (1.5, "1500ms"),
        (0.0005, "0.5ms"),
    ],
)
def test_a_duration_is_written_in_its_largest_whole_unit(seconds: float, text: str) -> None:
    assert format_duration(seconds) == text


@given(st.integers(0, 10**9).map(lambda thousandths: thousandths / 1000))
def test_a_written_duration_reads_back_as_the_same_seconds(seconds: float) -> None:
    assert parse_duration(format_duration(seconds)) == seconds


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0, "under a minute"),
        (59.9, "under a minute"),
        (60, "about 1 min"),
        (179, "about 3 min"),
        (3 * 3600, "about 3 h"),
        (4 * 86_400, "about 4 days"),
        (1e12, "over a year"),
        (float("inf"), "over a year"),
    ],
)
def test_an_estimate_is_said_in_words(seconds: float, words: str) -> None:
    assert say_duration(seconds) == words


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [(-1, "0s"), (4.9, "4s"), (200, "3m"), (7300, "2h"), (200_000, "2d"), (inf, "?"), (nan, "?")],
)
def test_a_brief_duration_has_one_unit(seconds: float, shown: str) -> None:
    assert brief(seconds) == shown


@pytest.mark.parametrize(
    ("seconds", "said"),
    [
        (0, "0 s"),
        (-5, "0 s"),
        (41.6, "42 s"),
        (59.6, "1 min"),
        (510, "8 min 30 s"),
        (4218, "1 h 10 min"),
        (7200, "2 h"),
        (183_600, "2 d 3 h"),
        (inf, "not known"),
        (nan, "not known"),
    ],
)
def test_what_was_measured_is_spelled_in_its_two_largest_units(seconds: float, said: str) -> None:
    assert spell(seconds) == said
