from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from cio_tui.core.probe import (
    DeliveryTarget,
    DnsTarget,
    HttpTarget,
    LatencyTarget,
    Probe,
    ProbeKind,
    Target,
    TlsTarget,
    WebhookTarget,
)
from cio_tui.probes.loop import ProbeLoop, requests_of
from cio_tui.probes.pacing import Attention
from cio_tui.probes.spacing import HostSpacing
from tests.probes.conftest import answer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from cio_tui.core.reading import Sample
    from cio_tui.probes.ground import Ground
    from tests.probes.conftest import Loopback, MakeGround

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
ROUNDING = 1e-9
"""Seconds by which `now + (due - now)` may differ from `due`: a sleeper must not miss its moment by that."""


class StepClock:
    """Time that passes only when a test says so."""

    def __init__(self) -> None:
        self.seconds = 0.0
        self._sleepers: list[tuple[float, asyncio.Future[None]]] = []

    def mono(self) -> float:
        return self.seconds

    def wall(self) -> datetime:
        return NOON + timedelta(seconds=self.seconds)

    @property
    def slept(self) -> int:
        """How often something went to sleep."""
        return len(self._sleepers)

    async def sleep(self, seconds: float) -> None:
        future: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._sleepers.append((self.seconds + seconds, future))
        await future

    def advance_to(self, moment: float) -> None:
        self.seconds = moment
        for due, future in self._sleepers:
            if due <= moment + ROUNDING and not future.done():
                future.set_result(None)


async def settle() -> None:
    """Let everything run that can."""
    for _ in range(20):
        await asyncio.sleep(0)


class Watched:
    """A running loop, its samples, and the clock it runs on."""

    def __init__(self, loop: ProbeLoop, samples: asyncio.Queue[Sample], clock: StepClock) -> None:
        self.loop = loop
        self.samples = samples
        self.clock = clock

    async def next(self, advance: float = 0.0) -> Sample:
        """The next sample, after so many seconds on the clock."""
        await self.advance(advance)
        return await self.samples.get()

    async def advance(self, seconds: float) -> None:
        """Let time pass, once the loop has gone to sleep or to work."""
        await settle()
        self.clock.advance_to(self.clock.seconds + seconds)

    async def advance_until_due(self) -> float:
        """Let time pass until the next measurement; how long that took."""
        await settle()
        start, due = self.clock.seconds, self.loop.next_at
        assert due is not None
        self.clock.advance_to(due)
        return due - start

    async def is_idle(self) -> bool:
        """Whether it waits, once everything that can run has run."""
        await settle()
        return not self.loop.is_measuring and self.samples.empty()


@asynccontextmanager
async def watched(
    probe: Probe, ground: Ground, clock: StepClock, spacing: HostSpacing | None = None
) -> AsyncIterator[Watched]:
    samples: asyncio.Queue[Sample] = asyncio.Queue()
    on_clock = ground._replace(mono=clock.mono, wall=clock.wall)
    loop = ProbeLoop(probe, on_clock, spacing or HostSpacing(), clock.sleep, samples.put_nowait)
    task = asyncio.create_task(loop.run())
    try:
        yield Watched(loop, samples, clock)
    finally:
        task.cancel()
        await asyncio.wait([task])


def http_probe(target: Target | None = None, kind: ProbeKind = ProbeKind.HTTP, timeout: float = 5.0) -> Probe:
    return Probe("p", kind, "A probe", target or HttpTarget("{control}"), 10.0, timeout, 300.0)


@pytest.fixture
def clock() -> StepClock:
    return StepClock()


async def test_it_measures_at_once_and_then_at_every_interval(
    loopback: Loopback, make_ground: MakeGround, clock: StepClock
) -> None:
    site = await loopback.http(lambda _: answer())
    async with watched(http_probe(), make_ground(control=f"http://127.0.0.1:{site.port}"), clock) as one:
        assert (await one.next()).mono == 0.0
        assert one.loop.next_at == 10.0
        await one.advance(9.9)
        assert await one.is_idle()
        assert (await one.next(advance=0.1)).mono == 10.0
        assert (await one.next(advance=10.0)).fields["status"] == 200
    assert len(site.requests) == 3


async def test_a_refresh_wakes_it_but_not_within_two_seconds(
    loopback: Loopback, make_ground: MakeGround, clock: StepClock
) -> None:
    site = await loopback.http(lambda _: answer())
    async with watched(http_probe(), make_ground(control=f"http://127.0.0.1:{site.port}"), clock) as one:
        await one.next()
        for _ in range(50):
            one.loop.refresh()
        assert await one.is_idle()
        assert one.loop.next_at == 2.0
        assert (await one.next(advance=2.0)).mono == 2.0
        assert one.loop.next_at == 12.0
        assert await one.is_idle()


async def test_once_woken_early_it_comes_to_rest_again(
    loopback: Loopback, make_ground: MakeGround, clock: StepClock
) -> None:
    site = await loopback.http(lambda _: answer())
    async with watched(http_probe(), make_ground(control=f"http://127.0.0.1:{site.port}"), clock) as one:
        await one.next()
        await settle()
        before = clock.slept
        one.loop.attention = Attention.HIDDEN
        await settle()
        assert clock.slept == before + 1


