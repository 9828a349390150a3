"""The audience against one person: which segments start and filter a campaign, and which of them the person is in.

The API names segments and their members, never their conditions: those stay with the dashboard.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.customerio.finding import Check, Finding, degraded, failing, ok
from cio_tui.customerio.person_findings import attribute_findings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cio_tui.customerio.campaign import Record

_MOST_ATTRIBUTES = 8
_NAMES = ("id", "cio_id", "email")


def audience_findings(record: Record) -> Iterator[Finding]:
    """Segments that are gone or still being built; then whether the person is in those that matter."""
    campaign = record.campaign
    wanted = (*campaign.trigger_segments, *campaign.filter_segments)
    if record.segments is not None:
        yield from _segment_states(record, wanted)
    if not wanted:
        yield ok(Check.SEGMENTS, "No segment starts or filters it: it is open to everybody who triggers it.")
    elif record.person is None or record.person.segments is None:
        yield ok(Check.SEGMENTS, f"Its audience: {', '.join(map(record.segment_title, wanted))}.")
    else:
        yield from _membership(record, {each.id for each in record.person.segments})
    if record.person is not None and record.person.profile is not None:
        yield from _attributes(record)


def _segment_states(record: Record, wanted: tuple[str, ...]) -> Iterator[Finding]:
    known = {each.id: each for each in record.segments or ()}
    for each in wanted:
        segment = known.get(each)
        if segment is None:
            yield failing(
                Check.SEGMENTS,
                f"Segment {each} does not exist any more.",
                "Choose another in the campaign's trigger.",
            )
        elif segment.is_building:
            progress = f", {segment.progress} % done" if segment.progress else ""
            yield degraded(
                Check.SEGMENTS,
                f"Segment {segment.title} is still being built ({segment.state}{progress}): not all members are known.",
                "Wait until it is finished; an import or a change of conditions makes it start over.",
            )


def _membership(record: Record, mine: set[str]) -> Iterator[Finding]:
    campaign, who = record.campaign, record.person.name if record.person else ""
    if campaign.trigger_segments:
        title = " or ".join(map(record.segment_title, campaign.trigger_segments))
        if mine.isdisjoint(campaign.trigger_segments):
            yield failing(
                Check.SEGMENTS,
                f"{who} is not in {title}, which starts it.",
                "Compare the segment's conditions in the dashboard with the person's attributes and events.",
            )
        else:
            yield ok(Check.SEGMENTS, f"{who} is in {title}, which starts it.")
    for each in campaign.filter_segments:
        title = record.segment_title(each)
        if each in mine:
            yield ok(Check.SEGMENTS, f"{who} is in {title}, which filters it.")
        else:
            yield failing(
                Check.SEGMENTS,
                f"{who} is not in {title}, which filters it.",
                "Compare the segment's conditions in the dashboard with the person's attributes and events.",
            )


def _attributes(record: Record) -> Iterator[Finding]:
    """What the conditions of a segment have to be compared with."""
    person = record.person
    if person is None or person.profile is None:
        return
    yield from attribute_findings(person)
    shown = [f"{name} = {value}" for name, value in person.profile.attributes.items() if name not in _NAMES]
    more = f" and {len(shown) - _MOST_ATTRIBUTES} more" if len(shown) > _MOST_ATTRIBUTES else ""
    listed = ", ".join(shown[:_MOST_ATTRIBUTES]) or "none"
    yield ok(Check.ATTRIBUTES, f"Attributes to hold against the conditions: {listed}{more}.")
