from __future__ import annotations

import asyncio
import gzip
from typing import TYPE_CHECKING

import pytest

from cio_tui.probes.exchange import Request
from cio_tui.probes.transport import fetch
from tests.probes.conftest import answer, got, hang, read_request, reset, told

if TYPE_CHECKING:
    from tests.probes.conftest import Loopback, MakeGround


HEAD = b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n"


CASES = {
    "closed": (told(), "protocol", "closed without an answer"),
    "reset": (told(then=reset), "protocol", "reset while waiting for the answer"),
    "another protocol": (
        told(b"SSH-2.0-OpenSSH_9.2\r\n"),
        "protocol",
        "not HTTP: it began with 'SSH-2.0-OpenSSH_9.2'",
    ),
    "half a head": (
        told(b"HTTP/1.1 200 OK\r\nServ"),
        "protocol",
        "the head of the answer is broken off",
    ),
    "a broken status": (
        told(b"HTTP/1.1 abc\r\n\r\n"),
        "protocol",
        "the head of the answer is malformed: illegal status line",
    ),
    "a flood of informational answers": (
        told(b"HTTP/1.1 103 Early Hints\r\n\r\n" * 21),
        "protocol",
        "the head of the answer is malformed: more than 20 informational answers before it",
    ),
    "a flood of headers": (
        told(b"HTTP/1.1 200 OK\r\n", b"X-A: b\r\n" * 40_000),
        "protocol",
        "the headers of the answer are larger than 100 KiB",
    ),
    "an early end": (told(HEAD, b"x" * 30), "body", "200, then broken off after 30 of 100 bytes of the body"),
    "a reset in the body": (
        told(HEAD, b"x" * 30, then=reset),
        "body",
        "200, then reset after 30 of 100 bytes of the body",
    ),
    "broken chunks": (
        told(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nzz\r\n"),
        "body",
        "200, then malformed after 5 bytes of the body",
    ),
    "half of the chunks": (
        told(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n"),
        "body",
        "200, then broken off after 5 bytes of the body",
    ),
    "an encoding nobody asked for": (
        told(answer(b"\x0b\x02\x80", headers={"Content-Encoding": "br"})),
        "body",
        "200, compressed as 'br' unasked",
    ),
    "damaged gzip": (
        told(answer(b"\x1f\x8bnonsense", headers={"Content-Encoding": "gzip"})),
        "body",
        "200, but its compressed body is damaged",
    ),
    "half of a gzip": (
        told(answer(gzip.compress(b"hello")[:-6], headers={"Content-Encoding": "gzip"})),
        "body",
        "200, but its compressed body breaks off",
    ),
}


@pytest.mark.parametrize("case", CASES)
async def test_a_broken_answer_is_named_by_phase_and_in_words(
    case: str, loopback: Loopback, make_ground: MakeGround
) -> None:
    handler, error, cause = CASES[case]
    exchange = await got(make_ground(), await loopback.raw(handler))
    assert (exchange.error, exchange.cause) == (error, cause)


async def test_a_reset_that_the_request_runs_into_is_a_reset(
    loopback: Loopback, make_ground: MakeGround
) -> None:
    async def resets(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        reset(writer)

    url = f"http://127.0.0.1:{await loopback.raw(resets)}/"
    large = Request("POST", url, body=bytes(20_000_000))  # more than the kernel takes at once
    exchange = await fetch(make_ground(), large, 10.0)
    assert (exchange.error, exchange.cause) == ("protocol", "reset while waiting for the answer")


async def test_a_closed_port_is_refused_by_its_address(make_ground: MakeGround, closed_port: int) -> None:
    exchange = await got(make_ground(), closed_port)
    assert (exchange.error, exchange.cause) == (
        "connect",
        f"connection refused by 127.0.0.1:{closed_port}",
    )
    assert exchange.status == 0


async def test_a_server_that_never_answers_is_left_at_the_limit(
    loopback: Loopback, make_ground: MakeGround
) -> None:
    exchange = await got(make_ground(), await loopback.raw(hang), seconds=0.5)
    assert (exchange.error, exchange.cause) == ("timeout", "no answer within 0.5 s (waiting for the answer)")


async def test_a_drip_cannot_stretch_the_limit(loopback: Loopback, make_ground: MakeGround) -> None:
    async def drip(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        writer.write(HEAD)
        while True:
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(0.02)

    exchange = await got(make_ground(), await loopback.raw(drip), seconds=0.5)
    assert exchange.error == "timeout"
    assert exchange.cause.startswith("200, then no complete answer within 0.5 s (")
    assert exchange.cause.endswith(" of 100 bytes of the body)")


async def test_a_hang_up_and_a_reset_during_the_handshake_are_named(
    loopback: Loopback, make_ground: MakeGround
) -> None:
    async def resets(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        reset(writer)

    async def closes(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(10_000)

    for handler, words in ((resets, "reset"), (closes, "closed")):
        port = await loopback.raw(handler)
        exchange = await fetch(make_ground(), Request("GET", f"https://localhost:{port}/"), 10.0)
        assert (exchange.error, exchange.cause) == ("tls", f"{words} during the TLS handshake")


async def test_a_handshake_that_hangs_ends_at_the_limit(loopback: Loopback, make_ground: MakeGround) -> None:
    port = await loopback.raw(hang)
    exchange = await fetch(make_ground(), Request("GET", f"https://localhost:{port}/"), 0.5)
    assert exchange.error == "timeout"
    assert exchange.cause == f"no answer within 0.5 s (TLS handshake with 127.0.0.1:{port})"
