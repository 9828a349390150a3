"""Who took part, what others were told, and the book as it was walked, in Markdown."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from cio_tui.report.markdown.prose import item, quotation, words, wrapped
from cio_tui.report.moments import elapsed
from cio_tui.report.wording import NOT_RECORDED, count, ending, outcome, was_reached

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cio_tui.core.review.account import Account, Message, Participant, UsedStep
    from cio_tui.report.moments import Moments


def people(account: Account, moments: Moments) -> Iterator[str]:
    """By what they did."""
    yield "\n".join(_person(one, moments) for one in account.participants) or NOT_RECORDED.capitalize() + "."


def _person(one: Participant, moments: Moments) -> str:
    roles = "; ".join(map(words, one.roles)) or "no role recorded"
    span = f"{moments.clock(one.first)} to {moments.clock(one.last)}"
    return item(f"**{words(one.who)}**: {roles}; {count(one.events, 'event')}, {span}")


def messages(account: Account, moments: Moments) -> Iterator[str]:
    """As they were sent, each with the fingerprint that it carried."""
    if not account.messages:
        yield "None was recorded."
    for message in account.messages:
        yield wrapped(_envelope(message, moments))
        yield quotation(message.text) if message.text else f"Text {NOT_RECORDED}."


def _envelope(message: Message, moments: Moments) -> str:
    late = f", **{elapsed(message.late_s)} late**" if message.late_s is not None else ""
    audience = ", ".join(map(words, message.audience)) or "nobody named"
    fingerprint = words(message.fingerprint) or NOT_RECORDED
    return (
        f"**{moments.clock(message.at)}** e{message.seq} to {audience}, attested by {words(message.who)}{late}, "
        f"fingerprint {fingerprint}:"
    )


def book(account: Account) -> Iterator[str]:
    """Each step in the order of the book, with how it ended and where its line comes from."""
    if not account.steps:
        yield NOT_RECORDED.capitalize() + "."
    for name, steps in groupby(account.steps, key=lambda step: step.book):
        yield wrapped(f"Book {words(name) or NOT_RECORDED}:")
        walked = list(steps)
        yield "\n".join(_step(step) for step in walked if was_reached(step)) or "No step of it was reached."
        if others := [_brief(step) for step in walked if not was_reached(step)]:
            yield wrapped(f"{count(len(others), 'step')} never reached: {'; '.join(others)}.")


def _brief(step: UsedStep) -> str:
    return words(step.title or step.step) + (f" ({words(step.source)})" if step.source else "")


def _step(step: UsedStep) -> str:
    facts = [
        words(outcome(step)),
        f"by {words(step.who)}" if step.who else "",
        elapsed(step.seconds) if step.seconds is not None else "",
        f"source {words(step.source)}" if step.source else "",
    ]
    return item(
        "; ".join(filter(None, (f"**{words(ending(step))}** {words(step.title or step.step)}", *facts)))
    )