async def test_a_refresh_during_a_measurement_is_answered_by_it(
    loopback: Loopback, make_ground: MakeGround, clock: StepClock
) -> None:
    arrived, release = asyncio.Event(), asyncio.Event()

    async def slow(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        arrived.set()
        await release.wait()
        writer.write(answer())
        await writer.drain()

    port = await loopback.raw(slow)
    async with watched(
        http_probe(timeout=60.0), make_ground(control=f"http://127.0.0.1:{port}"), clock
    ) as one:
        await arrived.wait()
        one.loop.refresh()
        release.set()
        await one.next()
        assert one.loop.next_at == 10.0


async def test_a_paused_probe_waits_for_a_person_or_an_end_of_the_pause(
    loopback: Loopback, make_ground: MakeGround, clock: StepClock
) -> None:
    site = await loopback.http(lambda _: answer())
    async with watched(http_probe(), make_ground(control=f"http://127.0.0.1:{site.port}"), clock) as one:
        await one.next()
        one.loop.attention = Attention.PAUSED
        await one.advance(1000.0)
        assert await one.is_idle()
        assert one.loop.next_at is None
        one.loop.refresh()
        await one.next()
        await one.advance(1000.0)
        assert await one.is_idle()
        one.loop.attention = Attention.SHOWN
        await one.next()


async def test_a_hidden_probe_comes_forward_as_soon_as_it_is_shown(
    loopback: Loopback, make_ground: MakeGround, clock: StepClock
) -> None:
    site = await loopback.http(lambda _: answer())
    async with watched(http_probe(), make_ground(control=f"http://127.0.0.1:{site.port}"), clock) as one:
        await one.next()
        one.loop.attention = Attention.HIDDEN
        await one.advance(15.0)
        assert await one.is_idle()
        assert one.loop.next_at == 40.0
        one.loop.attention = Attention.SHOWN
        assert (await one.next()).mono == 15.0


async def test_the_unsigned_post_goes_out_when_a_person_asks_and_never_on_the_timer(
    loopback: Loopback, make_ground: MakeGround, clock: StepClock
) -> None:
    site = await loopback.http(lambda _: answer(status=401))
    probe = http_probe(WebhookTarget("{webhook}"), ProbeKind.WEBHOOK)
    async with watched(probe, make_ground(webhook=f"http://127.0.0.1:{site.port}/"), clock) as one:
        await one.next()
        one.loop.refresh()
        asked = await one.next(advance=2.0)
        later = await one.next(advance=10.0)
    assert [request.method for request in site.requests] == ["HEAD", "HEAD", "POST", "HEAD"]
    assert (asked.fields["unsigned_refused"], later.fields["unsigned_refused"]) == (True, None)


async def test_failures_spread_out_and_a_success_brings_the_interval_back(
    loopback: Loopback, make_ground: MakeGround, clock: StepClock
) -> None:
    status = 503
    site = await loopback.http(lambda _: answer(status=status))
    async with watched(http_probe(), make_ground(control=f"http://127.0.0.1:{site.port}"), clock) as one:
        waits = []
        for _ in range(6):
            await one.next()
            waits.append(await one.advance_until_due())
        assert waits[0] == 10.0
        for wait, expected in zip(waits[1:], (20.0, 40.0, 60.0, 60.0, 60.0), strict=True):
            assert wait == pytest.approx(expected, rel=0.15)
        status = 200
        await one.next()
        await one.advance(60.0)
        recovered = await one.next()
        assert one.loop.next_at == recovered.mono + 10.0


async def test_a_refused_key_stops_the_timer_until_a_person_asks(
    loopback: Loopback, make_ground: MakeGround, clock: StepClock
) -> None:
    site = await loopback.http(lambda _: answer(status=401))
    probe = http_probe(HttpTarget("{track}/region", auth="track"))
    async with watched(probe, make_ground(track=f"http://127.0.0.1:{site.port}"), clock) as one:
        assert (await one.next()).fields["status"] == 401
        assert "polling stopped after 401" in one.loop.pace.stopped
        await one.advance(10_000.0)
        assert await one.is_idle()
        one.loop.refresh()
        await one.next()
        assert one.loop.next_at is None
    assert len(site.requests) == 2


async def test_retry_after_holds_every_probe_of_the_host_and_refreshes_too(
    loopback: Loopback, make_ground: MakeGround, clock: StepClock
) -> None:
    site = await loopback.http(lambda _: answer(status=429, headers={"Retry-After": "90"}))
    ground, spacing = make_ground(control=f"http://127.0.0.1:{site.port}"), HostSpacing()
    async with watched(http_probe(), ground, clock, spacing) as one:
        await one.next()
        one.loop.refresh()
        assert one.loop.next_at == 90.0
        async with watched(http_probe(), ground, clock, spacing) as other:
            other.loop.refresh()
            assert await other.is_idle()
            await other.advance(89.0)
            assert await other.is_idle()
            assert (await other.next(advance=1.0)).fields["status"] == 429


async def test_a_fault_of_our_own_is_an_unknown_sample_and_not_an_end(
    make_ground: MakeGround, clock: StepClock
) -> None:
    broken = http_probe(DnsTarget(("localhost",)))  # a target of another kind
    async with watched(broken, make_ground(), clock) as one:
        sample = await one.next()
        assert sample.fields == {}
        assert sample.summary.startswith("the probe itself failed: TypeError")
        assert (await one.next(advance=10.0)).fields == {}


@pytest.mark.parametrize(
    ("target", "host", "requests"),
    [
        (HttpTarget("{track}/region"), "track.customer.io", 1),
        (LatencyTarget("{track}/", samples=6), "track.customer.io", 6),
        (DeliveryTarget(), "api.customer.io", 5),
        (TlsTarget(("{track}",)), "", 0),
        (HttpTarget("{webhook}"), "", 0),
        (HttpTarget("{errors}"), "", 0),
    ],
)
def test_a_probe_counts_towards_the_host_it_asks(
    make_ground: MakeGround, target: Target, host: str, requests: int
) -> None:
    ground = make_ground(
        track="https://track.customer.io", app="https://api.customer.io", webhook="", errors="not://a url"
    )
    assert requests_of(http_probe(target), ground) == (host, requests)
