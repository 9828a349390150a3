"""What a thread finds out, on the event loop: a disk that hangs while files are looked at stops the news, no more."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from threading import Event, Thread
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable

Item = TypeVar("Item")


async def news_from(watch: Callable[[Callable[[Item], None], Event], None]) -> AsyncGenerator[Item, None]:
    """What `watch` tells, item by item. It runs on a daemon thread, to return once the event is set.

    Never ends by itself. Close it with `aclose()`, or leave it to the end of the process.
    """
    loop = asyncio.get_running_loop()
    told: asyncio.Queue[Item] = asyncio.Queue()
    stop = Event()

    def tell(item: Item) -> None:
        if not stop.is_set():
            with suppress(RuntimeError):  # the loop has ended, and with it whoever listened
                loop.call_soon_threadsafe(told.put_nowait, item)

    Thread(target=watch, args=(tell, stop), daemon=True).start()
    try:
        while True:
            yield await told.get()
    finally:
        stop.set()
