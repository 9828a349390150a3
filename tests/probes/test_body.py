from __future__ import annotations

import gzip
import zlib
from typing import TYPE_CHECKING

import pytest

from tests.probes.conftest import answer, got, read_request

if TYPE_CHECKING:
    import asyncio

    from tests.probes.conftest import Loopback, MakeGround


async def test_an_endless_body_is_cut_at_its_limit(loopback: Loopback, make_ground: MakeGround) -> None:
    async def endless(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        while True:
            writer.write(b"x" * 65_536)
            await writer.drain()

    exchange = await got(make_ground(), await loopback.raw(endless), max_body=1000)
    assert (exchange.error, exchange.is_cut, len(exchange.body)) == (None, True, 1000)
    assert exchange.received <= 1000 + 65_536 + 16_384


async def test_a_gzip_bomb_is_cut_while_it_is_unpacked(loopback: Loopback, make_ground: MakeGround) -> None:
    packer = zlib.compressobj(9, wbits=31)
    bomb = b"".join(packer.compress(bytes(1_000_000)) for _ in range(50)) + packer.flush()
    site = await loopback.http(lambda _: answer(bomb, headers={"Content-Encoding": "gzip"}))
    exchange = await got(make_ground(), site.port, max_body=4096)
    assert (exchange.error, exchange.is_cut, len(exchange.body)) == (None, True, 4096)


@pytest.mark.parametrize("encoding", ["gzip", "x-gzip", "deflate"])
async def test_a_server_that_insists_on_compression_is_understood(
    encoding: str, loopback: Loopback, make_ground: MakeGround
) -> None:
    packed = zlib.compress(b"hello") if encoding == "deflate" else gzip.compress(b"hello")
    site = await loopback.http(lambda _: answer(packed, headers={"Content-Encoding": encoding}))
    assert (await got(make_ground(), site.port)).text == "hello"
