"""The `delivery` probe: are messages late? Most real incidents show here first, while every API answers 200.

At most four pages of messages: all of a quiet account's window, else four moments of it, since the newest page of a
busy one spans seconds and says nothing of messages that had no time to be late. Missing data is unknown.

Activities and segments take turns, sample by sample: with two requests a second, a third would hold up by a second
everything that waits for this sample.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from time import perf_counter
from typing import TYPE_CHECKING

from cio_tui.core.probe import PUBLISHED, DeliveryTarget, ProbeKind
from cio_tui.core.reading import NOT_CONFIGURED
from cio_tui.customerio.api_errors import AppApiError
from cio_tui.customerio.client import app_api
from cio_tui.customerio.delivery_traffic import Traffic, percentile, traffic_of
from cio_tui.customerio.delivery_words import summary
from cio_tui.customerio.items import moment, text
from cio_tui.probes.sampling import sampled, unmeasured

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from cio_tui.core.probe import Probe
    from cio_tui.core.reading import Json, Sample, Value
    from cio_tui.customerio.client import AppApi
    from cio_tui.customerio.delivery_traffic import Percentile
    from cio_tui.probes.ground import Ground

PAGE = 200
"""Messages a page; some 200 KB of JSON, which blocks the event loop for 2 ms."""
MOMENTS = (0.05, 0.25, 0.75)
"""Where a window that does not fit into one page is looked at besides its end, as shares of it."""
BUILDING = frozenset({"build", "build_queued", "events", "events_queued"})
SAYS_LATE = 120.0
"""Seconds. That messages have waited *at least* so long proves that they are late; waiting less proves nothing."""


ACTIVITIES, SEGMENTS = "activities", "segments"


@dataclass(slots=True)
class Remembered:
    """What was read besides messages, and which of the two is next."""

    next: str = ACTIVITIES
    activity_s: float | None = None
    building: int | None = None


@dataclass(frozen=True, slots=True)
class Delivery:
    """What was read."""

    window: float
    """Seconds."""
    traffic: Traffic
    is_whole: bool
    """Whether every message of the window was looked at."""
    activity_s: float | None
    """Age of the newest activity; None if there is none, or it could not be read."""
    building: int | None
    """Segments that are not finished."""
    gaps: tuple[str, ...]
    """What could not be read, as sentences."""
    ms: float


async def measure(probe: Probe, ground: Ground) -> Sample:
    """Read messages, and activities or segments, within the probe's timeout."""
    if not isinstance(probe.target, DeliveryTarget):
        raise TypeError(probe.kind)
    url = ground.locate("{app}/v1/messages")
    if url is None:
        return unmeasured(probe, ground, NOT_CONFIGURED)
    asked: dict[str, Json] = {"request": {"method": "GET", "url": url, "headers": ["Authorization"]}}
    remembered = ground.memory.of(probe.id, Remembered)
    started = perf_counter()
    try:
        async with app_api(ground, probe.timeout) as api:
            delivery = await read_delivery(api, ground.wall(), probe.target.window, {remembered.next})
    except AppApiError as error:
        return _unread(probe, ground, error, (perf_counter() - started) * 1000, asked)
    delivery = _with_remembered(delivery, remembered)
    detail = delivery_detail(delivery) | asked
    return sampled(probe, ground, delivery_fields(delivery), summary(delivery), detail)


def _with_remembered(delivery: Delivery, remembered: Remembered) -> Delivery:
    """What the sample before read of the other, as old as that is; from now on the two have changed places."""
    if remembered.next == ACTIVITIES:
        remembered.next, remembered.activity_s = SEGMENTS, delivery.activity_s
        return replace(delivery, building=remembered.building)
    remembered.next, remembered.building = ACTIVITIES, delivery.building
    return replace(delivery, activity_s=remembered.activity_s)


