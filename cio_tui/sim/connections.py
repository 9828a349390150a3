"""The tasks that serve accepted connections, so that a server can end them all before it goes."""

from __future__ import annotations

import asyncio


class Connections:
    """Those that are open now."""

    def __init__(self) -> None:
        self._serving: set[asyncio.Task[object]] = set()

    def admit(self) -> None:
        """Count the running task in until it ends."""
        task = asyncio.current_task()
        if task is not None:
            self._serving.add(task)
            task.add_done_callback(self._serving.discard)

    async def end(self) -> None:
        """Cancel every one and wait for it.

        A served connection must swallow the cancellation: asyncio's streams (3.11) report a cancelled one as a bug.
        """
        for task in tuple(self._serving):
            task.cancel()
        await asyncio.gather(*self._serving)
