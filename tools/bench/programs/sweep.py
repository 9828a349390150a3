"""Times whole sweeps of the shared probes inside one process, as the running app makes them: CONFIG COUNT."""

import asyncio
import json
import sys
import time

from cio_tui.runtime.clock import SystemClock
from cio_tui.runtime.settings import load_settings
from cio_tui.runtime.shared_probes import shared_probes
from cio_tui.runtime.sweep import sweep
from cio_tui.runtime.workplace import make_workplace

place = make_workplace(load_settings(sys.argv[1]), SystemClock())
probes = shared_probes(place.library).values()


async def measure(count):
    await place.ground.prewarm({probe.kind for probe in probes})
    times = []
    for _ in range(count):
        begin = time.perf_counter()
        await sweep(probes, place.ground, place.values)
        times.append(time.perf_counter() - begin)
        await asyncio.sleep(2)  # as often as `r` asks again: the App API is asked twice a second at most
    return {"times": times, "longest": max(probe.timeout for probe in probes)}


print(json.dumps(asyncio.run(measure(int(sys.argv[2])))))
