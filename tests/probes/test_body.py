from __future__ import annotations

import gzip
import tracemalloc
import zlib
from typing import TYPE_CHECKING

import pytest

from tests.probes.conftest import answer, got, read_request, told

if TYPE_CHECKING:
    import asyncio

    from tests.probes.conftest import Handler, Loopback, MakeGround


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


def member(content: bytes) -> bytes:
    """One gzip member, the same bytes whenever the test is collected."""
    return gzip.compress(content, mtime=0)


def bare(content: bytes) -> bytes:
    """Deflate without the header that its name stands for."""
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(content) + packer.flush()


def chunked(packed: bytes, size: int, encoding: str) -> Handler:
    """A server that sends so many bytes at a time, each as a chunk of its own."""
    parts = [packed[start : start + size] for start in range(0, len(packed), size)]
    head = f"HTTP/1.1 200 OK\r\nContent-Encoding: {encoding}\r\nTransfer-Encoding: chunked\r\n\r\n"
    return told(head.encode(), *(b"%x\r\n%b\r\n" % (len(part), part) for part in parts), b"0\r\n\r\n")


@pytest.mark.parametrize("size", [1, 7, 1000])
@pytest.mark.parametrize(
    ("packed", "encoding"),
    [
        (member(b"hel") + member(b"") + member(b"lo"), "gzip"),
        (member(b"hello") + bytes(30), "gzip"),
        (member(b"hello") + b"padding \x1f and \x1f\x8b more", "gzip"),
        (bare(b"hello"), "deflate"),
        (member(b"hello"), "deflate"),
        (zlib.compress(b"hello", 0), "deflate"),
    ],
    ids=["members", "zeros behind", "words behind", "bare", "gzip as deflate", "stored"],
)
async def test_what_gzip_and_deflate_stand_for_elsewhere_is_understood(
    packed: bytes, encoding: str, size: int, loopback: Loopback, make_ground: MakeGround
) -> None:
    exchange = await got(make_ground(), await loopback.raw(chunked(packed, size, encoding)))
    assert (exchange.error, exchange.text, exchange.is_cut) == (None, "hello", False)


@pytest.mark.parametrize("before", [b"", member(b"hello"), member(b"") * 500], ids=["bare", "second", "last"])
async def test_a_bomb_in_a_later_member_or_without_a_header_is_cut_as_well(
    before: bytes, loopback: Loopback, make_ground: MakeGround
) -> None:
    content = bytes(50_000_000)
    packed, encoding = (before + member(content), "gzip") if before else (bare(content), "deflate")
    site = await loopback.http(lambda _: answer(packed, headers={"Content-Encoding": encoding}))
    tracemalloc.start()
    exchange = await got(make_ground(), site.port, max_body=4096)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (exchange.error, exchange.is_cut, len(exchange.body)) == (None, True, 4096)
    assert peak < 8_000_000


@pytest.mark.parametrize(
    ("packed", "cause"),
    [
        (member(b"hello") + member(b"there")[:-4], "breaks off"),
        (member(b"hello") + b"\x1f\x8c" + bytes(20), "is damaged"),
        (bare(b"hello" * 99)[:-2], "breaks off"),
    ],
    ids=["second member", "no member", "bare"],
)
async def test_what_is_wrong_with_a_later_part_is_said(
    packed: bytes, cause: str, loopback: Loopback, make_ground: MakeGround
) -> None:
    encoding = "gzip" if packed[0] == 0x1F else "deflate"
    site = await loopback.http(lambda _: answer(packed, headers={"Content-Encoding": encoding}))
    exchange = await got(make_ground(), site.port)
    assert (exchange.error, exchange.cause) == ("body", f"200, but its compressed body {cause}")
