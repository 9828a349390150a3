"""One round of a latency series: a cold request, then warm ones over the same connection at fixed times.

Cold and warm differ three to one and are never mixed. Requests leave when they are due, whether or not the one
before was answered: asking, waiting and sleeping saw 2 % of a server's stalls where a schedule saw 24 % of the true
25 %. One that is due while the connection is busy opens another, and the opening is left out of its time.
"""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from time import perf_counter
from typing import TYPE_CHECKING

from cio_tui.probes.transport import connection

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from cio_tui.core.probe import LatencyTarget
    from cio_tui.probes.exchange import Exchange, Request
    from cio_tui.probes.ground import Ground
    from cio_tui.probes.transport import Client

IN_FLIGHT = 4
"""Requests under way at once. What comes due beyond that is not sent: a stalled server is not piled upon."""
SLOWER = 1.1
"""Times what the cold request waited: by then a connection is usually free again, and no second one is opened."""
LONGEST = 0.5
"""Seconds between two requests at most: a round of a slow server is not to last much longer than its answers."""
LAST_SENT = 0.8
"""Share of the time in which requests leave; one sent later would be cut short for nothing."""


@dataclass(slots=True)
class Tick:
    """A warm request that came due."""

    is_sent: bool = False
    ms: float | None = None
    """From the request to the last byte of its answer; None if there is no answer."""
    is_cut: bool = False
    """Whether our own time was up before an answer came: slow for certain, and nobody knows whether lost."""


@dataclass(slots=True)
class Round:
    """What came of it."""

    cold: Exchange
    last: Exchange
    """The request that ended last."""
    is_cut: bool = False
    """Whether our own time was up before the cold request was answered."""
    ticks: list[Tick] = field(default_factory=list)
    """In the order they were due."""
    opened: int = 1
    """Connections; more than one if answers took longer than the interval, or the server closed."""
    lag_ms: float = 0.0
    """How late this process was at worst in sending; in no time above."""

    @property
    def answered(self) -> list[float]:
        """Times of the warm requests that were answered."""
        return [tick.ms for tick in self.ticks if tick.ms is not None]


async def perform(ground: Ground, request: Request, target: LatencyTarget, seconds: float) -> Round:
    """Send the series within `seconds`: real ones, whatever clock a drill runs on."""
    deadline = perf_counter() + seconds
    async with AsyncExitStack() as clients:
        first = await clients.enter_async_context(connection(ground))
        cold = await first.fetch(request, seconds)
        taken = Round(cold, cold, is_cut=_is_cut(cold, deadline))
        free: list[Client | None] = [*[None] * (IN_FLIGHT - 1), first]

        async def send(tick: Tick, opened: Client | None) -> None:
            tick.is_sent = True
            if opened is None:
                opened = await clients.enter_async_context(connection(ground))
            taken.last = await opened.fetch(request, deadline - perf_counter())
            taken.opened += "connect" in taken.last.timeline.phases
            tick.ms = warm_ms(taken.last) if is_answered(taken.last) else None
            tick.is_cut = _is_cut(taken.last, deadline)
            free.append(opened)

        async with asyncio.TaskGroup() as under_way:
            until = deadline - seconds * (1 - LAST_SENT)
            async for tick in _due(taken, max(1, target.samples - 1), _interval(target, cold), until):
                if free:
                    under_way.create_task(send(tick, free.pop()))
    return taken


def _interval(target: LatencyTarget, cold: Exchange) -> float:
    """Seconds between warm requests: as the book says, or longer where the way there is long. Fixed for the round."""
    waited = cold.timeline.phases.get("wait", 0.0) / 1000
    return max(target.interval, min(SLOWER * waited, LONGEST))


async def _due(taken: Round, count: int, interval: float, until: float) -> AsyncIterator[Tick]:
    """The round's warm requests, each when it is due, without those past `until` or that we overslept."""
    start = perf_counter()
    for number in range(count):
        due = start + number * interval
        if due >= until:
            return
        await asyncio.sleep(due - perf_counter())
        late = perf_counter() - due
        taken.lag_ms = max(taken.lag_ms, late * 1000)
        if late <= interval:  # else it was this process that slept, and a burst would blame the server
            taken.ticks.append(Tick())
            yield taken.ticks[-1]


def _is_cut(ended: Exchange, deadline: float) -> bool:
    return ended.error is not None and perf_counter() >= deadline


def is_answered(exchange: Exchange) -> bool:
    """Whether it counts as an answer: a refusal does, a server's failure does not."""
    return exchange.error is None and exchange.status < 500


def warm_ms(exchange: Exchange) -> float:
    """Milliseconds without what opening a connection took."""
    phases = exchange.timeline.phases
    return phases.get("wait", 0.0) + phases.get("download", 0.0)
