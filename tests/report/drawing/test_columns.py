from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cio_tui.core.reading import Verdict
from cio_tui.core.review.strip import Point, Span
from cio_tui.report.drawing.axis import Axis
from cio_tui.report.drawing.columns import Extremes, extremes_by_column, runs, worst_by_column

HOUR = Axis(0, 3600)


def test_a_failure_shorter_than_a_column_is_a_column() -> None:
    spans = (Span(0, 1800, Verdict.OK), Span(1800, 1801, Verdict.FAILING), Span(1801, 3600, Verdict.OK))
    worst = worst_by_column(spans, HOUR, 10)
    assert worst == [Verdict.OK] * 5 + [Verdict.FAILING] + [Verdict.OK] * 4


def test_unknown_is_not_hidden_by_ok() -> None:
    spans = (Span(0, 100, Verdict.OK), Span(100, 110, Verdict.UNKNOWN))
    assert worst_by_column(spans, HOUR, 1) == [Verdict.UNKNOWN]


def test_what_was_not_read_has_no_verdict() -> None:
    spans = (Span(0, 360, Verdict.OK), Span(3240, 3600, Verdict.OK))
    assert worst_by_column(spans, HOUR, 10) == [Verdict.OK, *[None] * 8, Verdict.OK]
    assert runs(worst_by_column(spans, HOUR, 10)) == [(0, 1, Verdict.OK), (9, 1, Verdict.OK)]


def test_neighbours_of_one_verdict_are_one_run() -> None:
    assert runs([None, Verdict.OK, Verdict.OK, Verdict.FAILING, None, Verdict.FAILING]) == [
        (1, 2, Verdict.OK), (3, 1, Verdict.FAILING), (5, 1, Verdict.FAILING),
    ]  # fmt: skip


def test_a_column_keeps_its_extremes_and_counts_what_was_lost() -> None:
    points = [
        Point(offset, Verdict.OK, value, "")
        for offset, value in ((0, 200), (1, 900), (2, None), (3, 100), (1800, None), (1801, float("nan")))
    ]
    assert extremes_by_column(points, HOUR, 10) == [Extremes(0, 100, 900, 1), Extremes(5, None, None, 2)]


@given(
    st.lists(
        st.tuples(st.floats(-10, 4000), st.none() | st.floats(0, 1e6)).map(
            lambda pair: Point(pair[0], Verdict.OK, pair[1], "")
        )
    ),
    st.integers(1, 500),
)
def test_no_sample_is_lost_by_drawing_fewer_columns(points: list[Point], columns: int) -> None:
    found = extremes_by_column(points, HOUR, columns)
    answers = [point.value for point in points if point.value is not None]
    assert sum(one.lost for one in found) == len(points) - len(answers)
    assert max((one.highest for one in found if one.highest is not None), default=None) == max(
        answers, default=None
    )
    assert min((one.lowest for one in found if one.lowest is not None), default=None) == min(
        answers, default=None
    )
    assert [one.column for one in found] == sorted({one.column for one in found})
