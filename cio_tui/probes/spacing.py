"""How often one host is asked, over all probes: a request a second, with a sweep's worth saved up at most.

Without the saved-up part a refresh of everything would crawl from probe to probe; with it, eight requests
may leave at once and a minute still sees no more than 68. A host that says Retry-After is left alone by all.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from cio_tui.probes.http_date import read_http_date

if TYPE_CHECKING:
    from datetime import datetime

BURST = 8
"""Requests a rested host may get at once: a call, and a cold and a few warm samples of a latency series."""
SECONDS_EACH = 1.0
LONGEST_HOLD = 300.0
"""Seconds that a Retry-After is believed for; a host that says "tomorrow" is asked again all the same."""


class HostSpacing:
    """The turns that hosts have given, in seconds of the conductor's clock. One for all probe loops."""

    def __init__(self) -> None:
        self._paid_until: dict[str, float] = {}
        self._held_until: dict[str, float] = {}

    def earliest(self, host: str, requests: int, now: float) -> float:
        """When `requests` may leave for the host; not before `now`."""
        saved = SECONDS_EACH * (BURST - min(requests, BURST))
        return max(now, self._paid_until.get(host, -math.inf) - saved, self._held_until.get(host, -math.inf))

    def take(self, host: str, requests: int, now: float) -> None:
        """Count requests that leave now."""
        self._paid_until[host] = max(self._paid_until.get(host, now), now) + SECONDS_EACH * requests

    def hold(self, host: str, seconds: float, now: float) -> None:
        """Leave the host alone, as its Retry-After asks."""
        self._held_until[host] = max(self._held_until.get(host, now), now + min(seconds, LONGEST_HOLD))


def retry_after(header: str, now: datetime) -> float:
    """Seconds that a Retry-After header asks for (RFC 9110: a number or a date); 0 if it is neither."""
    seconds = header.strip()
    if seconds.isascii() and seconds.isdigit():
        return min(float(seconds[:12]), LONGEST_HOLD)
    at = read_http_date(header)
    return min(max(0.0, (at - now).total_seconds()), LONGEST_HOLD) if at else 0.0
