from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cio_tui.core.chart import (
    BARS,
    NOTHING,
    TALLEST,
    Column,
    Ink,
    columns_of,
    marks_of,
    row_of,
    rows_of,
    text_of,
    top_of,
    window_of,
)
from cio_tui.core.reading import Verdict
from cio_tui.core.review.strip import Point

OK, DEGRADED, FAILING, UNKNOWN = Verdict.OK, Verdict.DEGRADED, Verdict.FAILING, Verdict.UNKNOWN


def point(at: float, value: float | None, verdict: Verdict = OK) -> Point:
    return Point(at, verdict, value, "")


def drawn(
    columns: list[Column], top: float = 8, height: int = 1, threshold: float | None = None
) -> list[str]:
    return [text_of(row) for row in rows_of(columns, top, height, threshold)]


def test_a_column_without_a_sample_is_blank() -> None:
    assert drawn([NOTHING, Column(OK, 8, 0), NOTHING]) == [" █ "]


def test_a_row_has_eight_levels_from_an_eighth_to_a_full_cell() -> None:
    columns = [Column(OK, float(value), 0) for value in range(1, 9)]
    assert drawn(columns) == [BARS[1:]]


def test_an_answer_of_zero_is_still_seen_as_an_answer() -> None:
    assert drawn([Column(OK, 0.0, 0)]) == ["▁"]


def test_no_answer_is_a_mark_in_the_top_row_and_no_value_below_it() -> None:
    assert drawn([Column(FAILING, None, 1)], height=3) == ["×", " ", " "]


def test_a_column_in_which_some_answered_shows_both() -> None:
    assert drawn([Column(FAILING, 4.0, 2)], height=2) == ["×", "█"]


def test_the_gap_mark_has_its_own_ink_whatever_the_verdict() -> None:
    [[cell]] = rows_of([Column(UNKNOWN, None, 1)], 8, 1)
    assert cell.ink is Ink.GAP


def test_a_bar_has_the_ink_of_its_verdict() -> None:
    [row] = rows_of([Column(verdict, 3.0, 0) for verdict in (OK, DEGRADED, FAILING)], 8, 1)
    assert [cell.ink for cell in row] == [Ink.OK, Ink.DEGRADED, Ink.FAILING]


def test_a_value_above_the_scale_fills_its_column_and_nothing_else() -> None:
    assert drawn([Column(OK, 1e9, 0), Column(OK, 4, 0)], height=2) == ["█ ", "██"]


def test_the_threshold_is_a_line_behind_the_bars() -> None:
    assert drawn([NOTHING, Column(OK, 2, 0), Column(FAILING, 8, 0)], height=2, threshold=6) == ["──█", " ▄█"]


def test_a_threshold_at_the_top_of_a_row_is_in_that_row() -> None:
    assert [row_of(value, 8, 4) for value in (0, 2, 2.1, 4, 8, 99)] == [0, 0, 1, 1, 3, 3]


@pytest.mark.parametrize(("asked", "given_"), [(0, 1), (1, 1), (8, 8), (99, TALLEST)])
def test_a_chart_has_one_to_eight_rows(asked: int, given_: int) -> None:
    assert len(rows_of([NOTHING], 1, asked)) == given_


def test_decimation_keeps_the_worst_of_a_column() -> None:
    points = [point(1, 10), point(2, 900, DEGRADED), point(3, None, FAILING), point(4, 20)]
    assert columns_of(points, 0, 10, 1) == (Column(FAILING, 900, 1),)


def test_an_answer_that_was_unknown_is_worse_than_a_good_one_and_better_than_a_bad_one() -> None:
    assert columns_of([point(0, 1), point(0, 1, UNKNOWN)], 0, 1, 1)[0].verdict is UNKNOWN
    assert columns_of([point(0, 1, UNKNOWN), point(0, 1, DEGRADED)], 0, 1, 1)[0].verdict is DEGRADED


