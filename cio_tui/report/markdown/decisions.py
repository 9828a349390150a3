"""Each decision in Markdown: suggested, chosen, why, what was rejected, and the panes as they stood then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.report.markdown.prose import item, words, wrapped
from cio_tui.report.moments import age, since_opening
from cio_tui.report.wording import NOT_RECORDED, agreement, no_decision, reason, shape, suggestion

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cio_tui.core.review.account import Account, Choice
    from cio_tui.report.moments import Moments


def decisions(account: Account, moments: Moments) -> Iterator[str]:
    """A short section each."""
    if not account.choices:
        yield no_decision(account)
    for number, choice in enumerate(account.choices, start=1):
        yield f"### {number}. {words(choice.title) or NOT_RECORDED}"
        yield "\n".join(_lines(choice, moments))


def _lines(choice: Choice, moments: Moments) -> Iterator[str]:
    when = f"{moments.clock(choice.at)}, {since_opening(choice.offset_s)}, e{choice.seq}"
    yield wrapped(f"{when}, by {words(choice.who) or NOT_RECORDED}, **{agreement(choice)}**") + "\n"
    whole = "" if choice.gist == choice.because else ", in whole at the end"
    because = f"; {words(choice.gist)}{whole}" if choice.because else ""
    yield item(f"Suggested: {words(suggestion(choice))}{because}")
    yield item(f"Chosen: **{words(choice.chosen) or NOT_RECORDED}**")
    yield item(f"Why: {words(reason(choice))}")
    if choice.rejected:
        yield "- Rejected:"
        yield from (item(words(way), depth=1) for way in choice.rejected)
    else:
        yield item(f"Rejected: {NOT_RECORDED}")
    if choice.saw:
        yield "- Seen:"
        yield from _seen(choice, moments)
    else:
        yield item(f"Seen: {NOT_RECORDED}")


def _seen(choice: Choice, moments: Moments) -> Iterator[str]:
    """What each pane showed, how old that was, and since when and why it was not well."""
    for probe, pane in choice.saw.items():
        turn = choice.turns.get(probe)
        since = f", since {moments.clock(turn.at)} e{turn.seq}: {words(turn.reasons)}" if turn else ""
        yield item(
            f"{words(shape(pane.verdict))} **{words(probe)}** {words(pane.summary)}, {age(pane.age_s)}{since}",
            depth=1,
        )
