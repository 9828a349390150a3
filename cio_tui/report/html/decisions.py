"""Each decision on the page: suggested, chosen, why, what was rejected, and the panes as they stood then."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.report.html.markup import bullets, event_link, line, moment, or_not_recorded, seen
from cio_tui.report.moments import since_opening
from cio_tui.report.wording import NOT_RECORDED, agreement, no_decision, reason, suggestion

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cio_tui.core.review.account import Account, Choice
    from cio_tui.report.moments import Moments


def decisions(account: Account, moments: Moments) -> Iterator[str]:
    """A card each, in order."""
    if not account.choices:
        yield f"<p>{no_decision(account)}</p>"
    for number, choice in enumerate(account.choices, start=1):
        yield _card(number, choice, moments)


def _card(number: int, choice: Choice, moments: Moments) -> str:
    agreed = f'<b class="{"ok" if choice.agreed else "degraded"}">{agreement(choice)}</b>'
    values = (
        ("Suggested", f"{line(suggestion(choice))}{_because(choice)}"),
        ("Chosen", f"<b>{or_not_recorded(choice.chosen)}</b>, {agreed}"),
        ("Why", line(reason(choice))),
        ("Rejected", bullets(map(line, choice.rejected)) if choice.rejected else NOT_RECORDED),
        ("Seen", _seen(choice, moments) if choice.saw else NOT_RECORDED),
    )
    return (
        f'<article class="choice" id="d{number}"><h3>{number}. {or_not_recorded(choice.title)}</h3>'
        f'<p class="quiet">{moment(choice.at, moments)}, {since_opening(choice.offset_s)}, '
        f"{event_link(choice.seq)}, by {or_not_recorded(choice.who)}</p>"
        f"<dl>{''.join(f'<dt>{name}</dt><dd>{value}</dd>' for name, value in values)}</dl></article>"
    )


def _seen(choice: Choice, moments: Moments) -> str:
    turns = {
        probe: f", since {moment(turn.at, moments)} {event_link(turn.seq)}: {line(turn.reasons)}"
        for probe, turn in choice.turns.items()
    }
    return seen(choice.saw, turns)


def _because(choice: Choice) -> str:
    """In short; in whole where somebody unfolds it."""
    if not choice.because:
        return ""
    short = f' <span class="quiet">{line(choice.gist)}</span>'
    if choice.gist == choice.because:
        return short
    return f"{short}<details><summary>the whole of it</summary>{line(choice.because)}</details>"