def test_a_point_outside_the_window_is_left_out() -> None:
    assert columns_of([point(-1, 5), point(10, 5), point(9.99, 7)], 0, 10, 2) == (NOTHING, Column(OK, 7, 0))


def test_a_window_of_no_length_has_columns_without_samples() -> None:
    assert columns_of([point(0, 5)], 0, 0, 3) == (NOTHING,) * 3


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf, -1.0])
def test_what_is_no_measurement_is_no_answer(value: float) -> None:
    assert columns_of([point(0, value)], 0, 1, 1) == (Column(OK, None, 1),)


@pytest.mark.parametrize(
    ("largest", "top"), [(0.3, 0.5), (1, 1), (1.1, 2), (340, 500), (501, 1000), (5000, 5000), (0, 1)]
)
def test_the_scale_grows_in_steps_of_one_two_and_five(largest: float, top: float) -> None:
    assert top_of([None, largest / 2, largest]) == pytest.approx(top)


def test_the_scale_holds_the_threshold_even_when_every_value_is_small() -> None:
    assert top_of([3.0], threshold=800) == 1000
    assert top_of([]) == 1


@pytest.mark.parametrize(
    ("seconds", "window"), [(0, 300), (299.9, 300), (300, 600), (4000, 7200), (86400, 172800)]
)
def test_the_time_axis_grows_in_steps(seconds: float, window: float) -> None:
    assert window_of(seconds) == window


def test_a_new_sample_changes_one_column_and_no_other() -> None:
    points = [point(at, at % 70) for at in range(0, 200, 10)]
    before, after = (columns_of(some, 0, 300, 60) for some in (points, [*points, point(205, None, FAILING)]))
    assert [index for index in range(60) if before[index] != after[index]] == [41]


def test_the_verdict_row_tells_by_shape() -> None:
    columns = [*(Column(verdict, 1, 0) for verdict in (OK, DEGRADED, FAILING, UNKNOWN)), NOTHING]
    assert text_of(marks_of(columns)) == "·!✗? "


def test_every_glyph_has_an_ascii_twin_and_a_gap_is_no_failure_there() -> None:
    columns = [Column(verdict, 5, 0) for verdict in Verdict] + [Column(FAILING, None, 1), Column(OK, 8, 0)]
    rows = (*rows_of(columns, 8, 3, threshold=8), marks_of(columns))
    texts = [text_of(row, ascii_only=True) for row in rows]
    assert all(text.isascii() for text in texts)
    assert texts[0][4] == "o"
    assert texts[-1][4] == "x"


@given(
    st.lists(
        st.tuples(
            st.floats(allow_nan=False, min_value=-1e12, max_value=1e12),
            st.none() | st.floats(),
            st.sampled_from(list(Verdict)),
        )
    ),
    st.integers(min_value=0, max_value=40),
    st.integers(min_value=1, max_value=TALLEST),
    st.none() | st.floats(min_value=0, max_value=1e6),
)
def test_any_series_is_drawn_in_its_frame_and_a_gap_is_never_a_bar(
    series: list[tuple[float, float | None, Verdict]], width: int, height: int, threshold: float | None
) -> None:
    points = [Point(at, verdict, value, "") for at, value, verdict in series]
    columns = columns_of(points, 0, 100, width)
    rows = rows_of(columns, top_of((column.value for column in columns), threshold), height, threshold)
    assert [len(row) for row in rows] == [width] * height
    for index, column in enumerate(columns):
        bars = sum(row[index].glyph in BARS[1:] for row in rows)
        assert bool(column.missed) == (rows[0][index].glyph == "×")
        assert bars == 0 if column.value is None else bars + bool(column.missed) > 0


def test_an_answer_without_the_value_is_neither_a_bar_nor_a_gap() -> None:
    (column,) = columns_of([Point(0.0, DEGRADED, None, "200", is_answered=True)], 0, 1, 1)
    assert column == Column(DEGRADED, None, 0)
