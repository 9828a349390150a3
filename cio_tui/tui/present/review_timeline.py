"""The timeline of a review, folded by kind: what a first reading needs stands there, the rest is counted beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from cio_tui.core.review.chronology import Kind
from cio_tui.report.wording import notes_on
from cio_tui.tui.line import Line, fit, spread, words
from cio_tui.tui.present.review_item import Item, paragraph

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from cio_tui.core.review.chronology import Row
    from cio_tui.report.moments import Moments
    from cio_tui.tui.line import Piece, Style

KINDS = tuple(Kind)
"""In the order of their digits: 1 is the first, 0 the tenth."""

FIRST_READING = frozenset(kind for kind in Kind if not kind.is_folded)

STYLES: Mapping[Kind, Style] = {
    Kind.DECISION: "strong",
    Kind.MILESTONE: "accent",
    Kind.SEVERITY: "accent",
    Kind.EXCEPTION: "warn",
    Kind.MACHINE: "dim",
}
"""Of a sentence; the words say the kind as well."""

WHO = 9
"""Cells of a name."""

COUNT = 7
"""Cells at the right edge for what is folded after a row: `+1,240`."""

LONGEST = 4
"""Lines of what the tool said by itself: a condition with its values takes a dozen, and `Decisions` has it whole."""

HANGING = 12
"""Cells that the further lines of a long sentence are indented by."""


def timeline_items(
    rows: Sequence[Row], shown: Collection[Kind], moments: Moments, width: int
) -> tuple[Item, ...]:
    """The rows of the kinds shown, each with the number of folded ones that follow it."""
    items: list[Item] = []
    kept = [index for index, row in enumerate(rows) if row.kind in shown]
    ends = [*kept[1:], len(rows)]
    for index, end in zip(kept, ends, strict=bool(kept)):
        items.append(row_item(rows[index], end - index - 1, moments, width))
    return tuple(items)


def row_item(row: Row, folded: int, moments: Moments, width: int) -> Item:
    """One event."""
    mark: Piece = (
        ("?", "unknown") if row.doubtful else ("!", "warn") if row.kind is Kind.EXCEPTION else (" ", "")
    )
    lead: Line = (mark, (f"{moments.clock(row.at)} ", "dim"), (f"{row.who[:WHO]:<{WHO}}", ""), (" ", ""))
    style = STYLES.get(row.kind, "")
    taken = sum(len(text) for text, _ in lead)
    room = width - COUNT if folded else width
    if taken + cell_len(row.sentence) <= room and "\n" not in row.sentence:
        told: tuple[Line, ...] = ((*lead, (row.sentence, style)),)  # nine of ten, without measuring words
    else:
        told = paragraph(lead, row.sentence, room, style, HANGING)
    told = told if row.kind is not Kind.MACHINE else fit(told, LONGEST)
    *before, last = (*told, *_beside(row, moments, room))
    if folded:
        last = spread(last, words((f"+{folded:,}", "dim")), width)
    return Item((*before, last), row.offset_s, row.seq)


def _beside(row: Row, moments: Moments, width: int) -> tuple[Line, ...]:
    """When it happened if that is not when it was recorded, and what was said of it later."""
    told = list(notes_on(row)) if row.correction or row.doubtful or row.afterwards else []
    if row.happened_at is not None:
        told.insert(0, f"happened {moments.clock(row.happened_at)}")
    lead = words((" " * HANGING + "↳ ", "dim"))
    return tuple(line for text in told for line in paragraph(lead, text, width, "warn"))


def legend_lines(rows: Sequence[Row], shown: Collection[Kind], width: int) -> tuple[Line, ...]:
    """Each kind with its digit and count; a folded one in brackets."""
    counts = dict.fromkeys(KINDS, 0)
    for row in rows:
        counts[row.kind] += 1
    lines: list[Line] = []
    current: list[Piece] = []
    used = 0
    for number, kind in enumerate(KINDS, 1):
        word = f"{kind.value} {counts[kind]:,}" if kind in shown else f"({kind.value} {counts[kind]:,})"
        size = cell_len(word) + 4
        if current and used + size > width:
            lines.append(tuple(current))
            current, used = [], 0
        current += [(f"{number % 10} ", "key"), (word, "" if kind in shown else "dim"), ("  ", "")]
        used += size
    return (*lines, tuple(current))


def kind_of_digit(digit: int) -> Kind:
    """The kind that a digit toggles."""
    return KINDS[(digit - 1) % 10]
