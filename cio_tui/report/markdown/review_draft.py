"""The draft of the written review in Markdown: what the log knows is filled in, the rest is a marked blank."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from cio_tui.report.markdown.prose import item, words
from cio_tui.report.wording import NOT_RECORDED, TO_WRITE, count

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cio_tui.core.review.account import Account, Blank


def review_draft(account: Account) -> Iterator[str]:
    """By section, in the order given."""
    open_fields = sum(bool(blank.to_write) for blank in account.draft)
    yield f"{count(open_fields, 'field')} of {len(account.draft)} marked {TO_WRITE}; none is filled by a guess."
    for section, blanks in groupby(account.draft, key=lambda blank: blank.section):
        yield f"### {words(section)}"
        yield "\n".join(line for blank in blanks for line in _field(blank))


def _field(blank: Blank) -> Iterator[str]:
    asked = f" (asked for by {', '.join(map(words, blank.asked_by))})" if blank.asked_by else ""
    yield item(f"**{words(blank.title)}**{asked}")
    yield from (item(words(line), depth=1) for line in blank.lines)
    if blank.to_write:
        yield item(f"**{TO_WRITE}**: {words(blank.to_write)}", depth=1)
    elif not blank.lines:
        yield item(NOT_RECORDED, depth=1)
