"""Reading one campaign: itself and the others of the workspace first, then all that says how it fares, at once."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from cio_tui.core.errors import UserError
from cio_tui.core.nearest import nearest
from cio_tui.core.text import clean_line
from cio_tui.customerio.campaign import Record, read_action, read_campaigns, read_counts, read_segment
from cio_tui.customerio.message import read_message
from cio_tui.customerio.person import read_activity
from cio_tui.customerio.person_lookup import LAST, Parts, look_up_person

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from cio_tui.customerio.campaign import Action, Campaign, SegmentState
    from cio_tui.customerio.client import AppApi
    from cio_tui.customerio.message import Message
    from cio_tui.customerio.person import Activity

WINDOW = 86_400
"""Seconds over which the numbers are summed up."""

_MOST_NAMED = 20


async def list_campaigns(api: AppApi) -> tuple[Campaign, ...]:
    """All of the workspace's. Raises AppApiError."""
    return read_campaigns(await api.read_holding("campaigns", "campaigns"))


async def look_up_campaign(
    api: AppApi, word: str, now: datetime, *, event: str = "", who: str = ""
) -> Record:
    """Everything about the campaign with this id or name, and about a person's part in it. Raises UserError."""
    campaigns = await list_campaigns(api)
    campaign = choose(campaigns, word)
    unread = Parts()
    async with asyncio.TaskGroup() as group:
        person = group.create_task(
            unread.or_why("person", look_up_person(api, who, with_campaigns=False)) if who else _nothing()
        )
        actions = group.create_task(unread.or_why("actions", _actions(api, campaign)))
        segments = group.create_task(unread.or_why("segments", _segments(api)))
        counts = group.create_task(unread.or_why("numbers", _counts(api, campaign, now)))
        messages = group.create_task(unread.or_why("messages", _messages(api, campaign)))
        events = group.create_task(unread.or_why("events", _events(api, campaign)))
    return Record(
        campaign=campaign,
        others=tuple(each for each in campaigns if each.id != campaign.id),
        actions=actions.result(),
        segments=segments.result(),
        counts=counts.result(),
        messages=messages.result(),
        events=events.result(),
        unread=unread,
        event=clean_line(event),
        person=person.result(),
    )


def choose(campaigns: Sequence[Campaign], word: str) -> Campaign:
    """The campaign meant by an id or a name. Raises UserError that names what there is."""
    for campaign in campaigns:
        if word in (campaign.id, campaign.name) or word.casefold() == campaign.name.casefold():
            return campaign
    near = nearest(word, (each.name for each in campaigns))
    hint = f' Did you mean "{near}"?' if near else ""
    titles = [each.title for each in campaigns[:_MOST_NAMED]]
    more = " and more; see `cio-tui campaign`" if len(campaigns) > _MOST_NAMED else ""
    there_are = f" There are: {', '.join(titles)}{more}." if titles else " This workspace has none."
    raise UserError(f"No campaign is called {clean_line(word)}.{hint}{there_are}")


async def _nothing() -> None:
    return None


async def _actions(api: AppApi, campaign: Campaign) -> tuple[Action, ...]:
    return tuple(map(read_action, (await api.listing("actions", "campaigns", campaign.id, "actions")).items))


async def _segments(api: AppApi) -> tuple[SegmentState, ...]:
    return tuple(map(read_segment, (await api.listing("segments", "segments")).items))


async def _counts(api: AppApi, campaign: Campaign, now: datetime) -> Mapping[str, int]:
    end = int(now.timestamp())
    query: dict[str, str | int] = {
        "version": 2,
        "res": "hourly",
        "tz": "UTC",
        "start": end - WINDOW,
        "end": end,
    }
    return read_counts(await api.read_holding("metric", "campaigns", campaign.id, "metrics", **query))


async def _messages(api: AppApi, campaign: Campaign) -> tuple[Message, ...]:
    path = ("campaigns", campaign.id, "messages")
    found = (await api.listing("messages", *path, most_pages=1, limit=LAST)).items
    return tuple(map(read_message, found))


async def _events(api: AppApi, campaign: Campaign) -> tuple[Activity, ...]:
    """The last events of anybody, and the newest of the one awaited should it be older than those."""
    recent = (await api.listing("activities", "activities", most_pages=1, limit=LAST, type="event")).items
    found = tuple(map(read_activity, recent))
    awaited = campaign.event_name
    if awaited and not any(each.name == awaited for each in found):
        named = await api.listing(
            "activities", "activities", most_pages=1, limit=10, type="event", name=awaited
        )
        found += tuple(each for each in map(read_activity, named.items) if each.name == awaited)
    return found
