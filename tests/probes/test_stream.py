from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from tests.probes.conftest import got

if TYPE_CHECKING:
    from tests.probes.conftest import Loopback, MakeGround


async def test_a_flood_ends_at_the_limit_and_starves_nobody(
    loopback: Loopback, make_ground: MakeGround
) -> None:
    async def flood(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            writer.write(b"x" * 4096)
            await writer.drain()

    ticks = 0

    async def tick() -> None:
        nonlocal ticks
        while True:
            await asyncio.sleep(0)
            ticks += 1

    ticking = asyncio.create_task(tick())
    exchange = await got(make_ground(), await loopback.raw(flood), seconds=0.3, max_body=1 << 40)
    ticking.cancel()
    assert exchange.error == "timeout"
    assert ticks > 10
