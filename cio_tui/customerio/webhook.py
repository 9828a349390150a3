"""The `webhook` probe: would our receiver be reached, and in time? HEAD on the timer; the unsigned POST when asked.

From inside nobody can prove that it is reachable from outside: what is found out holds for this host, and an address
that is not public is said. A POST-only route may answer 404 to HEAD, so without the POST a 404 proves nothing.
"""

from __future__ import annotations

import asyncio
import ipaddress
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from cio_tui.core.probe import WebhookTarget
from cio_tui.core.reading import NOT_CONFIGURED
from cio_tui.core.text import clean_line
from cio_tui.probes.asked import Asked
from cio_tui.probes.exchange import Request
from cio_tui.probes.failure import PhaseError
from cio_tui.probes.http_evidence import exchange_evidence
from cio_tui.probes.resolve import resolve
from cio_tui.probes.sampling import sampled, unmeasured
from cio_tui.probes.timeline import Timeline
from cio_tui.probes.transport import fetch
from cio_tui.probes.url import parse_url

if TYPE_CHECKING:
    from cio_tui.core.probe import Probe
    from cio_tui.core.reading import Json, Sample, Value
    from cio_tui.probes.exchange import Exchange
    from cio_tui.probes.ground import Ground

UNSIGNED = b'{"cio_tui":"an unsigned call, which a sound receiver refuses"}'
LONGEST = 4.0
"""Seconds after which Customer.io hangs up."""
_NO_WAY = ("dns", "connect", "tls", "proxy")
"""Phases after whose failure a POST would fare no better."""


@dataclass(frozen=True, slots=True)
class Call:
    """What a receiver did."""

    head: Exchange
    post: Exchange | None
    """The unsigned one, if it was sent."""
    addresses: tuple[str, ...]
    """Empty if the host does not resolve from here, as behind a proxy."""
    is_played: bool = False
    """Whether loopback stands in for the internet on this ground."""

    @property
    def private(self) -> tuple[str, ...]:
        """Addresses that cannot be reached from the internet."""
        known = ((each, ipaddress.ip_address(each.partition("%")[0])) for each in self.addresses)
        return tuple(
            each
            for each, address in known
            if not (address.is_global or (self.is_played and address.is_loopback))
        )

    @property
    def is_public(self) -> bool | None:
        """Whether every address is; None if there is none to look at."""
        return not self.private if self.addresses else None

    @property
    def ms(self) -> float:
        """The slower of the two, which is what counts against the four seconds."""
        return max(each.ms for each in (self.head, self.post) if each)

    @property
    def is_refused(self) -> bool | None:
        """Whether the unsigned POST was turned away; None if it did not get as far as that."""
        if self.post is None or self.post.error or self.post.status in (404, 405, 410):
            return None
        return {2: False, 4: True}.get(self.post.status // 100)

    @property
    def is_sound(self) -> bool | None:
        """Whether it answers as a receiver should; None if only the POST could tell."""
        answered = self.post or self.head
        if answered.error or answered.status >= 500 or 300 <= answered.status < 400:
            return False
        if self.post:
            return self.is_refused
        return None if answered.status in (404, 410) else True


async def measure(probe: Probe, ground: Ground) -> Sample:
    """One HEAD; a POST besides when a person asked. Raises SetupError for a URL that is none."""
    if not isinstance(probe.target, WebhookTarget):
        raise TypeError(probe.kind)
    url = ground.locate(probe.target.url)
    if url is None:
        return unmeasured(probe, ground, NOT_CONFIGURED)
    asked = ground.memory.of(probe.id, Asked).by_person
    call = await call_receiver(ground, url, probe.timeout, posts=asked)
    return sampled(probe, ground, call_fields(call), _summary(call, ground), _detail(call, ground))


def call_fields(call: Call) -> dict[str, Value | None]:
    """As the kind publishes it."""
    return {
        "ok": call.is_sound,
        "error": call.head.error or "none",
        "ms": round(call.ms, 1),
        "status": call.head.status,
        "address": call.head.address.rpartition(":")[0].strip("[]") or None,
        "public": call.is_public,
        "unsigned_refused": call.is_refused,
    }


async def call_receiver(ground: Ground, url: str, seconds: float, *, posts: bool) -> Call:
    """HEAD, and if `posts` an unsigned POST after it, within `seconds` together. Raises SetupError."""
    at = parse_url(url)
    _, host, port = at.origin
    budget = Timeline(seconds)
    addresses, head = await asyncio.gather(
        _addresses(ground, host, seconds),
        fetch(ground, Request("HEAD", url), seconds / 2 if posts else seconds),
    )
    post = None
    if posts and head.error not in _NO_WAY:
        headers = {"Content-Type": "application/json"}
        post = await fetch(ground, Request("POST", url, headers=headers, body=UNSIGNED), budget.remaining())
    return Call(head, post, addresses, ground.network.plays_internet(host, port))


async def _addresses(ground: Ground, host: str, seconds: float) -> tuple[str, ...]:
    try:
        async with asyncio.timeout(seconds):
            return await resolve(ground, host, Timeline(seconds))
    except (PhaseError, TimeoutError):  # the request says it in its own words
        return ()


def _summary(call: Call, ground: Ground) -> str:
    words = [_answer(call.head, ground)]
    if call.head.status in (404, 410) and call.post is None:
        words.append("wrong path, or it knows only POST; r sends one")
    if call.post:
        words.append(f"unsigned POST: {_answer(call.post, ground)}")
    if call.private:
        words.append(f"{call.private[0]} is not public")
    return clean_line("; ".join(words))


def _answer(exchange: Exchange, ground: Ground) -> str:
    if exchange.error:
        return ground.redact(exchange.cause)
    to = exchange.headers.get("location", "") if 300 <= exchange.status < 400 else ""
    where = f", to {clean_line(ground.redact(to), 80)}" if to else ""
    return f"{exchange.status} in {exchange.ms:.0f} ms{where}"


def _detail(call: Call, ground: Ground) -> dict[str, Json]:
    parts = urlsplit(call.head.request.url)
    receiver = clean_line(f"{parts.scheme}://{parts.netloc}{parts.path}", 200)
    return {
        **exchange_evidence(call.head, ground),
        "request": {"method": "HEAD", "url": receiver, "headers": [*call.head.sent]},
        "addresses": [*call.addresses],
        "private": [*call.private],
        "unsigned_status": call.post.status if call.post else None,
    }
