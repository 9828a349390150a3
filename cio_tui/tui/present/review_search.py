"""Search over everything a review holds, folded rows included; the order is that of the contents."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cio_tui.tui.present.review_sections import Section, items_of, sections
from cio_tui.tui.present.review_timeline import KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cio_tui.core.review.account import Account
    from cio_tui.report.moments import Moments


class Hit(NamedTuple):
    """Where a text stands."""

    section: Section
    entry: int
    """Of the entry; in the timeline, of the row with nothing folded."""


def find(account: Account, needle: str, moments: Moments, width: int) -> tuple[Hit, ...]:
    """Every entry that holds the text, whatever its case."""
    wanted = " ".join(needle.split()).casefold()
    if not wanted:
        return ()
    return tuple(
        Hit(section, index)
        for section in sections(account)
        for index, item in enumerate(items_of(section, account, KINDS, moments, width))
        if wanted in item.text.casefold()
    )


def next_hit(hits: Sequence[Hit], here: Hit, by: int) -> int:
    """The index of the match after this place, or before it; from the last one the first follows."""
    order = tuple(Section)

    def place(hit: Hit) -> tuple[int, int]:
        return order.index(hit.section), hit.entry

    if by > 0:
        return next((number for number, hit in enumerate(hits) if place(hit) > place(here)), 0)
    before = [number for number, hit in enumerate(hits) if place(hit) < place(here)]
    return before[-1] if before else len(hits) - 1
