"""The probes at the time cursor, as many lines each as there is room for; where that is little, what was ok is one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.reading import Verdict
from cio_tui.tui.line import EMPTY, Line, crop, spread, words, wrap
from cio_tui.tui.present.clock import span
from cio_tui.tui.present.glyphs import VERDICTS
from cio_tui.tui.present.review_strip import RULER, inked

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cio_tui.core.chart import Cell
    from cio_tui.core.review.strip import Strip
    from cio_tui.tui.line import Piece
    from cio_tui.tui.present.review_moment import Shown

    Cells = Callable[[Strip | None, int], Sequence[Cell]]
    """The strip of a probe in so many columns; of None, the ruler."""

WIDE = 70
"""Cells from which a strip stands beside the words instead of under them."""

WORDS = 53
"""Cells of the words beside a strip."""

LEAST = 4
"""Lines from which the ruler has one of them."""

NAME = 8
"""Cells of a probe's name."""

AGE = 8
"""Cells of an age."""

LOGGED = "at the right the age of each sample then; · recorded in the log itself"


def moment_lines(
    shown: Sequence[Shown], cells: Cells, column: Callable[[int], int], width: int, height: int
) -> tuple[Line, ...]:
    """Every probe, then. `column` is where the cursor stands among so many columns."""
    if not shown:
        return (words(("This log names no probe, and no sample was kept.", "dim")),)
    if width >= WIDE:
        return _beside(shown, cells, column, width, height)
    rows = 2 if height <= 3 * len(shown) else 3
    if height <= 2 * len(shown):
        return _quietly(shown, width, height, lambda one: _row(one, width))
    legend = [line for text in (RULER, LOGGED) for line in wrap(text, width, "dim")]
    lines = [inked(cells(None, width - AGE), column(width - AGE))]
    for one in shown:
        lines += _under(one, cells, column, width, rows)
    return (*lines, *(legend if len(lines) + len(legend) <= height else ()))


def _under(one: Shown, cells: Cells, column: Callable[[int], int], width: int, rows: int) -> tuple[Line, ...]:
    """The strip and the age stand under what was seen."""
    across = width - AGE
    strip = (*inked(cells(one.strip, across), column(across)), *spread(EMPTY, _age(one), AGE))
    if rows == 2:
        return (_row(one, width), strip)
    head = words(VERDICTS[one.verdict].piece, "  ", (one.strip.title, "strong"))
    return (crop(head, width), crop(words("  ", one.summary), width), strip)


def _beside(
    shown: Sequence[Shown], cells: Cells, column: Callable[[int], int], width: int, height: int
) -> tuple[Line, ...]:
    """One line a probe, its strip at the right."""
    across = width - WORDS
    place = column(across)

    def line(one: Shown) -> Line:
        told = spread(_row(one, WORDS - AGE - 1), _age(one), WORDS - 1)
        return (*told, (" ", ""), *inked(cells(one.strip, across), place))

    if height < LEAST:
        return _quietly(shown, width, height, line)
    legend = words((RULER, "dim"))
    head = (*spread(legend, EMPTY, WORDS - 1), (" ", ""), *inked(cells(None, across), place))
    return (head, *_quietly(shown, width, height - 1, line))


def _quietly(
    shown: Sequence[Shown], width: int, height: int, line: Callable[[Shown], Line]
) -> tuple[Line, ...]:
    """A line each; where they do not fit, those that were ok share the last one."""
    if len(shown) <= height:
        return tuple(map(line, shown))
    fine = [one.strip.probe for one in shown if one.verdict is Verdict.OK]
    loud = [line(one) for one in shown if one.verdict is not Verdict.OK]
    together = words(VERDICTS[Verdict.OK].piece, f"  {', '.join(fine)}") if fine else None
    room = height - 1 if together else height
    if len(loud) > room:
        names = [one.strip.probe for one in shown if one.verdict is not Verdict.OK][max(0, room - 1) :]
        loud = [
            *loud[: max(0, room - 1)],
            words((f"not ok either: {', '.join(names)}", "warn"), "; z shows all"),
        ]
    return tuple(crop(line, width) for line in (*loud, together) if line)[:height]


def _row(one: Shown, width: int) -> Line:
    glyph = VERDICTS[one.verdict]
    name: Piece = (f"{one.strip.probe:<{NAME}} ", "")
    return crop(words((f"{glyph.shape} {glyph.word:<9} ", glyph.style), name, one.summary), width)


def _age(one: Shown) -> Line:
    """How old the sample was then; a mark where the log itself says so."""
    old = "" if one.age_s is None else span(one.age_s)
    return words((old, "dim"), ("·" if one.is_logged else " ", "accent"))
