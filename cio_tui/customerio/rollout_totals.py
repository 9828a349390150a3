"""What the workspace sent lately, summed over running campaigns and transactional messages; bounded."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from cio_tui.customerio.campaign import read_counts
from cio_tui.customerio.campaign_lookup import list_campaigns
from cio_tui.customerio.items import text
from cio_tui.customerio.rollout_gate import Totals

if TYPE_CHECKING:
    from datetime import datetime

    from cio_tui.customerio.client import AppApi

MOST = 20
"""Campaigns, and transactional messages, whose numbers are read: at two requests a second they take 20 seconds."""
HOUR = 3600


async def read_totals(api: AppApi, now: datetime, window: float) -> Totals:
    """Numbers of the last `window` seconds. Raises AppApiError."""
    running = [each.id for each in await list_campaigns(api) if each.is_running]
    messages = [text(each, "id") for each in (await api.listing("messages", "transactional")).items]
    counts: Counter[str] = Counter()
    end = int(now.timestamp())
    span: dict[str, str | int] = {
        "version": 2,
        "res": "hourly",
        "tz": "UTC",
        "start": end - int(window),
        "end": end,
    }
    for campaign in running[:MOST]:
        counts.update(read_counts(await api.read("campaigns", campaign, "metrics", **span)))
    hours = max(1, -(-int(window) // HOUR))
    for message in messages[:MOST]:
        document = await api.read("transactional", message, "metrics", period="hours", steps=hours)
        counts.update(read_counts(document))
    return Totals(counts, max(0, len(running) - MOST) + max(0, len(messages) - MOST))
