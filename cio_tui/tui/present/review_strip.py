"""A probe over the whole incident as one row of cells, under a ruler of what people did: cause and action line up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.chart import BLANK, MARKS, Cell, Ink, columns_of, marks_of, rows_of, top_of
from cio_tui.core.review.chronology import Kind
from cio_tui.report.drawing.axis import happened
from cio_tui.report.drawing.columns import worst_by_column
from cio_tui.tui.present.chart import pieces

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cio_tui.core.review.chronology import Row
    from cio_tui.core.review.strip import Strip
    from cio_tui.report.drawing.axis import Axis
    from cio_tui.tui.line import Line

LETTERS = {Kind.MILESTONE: "M", Kind.SEVERITY: "S", Kind.DECISION: "D", Kind.MESSAGE: "U"}
SWITCHED = "W"
"""On the ruler; of several in one column the first of this order."""

RULER = "M milestone S severity D decision U sent W switch"

NOW = "│"
"""The time cursor where nothing else stands."""


def strip_cells(strip: Strip, axis: Axis, width: int) -> tuple[Cell, ...]:
    """Values as bars where there are any, elsewhere the verdict's mark; blank where nothing was measured."""
    verdicts = [
        BLANK if verdict is None else Cell(MARKS[verdict], Ink(verdict))
        for verdict in worst_by_column(strip.spans, axis, width)
    ]
    columns = columns_of(strip.points, axis.start_s, axis.end_s, width)
    values = [column.value for column in columns]
    if not any(value is not None for value in values):
        marks = marks_of(columns)
        return tuple(kept if kept != BLANK else mark for kept, mark in zip(verdicts, marks, strict=True))
    bars = rows_of(columns, top_of(values), 1)[0]
    return tuple(bar if bar != BLANK else kept for bar, kept in zip(bars, verdicts, strict=True))


def ruler_cells(rows: Sequence[Row], axis: Axis, width: int) -> tuple[Cell, ...]:
    """What people did, by letter, along the same axis."""
    cells = [Cell("─", Ink.THRESHOLD)] * width
    letters = (*LETTERS.values(), SWITCHED)
    marked = [
        (letters.index(LETTERS.get(row.kind, SWITCHED)), row)
        for row in rows
        if row.kind in LETTERS or row.effect
    ]
    for order, row in sorted(marked, key=lambda one: one[0], reverse=True):
        cells[axis.column(happened(row), width)] = Cell(letters[order], Ink.BLANK)
    return tuple(cells)


def inked(cells: Sequence[Cell], cursor: int = -1) -> Line:
    """The cells as a line; the one under the time cursor is reversed, or a bar where it is blank."""
    before, after = cells[: max(0, cursor)], cells[cursor + 1 :] if cursor >= 0 else cells
    if cursor < 0:
        return pieces(cells)
    here = cells[cursor]
    marked = NOW if here.ink in (Ink.BLANK, Ink.THRESHOLD) and not here.glyph.isalpha() else here.glyph
    return (*pieces(before), (marked, "cursor"), *pieces(after))
