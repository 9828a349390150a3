"""The timeline in Markdown: what people did and decided where it is read, what the machine noted at the very end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.report.markdown.prose import columns, fenced, item, words
from cio_tui.report.moments import since_opening
from cio_tui.report.wording import notes_on, tally

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cio_tui.core.review.account import Account
    from cio_tui.core.review.chronology import Row
    from cio_tui.report.moments import Moments


def timeline(account: Account, moments: Moments) -> Iterator[str]:
    """The rows of a first reading."""
    shown = [row for row in account.rows if not row.kind.is_folded]
    folded = [row.kind for row in account.rows if row.kind.is_folded]
    if folded:
        yield f"Left out here and listed at the end: {tally(folded)}."
    yield "\n".join(_point(row, moments) for row in shown) or "Nothing else was recorded."


def _point(row: Row, moments: Moments) -> str:
    text = f"{moments.clock(row.at)} e{row.seq} **{row.kind}** {words(row.who)}: {words(row.gist)}"
    if happened := moments.happened(row):
        text += f" (happened at {moments.clock(happened)})"
    return item(text + "".join(f" **({words(note)})**" for note in notes_on(row)))


def everything_else(account: Account, moments: Moments) -> Iterator[str]:
    """What was shortened above, then the other rows, one a line, in columns."""
    if whole := _shortened(account):
        yield "What spoke for a suggestion or a proposal, in whole:"
        yield fenced(line for seq, text in whole for line in columns(f"e{seq:<5} ", text))
    folded = [row for row in account.rows if row.kind.is_folded]
    if not folded:
        yield "Nothing."
        return
    yield fenced(line for row in folded for line in _line(row, moments))


def _shortened(account: Account) -> list[tuple[int, str]]:
    choices = [(choice.seq, choice.because) for choice in account.choices if choice.gist != choice.because]
    rows = [(row.seq, row.sentence) for row in account.rows if row.gist != row.sentence]
    return sorted([*choices, *rows])


def _line(row: Row, moments: Moments) -> Iterator[str]:
    lead = f"e{row.seq:<5} {moments.clock(row.at)} {since_opening(row.offset_s):<9} {row.kind:<8}"
    notes = "".join(f" ({note})" for note in notes_on(row))
    return columns(f"{lead} ", f"{row.who}: {row.sentence}{notes}")
