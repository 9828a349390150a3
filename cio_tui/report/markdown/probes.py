"""The probes in plain characters: a strip each under one time axis, decisive events as letters, then figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.reading import Verdict
from cio_tui.core.text import clean_line
from cio_tui.core.verdict_shapes import SHAPES
from cio_tui.report.drawing.axis import axis_of, markers
from cio_tui.report.drawing.columns import worst_by_column
from cio_tui.report.drawing.figures import figures_of, verdict_times
from cio_tui.report.markdown.prose import columns, fenced, wrapped
from cio_tui.report.moments import since_opening
from cio_tui.report.wording import NOT_RECORDED, quantity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cio_tui.core.review.account import Account
    from cio_tui.core.review.strip import Strip
    from cio_tui.report.drawing.axis import Axis, Marker
    from cio_tui.report.moments import Moments

COLUMNS = 68
TITLE = 20
"""Cells of a probe's name before its strip."""

_UNREAD = "·"
_ROWS_OF_LETTERS = 3


def probes(account: Account, moments: Moments) -> Iterator[str]:
    """Strips, what the letters stand for, and two tables narrow enough for 80 columns."""
    if not account.strips:
        yield f"Readings: {NOT_RECORDED}."
        return
    axis, marks = axis_of(account), markers(account.rows)
    legend = "  ".join(f"{SHAPES[verdict]} {verdict}" for verdict in Verdict)
    yield wrapped(f"Each sign is the worst verdict of its stretch of time: {legend}  {_UNREAD} no reading.")
    yield fenced(_strips(account.strips, axis, marks))
    if marks:
        yield fenced(line for mark in marks for line in _legend(mark, moments, axis))
    yield "Time in each verdict:"
    yield fenced(_verdicts(account))
    yield "What was measured:"
    yield fenced(_measured(account.strips))


def _strips(strips: Sequence[Strip], axis: Axis, marks: Sequence[Marker]) -> Iterator[str]:
    yield from (f"{'':<{TITLE}}{line}" for line in _letters(axis, marks))
    for strip in strips:
        worst = worst_by_column(strip.spans, axis, COLUMNS)
        drawn = "".join(SHAPES[verdict] if verdict else _UNREAD for verdict in worst)
        yield f"{_name(strip)}{drawn}"
    yield f"{'':<{TITLE}}{_ticks(axis)}"


def _letters(axis: Axis, marks: Sequence[Marker]) -> Iterator[str]:
    """Letters over their columns; where several fall into one, they stand above each other."""
    rows = [[" "] * COLUMNS for _ in range(_ROWS_OF_LETTERS)]
    for mark in marks:
        column = axis.column(mark.offset_s, COLUMNS)
        free = next((row for row in rows if row[column] == " "), None)
        if free is None:
            rows[-1][column] = "+"
        else:
            free[column] = mark.letter
    yield from ("".join(row) for row in reversed(rows) if any(letter != " " for letter in row))


def _ticks(axis: Axis) -> str:
    line = ""
    for tick in axis.ticks(6):
        column = axis.column(tick, COLUMNS)
        if column > len(line) or not line:
            line = line.ljust(column) + f"|{since_opening(tick)} "
    return line


def _legend(mark: Marker, moments: Moments, axis: Axis) -> Iterator[str]:
    at = mark.row.happened_at or mark.row.at
    return columns(
        f"{mark.letter}  {moments.clock(at)}  e{mark.row.seq:<4} ",
        f"{mark.row.who}: {mark.row.gist}{axis.remark_on(mark.offset_s)}",
    )


def _verdicts(account: Account) -> Iterator[str]:
    heads = [*Verdict, "no reading"]
    yield f"{'':<{TITLE}}" + "".join(f"{head:>14}" for head in heads)
    for strip in account.strips:
        times = verdict_times(strip, account.header.duration_s)
        yield _name(strip) + "".join(f"{time:>14}" for time in times)


def _measured(strips: Sequence[Strip]) -> Iterator[str]:
    yield f"{'':<{TITLE}}{'answered':>9}{'lost':>6}" + "".join(
        f"{head:>14}" for head in ("lowest", "median", "highest", "threshold")
    )
    for strip in strips:
        found = figures_of(strip.points, strip.unit)
        limit = "none" if strip.threshold is None else quantity(strip.threshold, strip.unit)
        values = "".join(f"{text:>14}" for text in (found.lowest, found.median, found.highest, limit))
        yield f"{_name(strip)}{found.answered:>9,}{found.lost:>6,}{values}"


def _name(strip: Strip) -> str:
    # A backtick could end the fence.
    return clean_line(strip.title or strip.probe, TITLE - 2).replace("`", "'").ljust(TITLE)
