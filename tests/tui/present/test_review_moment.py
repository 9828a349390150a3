from __future__ import annotations

import pytest

from cio_tui.core.reading import Verdict
from cio_tui.core.record import Seen
from cio_tui.core.review.strip import Point, Span, Strip
from cio_tui.tui.present.review_moment import NOTHING, shown_then

SPANS = (Span(10, 60, Verdict.FAILING), Span(60, 100, Verdict.OK), Span(200, 300, Verdict.OK))
POINTS = (
    Point(10, Verdict.FAILING, None, "no answer"),
    Point(60, Verdict.OK, 212.0, "200 in 212 ms"),
    Point(90, Verdict.OK, 240.0, "200 in 240 ms"),
)
TRACK = Strip("track", "Track API", SPANS, POINTS, "ms", 800)


@pytest.mark.parametrize(
    ("offset", "verdict", "summary", "age"),
    [
        (10, Verdict.FAILING, "no answer", 0),
        (59.9, Verdict.FAILING, "no answer", 49.9),
        (60, Verdict.OK, "200 in 212 ms", 0),
        (95, Verdict.OK, "200 in 240 ms", 5),
        (300, Verdict.OK, "200 in 240 ms", 210),
    ],
)
def test_a_probe_shows_what_it_showed_then_and_how_old_that_was(
    offset: float, verdict: Verdict, summary: str, age: float
) -> None:
    (shown,) = shown_then((TRACK,), offset, {})
    assert (shown.verdict, shown.summary) == (verdict, summary)
    assert shown.age_s == pytest.approx(age)
    assert not shown.is_logged


@pytest.mark.parametrize("offset", [0.0, 100.0, 150.0, 301.0])
def test_where_nothing_was_measured_that_is_said_and_it_is_never_ok(offset: float) -> None:
    (shown,) = shown_then((TRACK,), offset, {})
    assert shown.verdict is Verdict.UNKNOWN
    assert shown.summary.startswith(NOTHING)
    assert ("last 200 in 240 ms" in shown.summary) == (offset >= 90)


def test_a_verdict_whose_sample_was_thinned_out_says_that_and_shows_no_other_sample() -> None:
    thinned = TRACK._replace(points=POINTS[:1])
    (shown,) = shown_then((thinned,), 70, {})
    assert (shown.verdict, shown.summary, shown.age_s) == (Verdict.OK, "its sample was not kept", None)


def test_what_the_event_under_the_cursor_recorded_comes_before_the_samples() -> None:
    (shown,) = shown_then((TRACK,), 70, {"track": Seen("degraded", "200 in 900 ms", 4.1)})
    assert (shown.verdict, shown.summary, shown.age_s) == (Verdict.DEGRADED, "200 in 900 ms", 4.1)
    assert shown.is_logged


def test_a_verdict_of_another_version_is_not_known() -> None:
    (shown,) = shown_then((TRACK,), 70, {"track": Seen("splendid", "all is well", 1.0)})
    assert shown.verdict is Verdict.UNKNOWN


def test_a_value_beyond_its_limit_is_told_before_the_answer_that_came_as_expected() -> None:
    errors = Strip(
        "errors", "Our error rate", SPANS, (Point(10, Verdict.FAILING, 62.0, "200 in 9 ms"),), "%", 5.0
    )
    (shown,) = shown_then((errors,), 20, {})
    assert shown.summary == "62 % > 5 %; 200 in 9 ms"
    (logged,) = shown_then((errors,), 20, {"errors": Seen("failing", "200 in 9 ms", 10.0)})
    assert logged.summary == "62 % > 5 %; 200 in 9 ms"


def test_a_probe_without_any_reading_is_not_known() -> None:
    (shown,) = shown_then((TRACK._replace(spans=(), points=()),), 50, {})
    assert (shown.verdict, shown.summary, shown.age_s) == (Verdict.UNKNOWN, NOTHING, None)
