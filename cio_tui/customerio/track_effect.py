"""What a write would do, as far as it can be read beforehand: whom it creates, and which campaigns it may start."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cio_tui.customerio.api_errors import AppApiError
from cio_tui.customerio.campaign_event import awaiting
from cio_tui.customerio.campaign_lookup import list_campaigns
from cio_tui.customerio.event_name import difference, near_miss
from cio_tui.customerio.finding import Check, Finding, degraded, ok, unknown
from cio_tui.customerio.hints import hint_for_status
from cio_tui.customerio.person import read_segment_names
from cio_tui.customerio.person_lookup import find_profile

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cio_tui.customerio.campaign import Campaign
    from cio_tui.customerio.client import AppApi
    from cio_tui.customerio.person import Profile
    from cio_tui.customerio.track_write import Write


@dataclass(frozen=True, slots=True)
class Effect:
    """An estimate."""

    exists: bool | None
    """Whether the person exists; None if that could not be read."""
    findings: tuple[Finding, ...]


async def estimate(api: AppApi, write: Write) -> Effect:
    """Look before writing. What cannot be read is unknown, and no obstacle."""
    try:
        profile = await find_profile(api, write.who)
        campaigns = await list_campaigns(api)
        segments = await _segments(api, profile) if profile and write.kind == "identify" else frozenset()
    except AppApiError as error:
        return unestimated(error)
    exists = profile is not None
    return Effect(exists, tuple(_findings(write, campaigns, segments, exists=exists)))


def unestimated(error: AppApiError) -> Effect:
    """No estimate, and why."""
    text = f"What it would do could not be estimated. {error}"
    return Effect(None, (unknown(Check.PROFILE, text, hint=hint_for_status(error.status)),))


async def _segments(api: AppApi, profile: Profile) -> frozenset[str]:
    id_type, value = ("id", profile.id) if profile.id else ("cio_id", profile.cio_id)
    found = read_segment_names(
        await api.read_holding("segments", "customers", value, "segments", id_type=id_type)
    )
    return frozenset(each.id for each in found)


def _findings(
    write: Write, campaigns: tuple[Campaign, ...], segments: frozenset[str], *, exists: bool
) -> Iterator[Finding]:
    yield _person(write, exists=exists)
    if write.kind == "track":
        yield _event(write.event, campaigns)
    else:
        yield _segment_campaigns(campaigns, segments)


def _person(write: Write, *, exists: bool) -> Finding:
    if exists:
        return ok(Check.PROFILE, "The person exists.")
    if write.creates_nobody:
        return ok(
            Check.PROFILE, "Nobody has this identifier, and _update creates nobody: it changes nothing."
        )
    return degraded(
        Check.PROFILE,
        "Nobody has this identifier: a person is created, counted and billed. If the identifier is suppressed, the "
        "call answers 200 and nothing happens.",
        "Check the spelling before you confirm.",
    )


def _event(name: str, campaigns: tuple[Campaign, ...]) -> Finding:
    """Whom the event starts."""
    running = [each for each in awaiting(name, campaigns) if each.is_running]
    if running:
        titles = ", ".join(each.title for each in running)
        return degraded(Check.STATE, f"It may start: {titles}. Messages to a real person may follow.")
    idle = awaiting(name, campaigns)
    if idle:
        return ok(Check.STATE, f"It starts nothing: {', '.join(each.title for each in idle)} does not run.")
    near = near_miss(name, (each.event_name for each in campaigns if each.event_name))
    if near:
        text = f"No campaign waits for {name!r}, but one for {near!r}: {difference(name, near)}."
        return degraded(Check.EVENT, text, "If that one was meant, correct the name.")
    return ok(Check.STATE, f"No campaign waits for {name!r}.")


def _segment_campaigns(campaigns: tuple[Campaign, ...], mine: frozenset[str]) -> Finding:
    """Campaigns started by a segment that the person is not in yet: new attributes may put them there."""
    by_segment = [each for each in campaigns if each.is_running and each.trigger_segments]
    may = [each for each in by_segment if mine.isdisjoint(each.trigger_segments)]
    if not may:
        return ok(Check.SEGMENTS, "No campaign is started by a segment that the person is not in already.")
    titles = ", ".join(f"{each.title} (segment {', '.join(each.trigger_segments)})" for each in may)
    return degraded(Check.SEGMENTS, f"If it puts the person into their segment, it starts: {titles}.")
