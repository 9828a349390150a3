"""A review as plain text, section by section, nothing folded: for pipes, screen readers and dumb terminals."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from cio_tui.report.moments import Moments
from cio_tui.report.wording import damage
from cio_tui.tui.line import text_of, wrap
from cio_tui.tui.present.review_item import lines_of
from cio_tui.tui.present.review_sections import count_of, items_of, sections
from cio_tui.tui.present.review_timeline import KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cio_tui.core.review.account import Account


def plain_lines(account: Account, width: int) -> Iterator[str]:
    """Every line, without styles; what is wrong with the log comes first."""
    moments = Moments(UTC, account.header.opened_at)
    head = f"REVIEW of {account.header.incident}, read only. Times are {moments.zone_name}."
    yield from (text_of(line) for line in wrap(head, width))
    for sentence in damage(account):
        yield from (text_of(line) for line in wrap(f"DAMAGED: {sentence}", width))
    for section in sections(account):
        count = count_of(section, account)
        yield ""
        yield f"== {section.value}" + (f" ({count})" if count else "")
        for line in lines_of(items_of(section, account, KINDS, moments, width)):
            yield text_of(line).rstrip()
