"""What a drill taught, in Markdown: the score, what an ideal walk would have been, and where this one left it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.report.markdown.prose import item, words, wrapped
from cio_tui.report.wording import NOT_RECORDED, mark_word

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cio_tui.core.review.account import Account


def debrief(account: Account) -> Iterator[str]:
    """Nothing for an incident that was no drill."""
    found = account.debrief
    if found is None:
        return
    yield wrapped(f"Scenario {words(found.scenario)}: {words(found.title)}")
    yield "\n".join(
        item(f"**{mark_word(mark.passed)}** {words(mark.title)}: {words(mark.text)}") for mark in found.marks
    )
    yield "An ideal walk:"
    yield (
        "\n".join(wrapped(words(step), f"{number}. ") for number, step in enumerate(found.ideal, start=1))
        or NOT_RECORDED.capitalize() + "."
    )
    yield "Where this walk left it:"
    yield "\n".join(item(words(line)) for line in found.differences) or "Nowhere."
