"""The timeline of the page: every event once and in order, runs of what a first reading leaves out folded away.

A link to a folded event unfolds it; paper has of a fold what it holds, in a line.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from cio_tui.report.html.markup import block, line, moment, seen
from cio_tui.report.moments import since_opening
from cio_tui.report.wording import count, notes_on, tally

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from cio_tui.core.review.account import Account
    from cio_tui.core.review.chronology import Row
    from cio_tui.report.moments import Moments


def timeline(account: Account, moments: Moments) -> Iterator[str]:
    """Rows, each with an anchor `e12`, and what was seen then."""
    if not account.rows:
        yield "<p>Nothing was recorded.</p>"
    anchors = _Anchors()
    for folded, group in groupby(account.rows, key=lambda row: row.kind.is_folded):
        rows = list(group)
        items = _rows(rows, anchors, moments)
        yield f'<details class="fold"><summary>{_fold(rows)}</summary>{items}</details>' if folded else items


def _fold(rows: list[Row]) -> str:
    return f"{count(len(rows), 'more')}: {tally(row.kind for row in rows)}"


def _rows(rows: Iterable[Row], anchors: _Anchors, moments: Moments) -> str:
    return "\n".join(
        ['<ul class="rows">', *(_row(row, anchors.next(row.seq), moments) for row in rows), "</ul>"]
    )


def _row(row: Row, anchor: str, moments: Moments) -> str:
    happened_at = moments.happened(row)
    happened = f" (happened at {moment(happened_at, moments)})" if happened_at else ""
    remarks = "".join(f'<span class="remark">{line(note)}</span>' for note in notes_on(row))
    saw = ""
    if row.saw:
        saw = f"<details><summary>saw {count(len(row.saw), 'pane')}</summary>{seen(row.saw)}</details>"
    whole = (
        ""
        if row.gist == row.sentence
        else f"<details><summary>the whole of it</summary>{line(row.sentence)}</details>"
    )
    return (
        f'<li class="row {row.kind}" id="{anchor}">{moment(row.at, moments)}'
        f'<span class="quiet">{since_opening(row.offset_s)}</span>'
        f'<a class="id" href="#{anchor}">e{row.seq}</a><span class="kind">{row.kind}</span>'
        f'<span class="said"><b>{line(row.who)}</b> {block(row.gist)}{happened}</span>{remarks}{whole}{saw}</li>'
    )


class _Anchors:
    """Names for rows: a damaged log may hold a number twice, a page may not."""

    def __init__(self) -> None:
        self._used: dict[int, int] = {}

    def next(self, seq: int) -> str:
        """`e12`, then `e12-2`."""
        times = self._used[seq] = self._used.get(seq, 0) + 1
        return f"e{seq}" if times == 1 else f"e{seq}-{times}"
