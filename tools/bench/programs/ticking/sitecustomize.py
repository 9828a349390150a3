"""Put on PYTHONPATH, it writes the longest gap between two ticks of any event loop to the file that $TICKS names."""

import asyncio
import os
import time
from pathlib import Path

INTERVAL = 0.02
SETTLED = 2.0
"""Seconds after which the start is over."""
_run_forever = asyncio.BaseEventLoop.run_forever


def run_forever(loop):
    last, longest = None, 0.0

    def tick():
        nonlocal last, longest
        now = time.monotonic()
        if last is not None and now - last > longest:
            longest = now - last
            Path(os.environ["TICKS"]).write_text(f"{longest:.3f}")
        last = now
        loop.call_later(INTERVAL, tick)

    loop.call_later(SETTLED, tick)
    _run_forever(loop)


asyncio.BaseEventLoop.run_forever = run_forever
