from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cio_tui.report.drawing.axis import axis_of
from cio_tui.tui.line import width_of
from cio_tui.tui.present.review_moment import shown_then
from cio_tui.tui.present.review_panes import moment_lines
from cio_tui.tui.present.review_strip import ruler_cells, strip_cells
from tests.report.conftest import RICH, SAW
from tests.tui.stage import texts_of

if TYPE_CHECKING:
    from cio_tui.core.chart import Cell
    from cio_tui.core.review.strip import Strip
    from cio_tui.tui.line import Line

AXIS = axis_of(RICH)


def cells(strip: Strip | None, width: int) -> tuple[Cell, ...]:
    return strip_cells(strip, AXIS, width) if strip else ruler_cells(RICH.rows, AXIS, width)


def panes(offset: float, width: int, height: int, *, logged: bool = False) -> tuple[Line, ...]:
    shown = shown_then(RICH.strips, offset, SAW if logged else {})
    return moment_lines(shown, cells, lambda columns: AXIS.column(offset, columns), width, height)


def test_with_room_each_probe_has_its_title_what_was_seen_and_its_strip_with_the_age() -> None:
    text = texts_of(panes(100, 41, 30))
    assert "✗ failing  Track API" in text
    assert "  no answer" in text
    assert any(line.endswith("0s") for line in text)
    assert any("M milestone" in line for line in text)


def test_with_less_room_a_line_and_a_strip_each() -> None:
    text = texts_of(panes(100, 41, 10))
    assert len(text) == 9
    assert text[1].startswith("✗ failing   track    no answer")


def test_beside_each_other_on_a_narrow_screen() -> None:
    text = texts_of(panes(100, 78, 6))
    assert text[0].startswith("M milestone")
    assert text[1].startswith("✗ failing   track    no answer")
    assert len(text) == 5


def test_what_was_ok_shares_a_line_and_what_was_not_is_named_where_there_is_no_room() -> None:
    text = texts_of(panes(1600, 78, 4))
    assert text[-1] == "✓ ok  latency"
    assert "not ok either: app, status" in text[-2]
    assert "z shows all" in text[-2]


def test_the_cursor_is_reversed_at_the_same_column_of_every_strip() -> None:
    lines = panes(1800, 78, 8)
    columns = set()
    for line in lines:
        at = 0
        for text, style in line:
            if style == "cursor":
                columns.add(at)
            at += len(text)
    assert columns == {53 + AXIS.column(1800, 25)}


def test_what_the_log_itself_recorded_carries_a_mark() -> None:
    assert any("·" in line[40:55] for line in texts_of(panes(61, 78, 8, logged=True))[1:])


@pytest.mark.parametrize("width", [20, 41, 69, 70, 118])
@pytest.mark.parametrize("height", [1, 2, 3, 5, 9, 40])
def test_nothing_is_wider_or_higher_than_its_box(width: int, height: int) -> None:
    lines = panes(100, width, height)
    assert all(width_of(line) <= width for line in lines)
    assert len(lines) <= max(height, 2)


def test_without_a_probe_that_is_said() -> None:
    (line,) = texts_of(moment_lines((), cells, lambda _: 0, 41, 10))
    assert line.startswith("This log names no probe")
