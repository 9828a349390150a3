"""Why one person did or did not get one campaign: what stands in the way, what was made, and how long it took.

If nothing that can be read explains a message that was never made, that is unknown and said so: frequency limits,
wait steps and conversion exits are shown by the dashboard alone.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

from cio_tui.core.reading import Verdict
from cio_tui.customerio.dates import minute, span
from cio_tui.customerio.event_name import Match, compare
from cio_tui.customerio.finding import Check, Finding, degraded, failing, ok, unknown
from cio_tui.customerio.person_findings import (
    PARTS,
    address_findings,
    profile_findings,
    subscription_findings,
    suppression_findings,
    unread_findings,
)
from cio_tui.customerio.person_messages import trouble_findings

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from cio_tui.customerio.campaign import Record
    from cio_tui.customerio.message import Message
    from cio_tui.customerio.person import Record as PersonRecord

SOON = timedelta(minutes=5)
"""From the event to the message, without a wait step."""

_LOOK = "Look at its frequency, wait steps and exit conditions in the dashboard, under the person's journey."


def person_findings(record: Record) -> Iterator[Finding]:
    """The person's own obstacles: no profile, no address, unsubscribed, suppressed."""
    person = record.person
    if person is None:
        return
    yield from profile_findings(person)
    yield from suppression_findings(person)
    if person.profile is not None:
        yield from subscription_findings(person)
        if record.actions is None or any(each.kind == "email" for each in record.actions):
            yield from address_findings(person)
    yield from unread_findings(person.unread, PARTS)


def history_findings(record: Record, obstacles: Sequence[Finding], now: datetime) -> Iterator[Finding]:
    """What was made for this person, or why nothing was, given what has been found so far."""
    person = record.person
    if person is None or person.profile is None or person.messages is None:
        return
    mine = tuple(
        each for each in person.messages if each.parent == "campaign" and each.parent_id == record.campaign.id
    )
    if mine:
        yield from _received(person, mine, now)
        return
    reasons = [each for each in obstacles if each.verdict is Verdict.FAILING]
    if reasons:
        yield failing(
            Check.HISTORY,
            f"{person.name} got no message of this campaign; what else is failing here says why.",
        )
    else:
        yield unknown(
            Check.HISTORY,
            f"{person.name} got no message of this campaign, and nothing that can be read says why.",
            _LOOK,
        )


def _received(person: PersonRecord, mine: tuple[Message, ...], now: datetime) -> Iterator[Finding]:
    newest = mine[0]
    times = f", {len(mine)} times in all; a frequency limit may hold back the next" if len(mine) > 1 else ""
    text = f"{person.name} got it: made {minute(newest.created)}, {newest.fate} ({newest.meaning}){times}."
    if newest.verdict(now) is Verdict.OK:
        yield ok(Check.HISTORY, text)
    yield from trouble_findings(replace(person, messages=mine), now)


def wait_findings(record: Record) -> Iterator[Finding]:
    """Wait steps, as far as they are listed, and the time from this person's event to their message."""
    waits = [each.title for each in record.actions or () if _is_wait(each.kind)]
    if waits:
        yield degraded(
            Check.WAITS,
            f"It has wait steps: {', '.join(waits)}.",
            "Compare their length with the delay that was seen.",
        )
    gap = _from_event_to_message(record)
    if gap is None:
        return
    if gap > SOON:
        yield degraded(
            Check.WAITS,
            f"The message was made {span(gap)} after the event.",
            "A wait step, a time window or a rate limit of the campaign: look at its workflow.",
        )
    else:
        yield ok(Check.WAITS, f"The message was made {span(gap)} after the event: no wait step held it.")


def _is_wait(kind: str) -> bool:
    return any(word in kind.lower() for word in ("wait", "delay", "window"))


def _from_event_to_message(record: Record) -> timedelta | None:
    """Between the newest event that was followed by a message, and that message."""
    person, awaited = record.person, record.campaign.event_name
    if person is None or not awaited:
        return None
    events = [
        each.at
        for each in person.activities or ()
        if each.kind == "event" and each.at and compare(each.name, awaited) is Match.EXACT
    ]
    for message in person.messages or ():
        if message.parent_id != record.campaign.id or message.created is None:
            continue
        before = [at for at in events if at <= message.created]
        if before:
            return message.created - max(before)
    return None
