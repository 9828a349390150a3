"""What the last messages to a person tell: bounces, complaints, drops, duplicates, and what waits too long."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from cio_tui.core.reading import Verdict
from cio_tui.customerio.dates import day, minute, span
from cio_tui.customerio.finding import Check, Finding, degraded, failing, ok
from cio_tui.customerio.hints import Hint

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from cio_tui.customerio.message import Message
    from cio_tui.customerio.person import Record

TWICE_WITHIN = timedelta(minutes=5)
"""The same message of the same action again this soon is a duplicate, not a series."""

_FATES = {
    "bounced": (
        "bounced",
        "If the mailbox exists, ask its provider why; else the address has to be corrected.",
    ),
    "spammed": (
        "was reported as spam",
        "Do not write again; look at what was sent and how the person came onto the list.",
    ),
    "failed": (
        "failed",
        "Read the reason: an empty recipient or a template that does not render is ours to fix.",
    ),
    "dropped": ("was dropped", "Find out what is suppressed, and lift it only if the reason is gone."),
    "suppressed": ("was suppressed", "Find out what is suppressed, and lift it only if the reason is gone."),
    "undeliverable": (
        "was undeliverable",
        "Look at message limits, at sending in this workspace, and at a cancelled newsletter.",
    ),
}
"""Fate to what to call it and what to do."""


def message_findings(record: Record, now: datetime) -> Iterator[Finding]:
    """One finding for each kind of trouble, with the newest case of it."""
    messages = record.messages
    if messages is None:
        return
    if not messages:
        yield degraded(
            Check.HISTORY,
            "No message was made for this person in the last six months.",
            "So nothing tried: ask the campaign with `cio-tui campaign ID --person`.",
        )
        return
    newest = messages[0]
    if newest.verdict(now) is Verdict.OK:
        made = minute(newest.created)
        yield ok(Check.HISTORY, f"The newest message, of {made}: {newest.fate} ({newest.meaning}).")
    yield from trouble_findings(record, now)


def trouble_findings(record: Record, now: datetime) -> Iterator[Finding]:
    """Only what went wrong, or waits."""
    messages = record.messages or ()
    yield from _troubles(messages)
    yield from _waiting(messages, now)
    yield from _duplicates(messages)


def _troubles(messages: Sequence[Message]) -> Iterator[Finding]:
    """Failed fates; one that a later message got past is no longer the reason."""
    for fate, (phrase, remedy) in _FATES.items():
        cases = [each for each in messages if each.fate == fate]
        if not cases:
            continue
        newest = cases[0]
        later = any(each.arrived and each.kind == newest.kind for each in messages[: messages.index(newest)])
        count = f" ({len(cases)} of the last {len(messages)})" if len(cases) > 1 else ""
        said = f": {newest.failure}" if newest.failure else ""
        after = " A later one arrived." if later else ""
        yield Finding(
            Check.SUPPRESSION if fate != "failed" else Check.TEMPLATE,
            Verdict.DEGRADED if later else Verdict.FAILING,
            f"A message {phrase} on {day(newest.fate_at)}{count}{said}; {newest.meaning}.{after}",
            remedy,
        )


def _waiting(messages: Sequence[Message], now: datetime) -> Iterator[Finding]:
    stuck = [each for each in messages if each.is_stuck(now)]
    if stuck and stuck[-1].created:
        yield degraded(
            Check.BACKLOG,
            f"{len(stuck)} wait to be sent, the oldest for {span(now - stuck[-1].created)}: {stuck[-1].meaning}.",
            "Compare with everybody's: `cio-tui delivery`. If all wait, it is the backlog, not the person.",
        )
    drafts = sum(each.fate == "drafted" for each in messages)
    if drafts:
        yield degraded(
            Check.ACTIONS,
            f"{drafts} lie as drafts.",
            "Somebody has to send them, or the action be set to automatic.",
        )


def _duplicates(messages: Sequence[Message]) -> Iterator[Finding]:
    """The same action twice within minutes: for one event it is a duplicate, for two it may be two orders."""
    for later, earlier in pairwise(sorted(messages, key=_by_action)):
        if not (
            later.action_id and later.action_id == earlier.action_id and later.created and earlier.created
        ):
            continue
        gap = abs(later.created - earlier.created)
        if gap <= TWICE_WITHIN and later.was_sent and earlier.was_sent:
            events = {later.trigger_event_id, earlier.trigger_event_id}
            has_two = len(events) == 2 and "" not in events
            yield (degraded if has_two else failing)(
                Check.HISTORY,
                f'"{later.subject}" was sent twice within {span(gap)}, on {day(later.created)}'
                f"{', for two events' if has_two else ''}.",
                "Send each event with one ULID as its id, and set a frequency cap on the campaign.",
                Hint.DUPLICATES,
            )
            return


def _by_action(message: Message) -> tuple[str, float]:
    return message.action_id, message.created.timestamp() if message.created else 0.0
