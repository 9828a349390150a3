from __future__ import annotations

import asyncio
import contextlib
from typing import TYPE_CHECKING

import pytest

from cio_tui.core.secret import Secret
from cio_tui.probes.exchange import Exchange, Request
from cio_tui.probes.proxy import Proxies
from cio_tui.probes.transport import fetch
from tests.probes.conftest import answer, hang, read_request, reset, says, told

if TYPE_CHECKING:
    from tests.probes.conftest import Handler, Loopback, MakeGround

HOST = "track.customer.io"
ESTABLISHED = b"HTTP/1.1 200 Connection established\r\n\r\n"


async def pipe(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Carry bytes one way until either side ends."""
    with contextlib.suppress(OSError):
        while data := await reader.read(65_536):
            writer.write(data)
            await writer.drain()
    writer.close()


def tunnel_to(port: int, seen: list[str], delay: float = 0.0) -> Handler:
    """A proxy that connects every tunnel to one local port."""

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        request = await read_request(reader)
        seen.append(
            f"{request.method} {request.target} {request.headers.get('proxy-authorization', '')}".strip()
        )
        await asyncio.sleep(delay)
        writer.write(ESTABLISHED)
        far_reader, far_writer = await asyncio.open_connection("127.0.0.1", port)
        await asyncio.gather(pipe(reader, far_writer), pipe(far_reader, writer))
        await far_writer.wait_closed()

    return handle


async def through(port: int, make_ground: MakeGround, seconds: float = 10.0) -> Exchange:
    proxies = Proxies("localhost", port, "me", Secret("correct horse"))
    return await fetch(make_ground(proxies=proxies), Request("GET", f"https://{HOST}/"), seconds)


async def test_a_request_goes_through_the_proxy_and_names_it(
    loopback: Loopback, make_ground: MakeGround
) -> None:
    site = await loopback.http(lambda _: answer("hello"), loopback.certificate(HOST))
    seen: list[str] = []
    port = await loopback.raw(tunnel_to(site.port, seen))
    exchange = await through(port, make_ground)
    assert (exchange.error, exchange.text, exchange.via) == (None, "hello", f"localhost:{port}")
    assert seen == [f"CONNECT {HOST}:443 Basic bWU6Y29ycmVjdCBob3JzZQ=="]


async def test_the_time_the_proxy_takes_is_a_phase_of_its_own(
    loopback: Loopback, make_ground: MakeGround
) -> None:
    site = await loopback.http(lambda _: answer("hello"), loopback.certificate(HOST))
    exchange = await through(await loopback.raw(tunnel_to(site.port, [], delay=0.06)), make_ground)
    phases = exchange.timeline.phases
    assert list(phases) == ["dns", "connect", "proxy", "tls", "wait", "download"]
    assert phases["proxy"] >= 60 > phases["connect"]


@pytest.mark.parametrize(
    ("handler", "words"),
    [
        (
            told(answer(status=407)),
            "answered 407 for track.customer.io:443: it wants another user name or password",
        ),
        (told(answer(status=403)), "answered 403 for track.customer.io:443: it does not allow this host"),
        (told(answer(status=502)), "answered 502 for track.customer.io:443: it cannot reach the host"),
        (
            told(answer(status=418, reason="Tea\x1b[1m pot")),
            "answered 418 for track.customer.io:443: Tea␛[1m pot",
        ),
        (told(answer(status=200, reason="")[:-2]), "does not answer as an HTTP proxy does"),
        (says(b"SSH-2.0-OpenSSH_9.2\r\n"), "does not answer as an HTTP proxy does"),
        (told(), "does not answer as an HTTP proxy does"),
        (told(b"HTTP/1.1 200 OK\r\n" + b"X-A: b\r\n" * 20_000), "does not answer as an HTTP proxy does"),
    ],
)
async def test_a_proxy_that_refuses_is_the_one_at_fault(
    handler: Handler, words: str, loopback: Loopback, make_ground: MakeGround
) -> None:
    port = await loopback.raw(handler)
    exchange = await through(port, make_ground)
    assert exchange.error == "proxy"
    assert exchange.cause.startswith(f"proxy localhost:{port} {words}")
    assert "correct horse" not in exchange.cause


async def test_a_proxy_that_resets_hangs_or_is_not_there_is_named(
    loopback: Loopback, make_ground: MakeGround, closed_port: int
) -> None:
    resetting = await through(port := await loopback.raw(told(then=reset)), make_ground)
    assert (resetting.error, resetting.cause) == ("proxy", f"connection reset by proxy localhost:{port}")
    hanging = await through(port := await loopback.raw(hang), make_ground, 0.5)
    assert hanging.error == "proxy"
    assert hanging.cause == f"no answer within 0.5 s (waiting for the proxy localhost:{port})"
    missing = await through(closed_port, make_ground)
    assert missing.error == "proxy"
    assert missing.cause.startswith(f"proxy localhost:{closed_port}: connection refused by ")


async def test_a_certificate_behind_the_proxy_is_still_checked(
    loopback: Loopback, make_ground: MakeGround
) -> None:
    site = await loopback.http(lambda _: answer("hello"), loopback.certificate("intercepting.corp"))
    exchange = await through(await loopback.raw(tunnel_to(site.port, [])), make_ground)
    assert (exchange.error, exchange.cause) == (
        "tls",
        f"certificate is for intercepting.corp, not for {HOST}",
    )
