"""One looping task a probe: wait for its turn, measure, publish. Nothing a probe does delays another.

Started once and woken early, never restarted on a tick: a restart would cancel a measurement half-way, and a
person's refresh that meets one under way is answered by it.
"""

from __future__ import annotations

import asyncio
import random
from typing import TYPE_CHECKING, assert_never

from cio_tui.core.probe import (
    DeliveryTarget,
    DnsTarget,
    DomainTarget,
    HttpTarget,
    LatencyTarget,
    StatusPageTarget,
    TlsTarget,
    WebhookTarget,
)
from cio_tui.probes.asked import Asked
from cio_tui.probes.failure import SetupError
from cio_tui.probes.guard import guarded
from cio_tui.probes.hosts import named_hosts
from cio_tui.probes.pacing import Attention, Pace
from cio_tui.probes.spacing import retry_after

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from cio_tui.core.probe import Probe
    from cio_tui.core.reading import Sample
    from cio_tui.probes.ground import Ground
    from cio_tui.probes.spacing import HostSpacing

REQUESTS_OF_A_DELIVERY = 5
"""Four pages of messages at most, and activities or segments."""


class ProbeLoop:
    """A probe that measures for as long as `run` does."""

    def __init__(
        self,
        probe: Probe,
        ground: Ground,
        spacing: HostSpacing,
        sleep: Callable[[float], Awaitable[None]],
        publish: Callable[[Sample], None],
    ) -> None:
        self.probe = probe
        self.pace = Pace()
        self.is_measuring = False
        self._ground = ground
        self._spacing = spacing
        self._sleep = sleep
        self._publish = publish
        self._host, self._requests = requests_of(probe, ground)
        self._attention = Attention.SHOWN
        self._is_forced = False
        self._jitter = 0.0
        self._wake = asyncio.Event()

    @property
    def next_at(self) -> float | None:
        """When it measures next, seconds of the ground's clock; None is not before a person asks."""
        due = (
            self.pace.next_forced()
            if self._is_forced
            else self.pace.next_automatic(self.probe, self._attention, self._jitter)
        )
        return due if due is None else self._spacing.earliest(self._host, self._requests, due)

    @property
    def attention(self) -> Attention:
        """Who is looking."""
        return self._attention

    @attention.setter
    def attention(self, attention: Attention) -> None:
        self._attention = attention
        self._wake.set()

    def refresh(self) -> None:
        """Measure as soon as manners allow, as a person asked."""
        self._is_forced = True
        self._wake.set()

    async def run(self) -> None:
        """Measure over and over until cancelled, which takes effect at once."""
        while True:
            await self._turn()
            await self._measure()

    async def _turn(self) -> None:
        while True:
            self._wake.clear()
            due, now = self.next_at, self._ground.mono()
            if due is not None and due <= now:
                return
            await self._sleep_or_wake(None if due is None else due - now)

    async def _sleep_or_wake(self, seconds: float | None) -> None:
        if seconds is None:
            await self._wake.wait()
            return
        sleeper = asyncio.ensure_future(self._sleep(seconds))
        sleeper.add_done_callback(self._ring)
        try:
            await self._wake.wait()
        finally:
            sleeper.cancel()

    def _ring(self, sleeper: asyncio.Future[None]) -> None:
        # A sleeper that was cut short ends after the next wait began: waking that one would never come to rest.
        if not sleeper.cancelled():
            self._wake.set()

    async def _measure(self) -> None:
        started = self._ground.mono()
        self._spacing.take(self._host, self._requests, started)
        self._ground.memory.of(self.probe.id, Asked).by_person = self._is_forced
        self.is_measuring = True
        try:
            sample = await guarded(self.probe, self._ground)
        finally:
            self.is_measuring = False
        self._is_forced = False
        self._jitter = random.uniform(-1.0, 1.0)  # noqa: S311  spreads watchers, keeps no secret
        self.pace = self.pace.after(self.probe, sample, started)
        if quiet := asked_quiet(sample):
            self._spacing.hold(self._host, quiet, sample.mono)
        self._publish(sample)


def requests_of(probe: Probe, ground: Ground) -> tuple[str, int]:
    """The host that a measurement asks and how often; no host for those that make no request to one."""
    match probe.target:
        case HttpTarget() | StatusPageTarget() | WebhookTarget():
            named, requests = probe.target.url, 1
        case LatencyTarget():
            named, requests = probe.target.url, probe.target.samples
        case DeliveryTarget():
            named, requests = "{app}", REQUESTS_OF_A_DELIVERY
        case DnsTarget() | TlsTarget() | DomainTarget():
            return "", 0
        case never:
            assert_never(never)
    try:
        hosts = named_hosts((named,), ground)
    except SetupError:  # the measurement itself will say so
        return "", 0
    return (hosts[0].host, requests) if hosts else ("", 0)


def asked_quiet(sample: Sample) -> float:
    """Seconds for which the host asked to be left alone with its refusal; 0 if it did not."""
    headers = sample.detail.get("headers")
    said = headers.get("retry-after") if isinstance(headers, dict) else None
    if sample.fields.get("ok") is True or not isinstance(said, str):
        return 0.0
    return retry_after(said, sample.at)
