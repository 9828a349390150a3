"""Reading one person: find the profile first, then everything about it at once, at the pace the account allows.

A part that cannot be read is named in `unread` and leaves the rest alone; if nobody can be looked for at all, the
error is the caller's. No message body is read.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from cio_tui.core.text import clean_line
from cio_tui.customerio.api_errors import AppApiError, NotFound
from cio_tui.customerio.campaign import read_campaigns
from cio_tui.customerio.items import rows, text
from cio_tui.customerio.message import read_message
from cio_tui.customerio.person import (
    Record,
    Unread,
    read_activity,
    read_esp,
    read_optouts,
    read_profile,
    read_segment_names,
    read_topics,
)

if TYPE_CHECKING:
    from collections.abc import Coroutine, Mapping
    from typing import Any

    from cio_tui.customerio.campaign import Campaign
    from cio_tui.customerio.client import AppApi
    from cio_tui.customerio.message import Message
    from cio_tui.customerio.person import Activity, EspEntry, Profile, SegmentName, Topic

LAST = 100
"""Messages and activities read: the most that one page of activities holds."""

Part = TypeVar("Part")


class Found(NamedTuple):
    """Which profile is meant, in the words of the App API."""

    id_type: str
    value: str
    found_by: str
    twins: tuple[str, ...] = ()


class Parts(dict[str, Unread]):
    """Collects why parts could not be read, while several are read at once."""

    async def or_why(self, name: str, reading: Coroutine[Any, Any, Part]) -> Part | None:
        """What was read; None, with the reason noted, if it could not be."""
        try:
            return await reading
        except AppApiError as error:
            self[name] = Unread(str(error), error.status)
            return None


async def look_up_person(api: AppApi, who: str, *, with_campaigns: bool = True) -> Record:
    """Everything about the person with this id, e-mail or cio_id. Raises AppApiError if nobody can be looked for."""
    found, profile = await _find(api, who)
    unread = Parts()
    if found is None or profile is None:
        return await _trace(api, who, unread)
    of = (found.value, {"id_type": found.id_type})
    async with asyncio.TaskGroup() as group:
        segments = group.create_task(unread.or_why("segments", _segments(api, of)))
        messages = group.create_task(unread.or_why("messages", _messages(api, of)))
        activities = group.create_task(unread.or_why("activities", _activities(api, of)))
        topics = group.create_task(unread.or_why("topics", _topics(api, of)))
        opted_out = group.create_task(unread.or_why("opted_out", _opted_out(api, of)))
        esp = group.create_task(unread.or_why("esp", _esp(api, profile.email)))
        campaigns = group.create_task(unread.or_why("campaigns", _campaigns(api, wanted=with_campaigns)))
    return Record(
        asked=clean_line(who, 320),
        found_by=found.found_by,
        profile=profile,
        twins=found.twins,
        segments=segments.result(),
        messages=messages.result(),
        activities=activities.result(),
        topics=topics.result(),
        opted_out=opted_out.result(),
        esp=esp.result(),
        campaigns=campaigns.result(),
        unread=unread,
    )


async def find_profile(api: AppApi, who: str) -> Profile | None:
    """Whether there is such a person, and who. Raises AppApiError."""
    return (await _find(api, who))[1]


async def _find(api: AppApi, who: str) -> tuple[Found | None, Profile | None]:
    for candidate in await _candidates(api, who):
        try:
            document = await api.read_holding(
                "customer", "customers", candidate.value, "attributes", id_type=candidate.id_type
            )
        except NotFound:
            continue
        return candidate, read_profile(document)
    return None, None


async def _candidates(api: AppApi, who: str) -> list[Found]:
    """Whom the word may mean, the likeliest first. An address is searched for, since it may belong to several."""
    if who.startswith("cio_"):
        return [Found("cio_id", who.removeprefix("cio_"), "cio_id"), Found("id", who, "id")]
    if "@" not in who:
        return [Found("id", who, "id"), Found("cio_id", who, "cio_id")]
    results = rows(await api.read_holding("results", "customers", email=who), "results")
    names = [(text(row, "id", 200), text(row, "cio_id")) for row in results]
    twins = tuple(person or f"cio_{cio_id}" for person, cio_id in names[1:])
    known = [
        Found("id", person, "email", twins) if person else Found("cio_id", cio_id, "email", twins)
        for person, cio_id in names[:1]
    ]
    return [*known, Found("id", who, "id")]


async def _trace(api: AppApi, who: str, unread: Parts) -> Record:
    """What is left of somebody without a profile: activities of that identifier, and the provider's list."""
    activities, esp = await asyncio.gather(
        unread.or_why("activities", _left_behind(api, who)),
        unread.or_why("esp", _esp(api, who if "@" in who else "")),
    )
    return Record(asked=clean_line(who, 320), activities=activities, esp=esp, unread=unread)


async def _left_behind(api: AppApi, who: str) -> tuple[Activity, ...]:
    id_type = "email" if "@" in who else "id"
    try:
        listing = await api.listing(
            "activities",
            "activities",
            most_pages=1,
            limit=LAST,
            customer_id=who,
            id_type=id_type,
            deleted="true",
        )
    except NotFound:
        return ()
    return tuple(map(read_activity, listing.items))


Of = tuple[str, "Mapping[str, str]"]


async def _segments(api: AppApi, of: Of) -> tuple[SegmentName, ...]:
    return read_segment_names(await api.read_holding("segments", "customers", of[0], "segments", **of[1]))


async def _topics(api: AppApi, of: Of) -> tuple[Topic, ...]:
    """None in a workspace without a subscription centre."""
    try:
        return read_topics(
            await api.read_holding("customer", "customers", of[0], "subscription_preferences", **of[1])
        )
    except NotFound:
        return ()


async def _opted_out(api: AppApi, of: Of) -> tuple[str, ...]:
    """None in a workspace without such channels."""
    try:
        return read_optouts(await api.read_holding("optouts", "customers", of[0], "optouts", **of[1]))
    except NotFound:
        return ()


async def _messages(api: AppApi, of: Of) -> tuple[Message, ...]:
    listing = await api.listing("messages", "customers", of[0], "messages", most_pages=1, limit=LAST, **of[1])
    found = map(read_message, listing.items)
    return tuple(
        sorted(found, key=lambda each: each.created.timestamp() if each.created else 0.0, reverse=True)
    )


async def _activities(api: AppApi, of: Of) -> tuple[Activity, ...]:
    """The last ones; failed changes from further back as well, since they explain what is still wrong."""
    path = ("customers", of[0], "activities")
    listing = await api.listing("activities", *path, most_pages=1, limit=LAST, **of[1])
    items = list(listing.items)
    if not listing.is_whole:
        failed = await api.listing(
            "activities", *path, most_pages=1, limit=LAST, type="failed_attribute_change", **of[1]
        )
        known = {text(item, "id") for item in items}
        items += [item for item in failed.items if text(item, "id") not in known]
    return tuple(map(read_activity, items))


async def _esp(api: AppApi, address: str) -> tuple[EspEntry, ...]:
    """The provider's list; without an address there is nothing to ask, and the list is empty."""
    return (
        read_esp(await api.read_holding("suppressions", "esp", "search_suppression", address))
        if address
        else ()
    )


async def _campaigns(api: AppApi, *, wanted: bool) -> tuple[Campaign, ...]:
    return read_campaigns(await api.read_holding("campaigns", "campaigns")) if wanted else ()
