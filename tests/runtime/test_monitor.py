from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import pytest

from cio_tui.runtime.monitor import Monitor
from cio_tui.runtime.shared_probes import shared_probes
from tests.runtime.office import PATIENCE, open_office

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping
    from pathlib import Path

    from cio_tui.core.probe import Probe
    from cio_tui.core.reading import Reading
    from tests.runtime.office import Queue


class Watched:
    """A monitor, and what it has published."""

    def __init__(self, config: Path) -> None:
        place = open_office(config)
        self.probes: Mapping[str, Probe] = shared_probes(place.library)
        self.arrived: asyncio.Queue[Reading] = asyncio.Queue()
        self.monitor = Monitor(place.ground, place.clock, place.values, self.arrived.put_nowait)

    async def next(self) -> Reading:
        async with asyncio.timeout(PATIENCE):
            return await self.arrived.get()


@pytest.fixture
async def watched(config: Path) -> AsyncIterator[Watched]:
    watched = Watched(config)
    yield watched
    await watched.monitor.close()


async def test_what_is_watched_is_measured_judged_and_published(watched: Watched, queue: Queue) -> None:
    queue.depth = 412
    watched.monitor.watch(watched.probes)
    reading = await watched.next()
    assert (reading.sample.probe, reading.verdict.value) == ("queue", "degraded")
    assert watched.monitor.readings == {"queue": reading}
    assert watched.monitor.evidence({"down": 3.0}).held == {"down": 3.0}


async def test_it_is_measured_again_and_again(watched: Watched) -> None:
    watched.monitor.watch(watched.probes)
    first, second = await watched.next(), await watched.next()
    assert second.sample.mono > first.sample.mono


async def test_what_stays_keeps_its_reading_and_what_goes_loses_it(watched: Watched) -> None:
    watched.monitor.watch(watched.probes)
    await watched.next()
    watched.monitor.watch(watched.probes)
    assert set(watched.monitor.readings) == {"queue"}
    watched.monitor.watch({})
    assert watched.monitor.readings == {}


async def test_what_was_watched_before_the_first_could_start_is_not_started(
    watched: Watched, queue: Queue
) -> None:
    watched.monitor.watch(watched.probes)
    watched.monitor.watch({})
    await asyncio.to_thread(lambda: None)
    await watched.monitor.close()
    assert (queue.asked, watched.monitor.measuring) == (0, frozenset())


async def test_a_pause_stops_asking_and_a_refresh_asks_at_once(watched: Watched) -> None:
    watched.monitor.refresh()
    watched.monitor.pause(paused=True)
    watched.monitor.watch(watched.probes)
    watched.monitor.pause(paused=False)
    await watched.next()
    watched.monitor.pause(paused=True)
    watched.monitor.refresh("queue")
    await watched.next()
    assert watched.monitor.paused


async def test_saying_what_can_be_seen_changes_nothing_that_is_known(watched: Watched) -> None:
    watched.monitor.show(["queue"])
    watched.monitor.watch(watched.probes)
    await watched.next()
    watched.monitor.show([])
    watched.monitor.show([])
    assert watched.monitor.stopped_probes() == {}


async def test_a_reader_shows_what_another_session_measured(watched: Watched) -> None:
    watched.monitor.watch(watched.probes)
    reading = await watched.next()
    watched.monitor.watch({})
    watched.monitor.show_kept(watched.probes, {"queue": reading})
    assert watched.monitor.readings == {"queue": reading}