async def read_delivery(
    api: AppApi, now: datetime, window: float, besides: Collection[str] = (ACTIVITIES, SEGMENTS)
) -> Delivery:
    """What the App API says about the last `window` seconds. Raises AppApiError if it does not list messages."""
    started = perf_counter()
    messages, is_whole = await _messages(api, int(now.timestamp()), window)
    gaps: list[str] = []
    activities = await _list_or_gap(api, ACTIVITIES, gaps) if ACTIVITIES in besides else None
    segments = await _list_or_gap(api, SEGMENTS, gaps) if SEGMENTS in besides else None
    newest = max((at for each in activities or () if (at := moment(each, "timestamp"))), default=None)
    return Delivery(
        window=window,
        traffic=traffic_of(messages, now),
        is_whole=is_whole,
        activity_s=max(0.0, (now - newest).total_seconds()) if newest else None,
        building=None if segments is None else sum(text(each, "state") in BUILDING for each in segments),
        gaps=tuple(gaps),
        ms=(perf_counter() - started) * 1000,
    )


async def _messages(api: AppApi, now: int, window: float) -> tuple[list[dict[str, Json]], bool]:
    """Messages of the window without repetition, and whether these are all."""
    start = int(now - window)
    items, is_whole = await api.listing("messages", "messages", most_pages=1, limit=PAGE, start_ts=start)
    found = list(items)
    for share in () if is_whole else MOMENTS:
        end = int(now - share * window)
        page = await api.listing("messages", "messages", most_pages=1, limit=PAGE, start_ts=start, end_ts=end)
        found += page.items
    return list({text(each, "id") or str(place): each for place, each in enumerate(found)}.values()), is_whole


async def _list_or_gap(api: AppApi, name: str, gaps: list[str]) -> tuple[dict[str, Json], ...] | None:
    """The first page of a list. A key without the scope for it is a gap; anything else ends the measurement."""
    try:
        return (await api.listing(name, name, most_pages=1)).items
    except AppApiError as error:
        if error.status not in (403, 404):
            raise
        gaps.append(f"{name.capitalize()}: {error}")
        return None


def delivery_fields(delivery: Delivery) -> dict[str, Value | None]:
    """As the kind publishes it."""
    traffic = delivery.traffic
    return {
        "ok": True,
        "error": "none",
        "ms": round(delivery.ms, 1),
        "lag_p50_s": _known(percentile(traffic.sending, 50)),
        "lag_p90_s": _known(percentile(traffic.sending, 90)),
        "attempted_unsent": None if traffic.refused_share is None else round(traffic.refused_share, 4),
        "oldest_activity_s": None if delivery.activity_s is None else round(delivery.activity_s, 1),
        "segments_building": delivery.building,
        "n": traffic.n,
    }


def delivery_detail(delivery: Delivery) -> dict[str, Json]:
    """What else there is to see."""
    traffic = delivery.traffic
    return {
        "waiting": len(traffic.waiting),
        "longest_wait_s": max(traffic.waiting, default=None),
        "arrival_p90_s": _known(percentile(traffic.arriving, 90)),
        "whole_window": delivery.is_whole,
        "gaps": [*delivery.gaps],
    }


def _known(found: Percentile | None) -> float | None:
    """A percentile that may be judged."""
    return round(found.seconds, 1) if found and (found.is_exact or found.seconds >= SAYS_LATE) else None


def _unread(probe: Probe, ground: Ground, error: AppApiError, ms: float, asked: Mapping[str, Json]) -> Sample:
    """Nothing is known of the messages; the status and phase of the refusal are kept for the pacing."""
    if not error.status and error.phase is None:
        return unmeasured(probe, ground, str(error))
    fields: dict[str, Value | None] = dict.fromkeys(PUBLISHED[ProbeKind.DELIVERY])
    failed: dict[str, Value | None] = {"ok": False, "error": error.phase or "none", "ms": round(ms, 1)}
    return sampled(probe, ground, fields | failed, str(error), error.detail | dict(asked))
