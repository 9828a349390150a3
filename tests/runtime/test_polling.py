from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from cio_tui.runtime.polling import Polling
from cio_tui.runtime.shared_probes import shared_probes
from tests.runtime.office import PATIENCE, open_office

if TYPE_CHECKING:
    from pathlib import Path

    from cio_tui.core.reading import Reading


async def test_a_loop_that_a_bug_of_ours_ended_is_told_and_started_again_by_a_refresh(config: Path) -> None:
    place = open_office(config)
    arrived: asyncio.Queue[Reading] = asyncio.Queue()
    is_broken = True

    def publish(reading: Reading) -> None:
        arrived.put_nowait(reading)
        if is_broken:
            raise ZeroDivisionError

    polling = Polling(place.ground, place.clock, place.values, publish)
    try:
        polling.start_missing(shared_probes(place.library))
        loops = [task for task in asyncio.all_tasks() if task.get_name() == "probe queue"]
        async with asyncio.timeout(PATIENCE):
            await asyncio.wait(loops)
            await arrived.get()
            assert "a bug in cio-tui (ZeroDivisionError); refresh" in polling.stopped("queue")
            is_broken = False
            polling.refresh("queue")
            assert polling.stopped("queue") == ""
            await arrived.get()
    finally:
        await polling.close()
