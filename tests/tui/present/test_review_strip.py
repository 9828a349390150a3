from __future__ import annotations

from cio_tui.core.chart import text_of
from cio_tui.core.reading import Verdict
from cio_tui.core.review.strip import Span, Strip
from cio_tui.report.drawing.axis import Axis, axis_of
from cio_tui.tui.present.review_strip import inked, ruler_cells, strip_cells
from tests.report.conftest import RICH, endless
from tests.tui.stage import texts_of

AXIS = Axis(0, 100)


def test_values_are_bars_lost_answers_are_crosses_and_a_gap_stays_blank() -> None:
    cells = strip_cells(RICH.strips[0], axis_of(RICH), 70)
    text = text_of(cells)
    assert "×" in text
    assert "▂" in text or "▁" in text
    assert text.rstrip() != ""


def test_a_probe_without_samples_shows_the_marks_of_its_verdicts_and_blanks_where_nothing_was_read() -> None:
    spans = (Span(0, 50, Verdict.OK), Span(50, 70, Verdict.FAILING))
    assert text_of(strip_cells(Strip("dns", "DNS", spans, (), "", None), AXIS, 10)) == "·····✗✗   "


def test_the_cursor_reverses_its_cell_or_is_a_bar_in_a_blank_one() -> None:
    spans = (Span(0, 50, Verdict.OK),)
    cells = strip_cells(Strip("dns", "DNS", spans, (), "", None), AXIS, 10)
    assert ("·", "cursor") in inked(cells, 2)
    assert ("│", "cursor") in inked(cells, 8)
    assert texts_of([inked(cells)]) == ["·····"]


def test_the_ruler_names_what_people_did_where_it_happened() -> None:
    switched = RICH.rows[4]._replace(effect=True, offset_s=1000.0)
    text = text_of(ruler_cells((*RICH.rows, switched), axis_of(RICH), 120))
    assert {"M", "S", "D", "U", "W"} <= set(text)
    assert len(text) == 120


def test_numbers_that_no_clock_shows_are_drawn_all_the_same() -> None:
    account = endless(RICH)
    for strip in account.strips:
        assert len(strip_cells(strip, AXIS, 40)) == 40
