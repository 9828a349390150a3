"""The first question of "the campaign does not trigger": does the event that is sent match, letter by letter?"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.customerio.dates import minute
from cio_tui.customerio.event_name import Match, compare, difference, near_miss
from cio_tui.customerio.finding import Check, Finding, failing, ok

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cio_tui.customerio.campaign import Campaign, Record
    from cio_tui.customerio.person import Activity

_CORRECT = "Names match by every character: correct the one in our code, or the campaign's trigger."


def event_findings(record: Record) -> Iterator[Finding]:
    """The name asked about, whether the event arrives at all, and whether this person sent it."""
    campaign = record.campaign
    if record.event:
        yield _asked(record)
    if not campaign.event_name:
        if not record.event:
            yield ok(Check.EVENT, f"It is started by {campaign.trigger}, not by an event.")
        return
    if record.events is not None:
        yield _arriving(campaign, record.events)
    if record.person is not None and record.person.activities is not None and record.person.profile:
        yield _sent_by_person(campaign, record.person.name, record.person.activities)


def awaiting(name: str, campaigns: tuple[Campaign, ...]) -> tuple[Campaign, ...]:
    """The campaigns that this very event starts."""
    return tuple(
        each for each in campaigns if each.event_name and compare(name, each.event_name) is Match.EXACT
    )


def _asked(record: Record) -> Finding:
    """How the name we send compares."""
    campaign, sent = record.campaign, record.event
    others = ", ".join(each.title for each in awaiting(sent, record.others or ()))
    elsewhere = f" It is awaited by {others}." if others else ""
    if not campaign.event_name:
        return failing(
            Check.EVENT,
            f"No event starts this campaign, it is started by {campaign.trigger}.{elsewhere}",
            "Look at the segment, or at the campaign that was meant.",
        )
    match compare(sent, campaign.event_name):
        case Match.EXACT:
            return ok(Check.EVENT, f"The event name matches exactly: {campaign.event_name}.")
        case Match.CASE | Match.SEPARATORS:
            return failing(
                Check.EVENT,
                f"{sent!r} does not start it: it waits for {campaign.event_name!r}, and "
                f"{difference(sent, campaign.event_name)}.{elsewhere}",
                _CORRECT,
            )
        case Match.NONE:
            return failing(
                Check.EVENT, f"It waits for {campaign.event_name!r}, not for {sent!r}.{elsewhere}", _CORRECT
            )


def _arriving(campaign: Campaign, events: tuple[Activity, ...]) -> Finding:
    """Whether anybody sends what it waits for."""
    awaited = campaign.event_name
    for event in events:
        if compare(event.name, awaited) is Match.EXACT:
            return ok(Check.EVENT, f"{awaited} comes in, last at {minute(event.at)}.")
    near = near_miss(awaited, (each.name for each in events))
    if near:
        count = sum(each.name == near for each in events)
        return failing(
            Check.EVENT,
            f"Nobody sends {awaited!r}, but {near!r} came in {count} times of late: {difference(near, awaited)}.",
            _CORRECT,
        )
    return failing(
        Check.EVENT,
        f"Nobody has sent {awaited!r} within the last 30 days.",
        "Look whether our code still sends it, to this workspace, and under this name.",
    )


def _sent_by_person(campaign: Campaign, who: str, activities: tuple[Activity, ...]) -> Finding:
    """Whether this person's own events include it."""
    awaited = campaign.event_name
    events = [each for each in activities if each.kind == "event"]
    for event in events:
        if compare(event.name, awaited) is Match.EXACT:
            return ok(Check.EVENT, f"{who} sent {awaited} at {minute(event.at)}.")
    near = near_miss(awaited, (each.name for each in events))
    if near:
        return failing(
            Check.EVENT, f"{who} sent {near!r}, not {awaited!r}: {difference(near, awaited)}.", _CORRECT
        )
    return failing(
        Check.EVENT,
        f"{who} has not sent {awaited!r} of late.",
        "Look whether our code calls track for this very identifier.",
    )
