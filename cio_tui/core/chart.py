"""A series as columns, and columns as cells: the one chart of the screen, the report and the pictures.

The scale and the window are fixed and grow in steps, so that a new sample changes one column and never the others.
"No answer" has a mark of its own in the top row and is drawn as no value, neither as none nor as the largest.
"""

from __future__ import annotations

from enum import StrEnum
from math import ceil, floor, isfinite, log10
from typing import TYPE_CHECKING, NamedTuple

from cio_tui.core.reading import Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cio_tui.core.review.strip import Point

TALLEST = 8
"""Rows of a chart at most: 64 levels, more than anybody reads off a terminal."""

SMALLEST = 1e-9
"""What a scale can tell from zero."""

BARS = " ▁▂▃▄▅▆▇█"
"""Eighths of a cell; a value is never drawn as less than the first of them."""

WORST_FIRST = (Verdict.FAILING, Verdict.DEGRADED, Verdict.UNKNOWN, Verdict.OK)

WINDOWS = (300, 600, 1200, 1800, 3600, 7200, 14400, 28800, 86400)
"""Lengths of the time axis, seconds; past the last one whole days."""


class Ink(StrEnum):
    """What a cell says, whatever colour that is where it is drawn."""

    OK = "ok"
    DEGRADED = "degraded"
    FAILING = "failing"
    UNKNOWN = "unknown"
    GAP = "gap"
    THRESHOLD = "threshold"
    BLANK = "blank"


class Cell(NamedTuple):
    """One character."""

    glyph: str
    ink: Ink


class Column(NamedTuple):
    """The samples that fall into one column, by the worst of them."""

    verdict: Verdict | None
    """None when there was no sample."""
    value: float | None
    """The largest one; None when nothing answered."""
    missed: int
    """Samples without an answer."""


NOTHING = Column(None, None, 0)

GAP = Cell("×", Ink.GAP)
LINE = Cell("─", Ink.THRESHOLD)
BLANK = Cell(" ", Ink.BLANK)

MARKS: Mapping[Verdict, str] = {
    Verdict.OK: "·",
    Verdict.DEGRADED: "!",
    Verdict.FAILING: "✗",
    Verdict.UNKNOWN: "?",
}
"""The verdict of a column by shape: quiet when all is well."""

TWINS = str.maketrans(" ▁▂▃▄▅▆▇█×─·✗", " __..::##o-.x")
"""How each glyph is drawn where there is only ASCII; gap and failure stay apart."""


def columns_of(points: Iterable[Point], start_s: float, end_s: float, width: int) -> tuple[Column, ...]:
    """The points from `start_s` to before `end_s` in `width` columns of equal length, the worst of each.

    A point outside the window is left out. What is no finite number of at least zero is no value.
    """
    columns = [NOTHING] * width
    scale = width / (end_s - start_s) if end_s > start_s else 0.0
    for point in points:
        if scale and start_s <= point.offset_s < end_s:
            index = min(width - 1, int((point.offset_s - start_s) * scale))
            columns[index] = _joined(columns[index], point)
    return tuple(columns)


def _joined(column: Column, point: Point) -> Column:
    verdicts = {column.verdict, point.verdict}
    verdict = next(verdict for verdict in WORST_FIRST if verdict in verdicts)
    if point.value is None or not isfinite(point.value) or point.value < 0:
        return Column(verdict, column.value, column.missed + (not point.is_answered))
    return Column(verdict, max(point.value, column.value or 0.0), column.missed)


def top_of(values: Iterable[float | None], threshold: float | None = None) -> float:
    """The top of the scale: 1, 2 or 5 times a power of ten that holds every value and the threshold; 1 for none."""
    largest = max(
        (value for value in (*values, threshold) if value is not None and isfinite(value)), default=0
    )
    if largest < SMALLEST:
        return 1.0
    power = 10.0 ** floor(log10(largest))
    return next((step * power for step in (1, 2, 5) if largest <= step * power), 10 * power)


def window_of(seconds: float) -> float:
    """Length of a time axis that holds so many seconds, in steps."""
    fitting = (float(window) for window in WINDOWS if seconds < window)
    return next(fitting, (floor(seconds / 86400) + 1) * 86400.0)


def rows_of(
    columns: Sequence[Column], top: float, height: int, threshold: float | None = None
) -> tuple[tuple[Cell, ...], ...]:
    """One to eight rows of cells, the top row first; a value above `top` fills its column."""
    height = max(1, min(height, TALLEST))
    line = height - row_of(threshold, top, height) - 1 if threshold is not None else -1
    drawn = [_column(column, top, height, line) for column in columns]
    return tuple(tuple(cells[row] for cells in drawn) for row in range(height))


def row_of(value: float, top: float, height: int) -> int:
    """The row that a value reaches into, counted from 0 at the bottom."""
    return max(0, min(height - 1, ceil(value / top * height) - 1))


def _column(column: Column, top: float, height: int, line: int) -> list[Cell]:
    """One column from the top down. The gap mark takes the top cell, a bar what is its own, the threshold the rest."""
    cells = [LINE if row == line else BLANK for row in range(height)]
    if column.value is not None and column.verdict is not None:
        ink = Ink(column.verdict)
        eighths = max(1, min(8 * height, round(column.value / top * 8 * height)))
        full, rest = divmod(eighths, 8)
        for row in range(full):
            cells[height - 1 - row] = Cell(BARS[8], ink)
        if rest:
            cells[height - 1 - full] = Cell(BARS[rest], ink)
    if column.missed:
        cells[0] = GAP
    return cells


def marks_of(columns: Iterable[Column]) -> tuple[Cell, ...]:
    """The verdicts of the columns as one row of shapes; a column without a sample is blank."""
    return tuple(
        BLANK if column.verdict is None else Cell(MARKS[column.verdict], Ink(column.verdict))
        for column in columns
    )


def text_of(cells: Iterable[Cell], ascii_only: bool = False) -> str:
    """A row as plain text."""
    text = "".join(cell.glyph for cell in cells)
    return text.translate(TWINS) if ascii_only else text
