"""Probes on servers that accept and never answer, and on name servers that are silent, beside a healthy one."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from cio_tui.core.probe import DnsTarget, HttpTarget, LatencyTarget, Probe, ProbeKind, Target, TlsTarget
from cio_tui.probes.ground import ConnectTo, Ground, Network
from cio_tui.probes.loop import ProbeLoop
from cio_tui.probes.spacing import HostSpacing
from tests.probes.conftest import answer

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable

    from cio_tui.core.reading import Sample
    from tests.probes.conftest import Loopback, MakeGround

HANGING: tuple[tuple[Target, ProbeKind], ...] = (
    (HttpTarget("{control}"), ProbeKind.HTTP),
    (HttpTarget("{track}"), ProbeKind.HTTP),
    (TlsTarget(("{control}", "{track}")), ProbeKind.TLS),
    (LatencyTarget("{control}"), ProbeKind.LATENCY),
    (DnsTarget(("{track}",)), ProbeKind.DNS),
)
"""`{control}` accepts and never answers; no name server says where `{track}` is."""


async def hang(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await asyncio.Event().wait()


def looping(
    target: Target, kind: ProbeKind, ground: Ground, every: float, publish: Callable[[Sample], None]
) -> asyncio.Task[None]:
    """A probe that may take ten minutes, running."""
    probe = Probe("p", kind, "A probe", target, every, 600.0, 3600.0)
    return asyncio.create_task(ProbeLoop(probe, ground, HostSpacing(), asyncio.sleep, publish).run())


async def ended(tasks: list[asyncio.Task[None]]) -> bool:
    """Whether the tasks end when cancelled, long before their ten minutes."""
    for task in tasks:
        task.cancel()
    _, pending = await asyncio.wait(tasks, timeout=10.0)
    return not pending


@asynccontextmanager
async def black_holes(
    loopback: Loopback, make_ground: MakeGround, ca_file: str
) -> AsyncIterator[tuple[list[asyncio.Task[None]], list[Sample]]]:
    port, silent = await loopback.raw(hang), await loopback.dns(lambda _: None)
    rule = ConnectTo("silent.example.com", 443, "127.0.0.1", port)
    ground = make_ground(
        Network(dns=(silent,), ca_file=ca_file, connect_to=(rule,)),
        control="https://silent.example.com",
        track="https://unresolved.example.com",
    )
    samples: list[Sample] = []
    tasks = [looping(target, kind, ground, 1.0, samples.append) for target, kind in HANGING]
    yield tasks, samples
    assert await ended(tasks)


async def test_probes_that_hang_do_not_touch_a_healthy_one(
    loopback: Loopback, make_ground: MakeGround, ca_file: str
) -> None:
    site = await loopback.http(lambda _: answer())
    ground = make_ground(control=f"http://127.0.0.1:{site.port}")
    healthy: asyncio.Queue[Sample] = asyncio.Queue()
    async with black_holes(loopback, make_ground, ca_file) as (tasks, hung):
        one = looping(HttpTarget("{control}"), ProbeKind.HTTP, ground, 0.01, healthy.put_nowait)
        for _ in range(6):
            assert (await healthy.get()).fields["ok"] is True
        assert hung == []
        assert not any(task.done() for task in tasks)
        assert await ended([one])


async def test_what_hangs_ends_at_once_when_cancelled(
    loopback: Loopback, make_ground: MakeGround, ca_file: str
) -> None:
    async with black_holes(loopback, make_ground, ca_file) as (tasks, hung):
        for _ in range(200):
            await asyncio.sleep(0)
        assert await ended(tasks)
        assert all(task.cancelled() for task in tasks)
        assert hung == []
