from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cio_tui.core.review.account import Metric
from cio_tui.core.review.figures import figures_of


def timed(seconds: float | None, name: str = "ttd") -> tuple[Metric, ...]:
    return (Metric(name, "Time to detect", "impact → detected", seconds, "as people read it"),)


def shared(number: int | None, of: int | None) -> tuple[Metric, ...]:
    return (Metric("steps", "Steps sensed", "of all", None, "", number, of),)


def test_a_time_has_n_median_and_range_and_what_is_not_recorded_is_counted_apart() -> None:
    (figure,) = figures_of([timed(90.0), timed(None), timed(30.0), timed(3600.0), timed(None)])
    assert (figure.n, figure.not_recorded) == (3, 2)
    assert (figure.median, figure.least, figure.most) == (90.0, 30.0, 3600.0)
    assert (figure.say(figure.median), figure.range) == ("1 min 30 s", "30 s to 1 h")


def test_nothing_recorded_is_no_zero() -> None:
    (figure,) = figures_of([timed(None)])
    assert (figure.n, figure.not_recorded, figure.median) == (0, 1, None)
    assert (figure.say(figure.median), figure.range) == ("-", "-")
    (measured,) = figures_of([timed(0.0)])
    assert (measured.n, measured.say(measured.median), measured.range) == (1, "0 s", "-")


def test_a_share_is_compared_as_a_percentage() -> None:
    (figure,) = figures_of([shared(1, 4), shared(3, 4), shared(0, 0), shared(None, None)])
    assert (figure.n, figure.not_recorded, figure.unit) == (2, 2, "%")
    assert (figure.say(figure.median), figure.range) == ("50 %", "25 % to 75 %")


def test_a_count_is_compared_as_it_is() -> None:
    (figure,) = figures_of([shared(2, None), shared(5, None)])
    assert (figure.say(figure.median), figure.range, figure.unit) == ("3.5", "2 to 5", "")


def test_a_metric_that_some_incidents_cannot_have_counts_only_where_it_stands() -> None:
    first, second = figures_of([(*timed(5.0), *timed(7.0, "severity.P1")), timed(6.0)])
    assert (first.n, first.not_recorded, second.n, second.not_recorded) == (2, 0, 1, 0)


def test_no_incident_has_no_figures() -> None:
    assert figures_of([]) == ()


@given(st.lists(st.floats(0, 1e6), min_size=1))
def test_the_median_lies_in_the_range(values: list[float]) -> None:
    (figure,) = figures_of([timed(value) for value in values])
    assert figure.median is not None
    assert figure.least is not None
    assert figure.most is not None
    assert figure.least <= figure.median + 0.001
    assert figure.median <= figure.most + 0.001
    assert figure.n == len(values)
    assert min(values) == pytest.approx(figure.least, abs=0.001)
