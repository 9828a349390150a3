"""Who took part, what others were told, and the book as it was walked, on the page."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from cio_tui.report.html.markup import block, event_link, line, moment, or_not_recorded, table
from cio_tui.report.moments import elapsed
from cio_tui.report.wording import NOT_RECORDED, count, ending, outcome, was_reached

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cio_tui.core.review.account import Account, Message, UsedStep
    from cio_tui.report.moments import Moments


def people(account: Account, moments: Moments) -> Iterator[str]:
    """By what they did."""
    yield table(
        "Who did something, with the roles they held.",
        ("Who", "Roles", "First", "Last", "Events"),
        (
            (
                line(one.who),
                "; ".join(map(line, one.roles)) or "no role recorded",
                moment(one.first, moments),
                moment(one.last, moments),
                f"{one.events:,}",
            )
            for one in account.participants
        ),
        numbers=1,
    )


def messages(account: Account, moments: Moments) -> Iterator[str]:
    """As they were sent, each with the fingerprint that it carried."""
    if not account.messages:
        yield "<p>None was recorded.</p>"
    for message in account.messages:
        yield _message(message, moments)


def _message(message: Message, moments: Moments) -> str:
    late = "" if message.late_s is None else f', <b class="degraded">{elapsed(message.late_s)} late</b>'
    audience = ", ".join(map(line, message.audience)) or "nobody named"
    return (
        f"<h3>{moment(message.at, moments)} to {audience}</h3>"
        f"<p>{event_link(message.seq)}, attested by {or_not_recorded(message.who)}{late}, "
        f"fingerprint <code>{or_not_recorded(message.fingerprint)}</code></p>"
        f"<blockquote>{block(message.text) or NOT_RECORDED}</blockquote>"
    )


def book(account: Account) -> Iterator[str]:
    """Each step in the order of the book, with how it ended and where its line comes from."""
    if not account.steps:
        yield f"<p>{NOT_RECORDED.capitalize()}.</p>"
    for name, steps in groupby(account.steps, key=lambda step: step.book):
        own = list(steps)
        caption = f"Book {or_not_recorded(name)}: its steps as they ended, and the source of each."
        yield _steps(caption, [step for step in own if was_reached(step)])
        if others := [step for step in own if not was_reached(step)]:
            summary = f"<summary>{count(len(others), 'step')} never reached</summary>"
            yield f'<details class="fold">{summary}{_steps("What was not needed.", others)}</details>'


def _steps(caption: str, steps: Sequence[UsedStep]) -> str:
    return table(
        caption,
        ("Step", "How it ended", "Answer", "Who", "Took", "Source"),
        (
            (
                line(step.title or step.step),
                f"<b>{line(ending(step))}</b>",
                line(outcome(step)) or "-",
                line(step.who) or "-",
                "-" if step.seconds is None else elapsed(step.seconds),
                line(step.source) or "-",
            )
            for step in steps
        ),
    )
