"""What a person's events tell: whether any arrive, and whether one misses its campaign by a letter."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from cio_tui.customerio.dates import day, minute, span
from cio_tui.customerio.event_name import Match, compare, difference
from cio_tui.customerio.finding import Check, Finding, degraded, failing, ok

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from cio_tui.customerio.campaign import Campaign
    from cio_tui.customerio.person import Activity, Record

QUIET_AFTER = timedelta(days=30)
"""The vendor keeps activities for 30 days for certain."""


def event_findings(record: Record, now: datetime) -> Iterator[Finding]:
    """Whether events come in, when the person was last identified, and near misses."""
    if record.activities is None:
        return
    events = [each for each in record.activities if each.kind == "event"]
    if not events:
        yield degraded(
            Check.EVENT,
            f"No event came in within the last {QUIET_AFTER.days} days.",
            "If one was expected, look whether our code calls track for this very identifier.",
        )
    elif events[0].at:
        yield ok(Check.EVENT, f"The newest event: {events[0].name}, {span(now - events[0].at)} ago.")
    yield from _identified(record)
    yield from _rejected(record.activities)
    yield from _near_misses(events, record.campaigns or ())


def _identified(record: Record) -> Iterator[Finding]:
    last = record.profile.last_identified if record.profile else None
    if last is not None:
        yield ok(Check.ATTRIBUTES, f"Last identified {minute(last[0])} ({last[1]}).")


def _rejected(activities: tuple[Activity, ...]) -> Iterator[Finding]:
    failed = [each for each in activities if each.kind == "failed_event"]
    if failed:
        yield failing(
            Check.EVENT,
            f"The event {failed[0].name or 'of no name'} was refused on {day(failed[0].at)}, after a 200 to the call.",
            "Open this activity in the dashboard: it says what was wrong with the event.",
        )


def _near_misses(events: list[Activity], campaigns: tuple[Campaign, ...]) -> Iterator[Finding]:
    """Events that no campaign waits for, but that differ from one awaited by case or separators alone."""
    awaited = {each.event_name: each for each in campaigns if each.event_name}
    for name in dict.fromkeys(each.name for each in events):
        if name in awaited:
            continue
        for expected, campaign in awaited.items():
            if compare(name, expected) in (Match.CASE, Match.SEPARATORS):
                yield failing(
                    Check.EVENT,
                    f"It sent {name!r}, campaign {campaign.title} waits for {expected!r}: "
                    f"{difference(name, expected)}.",
                    "Names match by every character: correct the one in our code, or the campaign's trigger.",
                )
