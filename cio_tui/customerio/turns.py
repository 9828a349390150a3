"""Two requests a second to the App API, for every pane and command of one process together.

The vendor allows ten a second and does not say whether per key or per account, so we assume that production shares
them. A turn is given back a second after its request has *ended*: counted from the start, a slow handshake would let
three arrive within one second.
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from time import monotonic
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

TURNS = 2
SECONDS_EACH = 1.0


class Turns:
    """Kept in the ground's memory. Belongs to one event loop."""

    def __init__(self) -> None:
        self._free_at: asyncio.PriorityQueue[float] = asyncio.PriorityQueue()
        for _ in range(TURNS):
            self._free_at.put_nowait(0.0)

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait until a request may leave; it must be over when the block ends. Real seconds, also in a fast drill."""
        free_at = await self._free_at.get()
        try:
            await asyncio.sleep(max(0.0, free_at - monotonic()))
            free_at = float("inf")  # from here on it counts as used
            yield
        finally:
            self._free_at.put_nowait(min(free_at, monotonic() + SECONDS_EACH))
