from __future__ import annotations

import asyncio
import ssl
import warnings
from typing import TYPE_CHECKING

from cio_tui.probes.certificate import certificate_of
from cio_tui.probes.ground import ConnectTo, Network
from cio_tui.probes.hosts import HostPort
from cio_tui.probes.proxy import Proxies
from cio_tui.probes.tls_handshake import Handshake, shake_hands
from tests.probes.conftest import answer, reset, zone

if TYPE_CHECKING:
    from tests.probes.conftest import Loopback, MakeGround


HOST = HostPort("track.customer.io", 443)


async def wait_for_end(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read()


async def test_what_was_sent_is_told_from_what_was_relied_on(
    loopback: Loopback, make_ground: MakeGround
) -> None:
    port = await loopback.raw(wait_for_end, loopback.certificate("localhost"))
    shaken = await shake_hands(make_ground(), HostPort("localhost", port), 5.0)
    sent = [certificate_of(peer) for peer in shaken.sent]
    relied_on = [certificate_of(peer) for peer in shaken.relied_on]
    assert len(sent) == 1
    assert relied_on[0] == sent[0]
    root = relied_on[-1]
    assert root is not None
    assert root.is_self_issued


async def test_a_failed_handshake_still_shows_its_chain_cipher_and_code(
    loopback: Loopback, make_ground: MakeGround
) -> None:
    port = await loopback.raw(wait_for_end, loopback.certificate("other.example"))
    shaken = await shake_hands(make_ground(), HostPort("localhost", port), 5.0)
    assert (shaken.exchange.error, shaken.verify_code) == ("tls", 62)
    assert (len(shaken.sent), shaken.relied_on) == (1, ())
    assert shaken.protocol == "TLSv1.3"


async def test_cancelling_returns_at_once_and_closes_the_connection(
    loopback: Loopback, make_ground: MakeGround
) -> None:
    began, ended = asyncio.Event(), asyncio.Event()

    async def swallow(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        began.set()
        while await reader.read(4096):
            pass
        ended.set()

    port = await loopback.raw(swallow)
    task = asyncio.create_task(shake_hands(make_ground(), HostPort("127.0.0.1", port), 600.0))
    await began.wait()
    task.cancel()
    await asyncio.wait([task])
    assert task.cancelled()
    await ended.wait()


async def test_the_phases_add_up_to_the_time_of_the_handshake(
    loopback: Loopback, make_ground: MakeGround
) -> None:
    port = await loopback.raw(wait_for_end, loopback.certificate("localhost"))
    shaken = await shake_hands(make_ground(), HostPort("localhost", port), 5.0)
    assert list(shaken.exchange.timeline.phases) == ["dns", "connect", "tls"]
    assert shaken.exchange.ms == sum(shaken.exchange.timeline.phases.values()) > 0


async def shaken_with(port: int, make_ground: MakeGround, ca_file: str, seconds: float = 5.0) -> Handshake:
    """A handshake with track.customer.io, which is on this port of loopback."""
    network = Network(ca_file=ca_file, connect_to=(ConnectTo(HOST.host, HOST.port, "127.0.0.1", port),))
    return await shake_hands(make_ground(network), HOST, seconds)


async def test_a_host_that_is_too_old_is_named_with_what_it_speaks(
    loopback: Loopback, make_ground: MakeGround, ca_file: str
) -> None:
    tls = loopback.certificate(HOST.host)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        tls.minimum_version = tls.maximum_version = ssl.TLSVersion.TLSv1
    tls.set_ciphers("ALL:@SECLEVEL=0")
    shaken = await shaken_with(await loopback.raw(wait_for_end, tls), make_ground, ca_file)
    assert (shaken.exchange.error, shaken.exchange.cause) == (
        "tls",
        "speaks only TLSv1; clients need TLS 1.2",
    )
    assert (shaken.protocol, len(shaken.sent), shaken.relied_on) == ("TLSv1", 1, ())


async def test_a_port_without_tls_is_called_that(
    loopback: Loopback, make_ground: MakeGround, ca_file: str
) -> None:
    async def greet(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        writer.write(b"220 mail.example.com ESMTP\r\n")
        await writer.drain()

    shaken = await shaken_with(await loopback.raw(greet), make_ground, ca_file)
    assert "does not speak TLS on this port" in shaken.exchange.cause
    assert (shaken.exchange.error, shaken.sent) == ("tls", ())


async def test_a_reset_in_the_handshake_is_named(
    loopback: Loopback, make_ground: MakeGround, ca_file: str
) -> None:
    async def slam(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        reset(writer)

    shaken = await shaken_with(await loopback.raw(slam), make_ground, ca_file)
    assert (shaken.exchange.error, shaken.exchange.cause) == ("tls", "reset during the TLS handshake")


async def test_a_silent_host_is_named_with_how_far_it_got(
    loopback: Loopback, make_ground: MakeGround, ca_file: str
) -> None:
    port = await loopback.raw(wait_for_end)
    shaken = await shaken_with(port, make_ground, ca_file, seconds=0.3)
    assert shaken.exchange.error == "timeout"
    assert shaken.exchange.cause == f"no answer within 0.3 s (TLS handshake with 127.0.0.1:{port})"


async def test_a_closed_port_is_the_connection_and_not_the_certificate(
    make_ground: MakeGround, ca_file: str, closed_port: int
) -> None:
    shaken = await shaken_with(closed_port, make_ground, ca_file)
    assert (shaken.exchange.error, shaken.exchange.cause) == (
        "connect",
        f"connection refused by 127.0.0.1:{closed_port}",
    )


async def test_a_name_that_does_not_exist_is_dns(
    loopback: Loopback, make_ground: MakeGround, ca_file: str
) -> None:
    server = await loopback.dns(zone({}))
    shaken = await shake_hands(make_ground(Network(ca_file=ca_file, dns=(server,))), HOST, 5.0)
    assert (shaken.exchange.error, shaken.exchange.cause) == ("dns", f"DNS: NXDOMAIN from {server}")


async def test_a_proxy_that_refuses_is_the_proxy_and_not_the_host(
    loopback: Loopback, make_ground: MakeGround
) -> None:
    site = await loopback.http(lambda _: answer(status=407))
    shaken = await shake_hands(make_ground(proxies=Proxies("127.0.0.1", site.port)), HOST, 5.0)
    assert shaken.exchange.error == "proxy"
    assert "407" in shaken.exchange.cause
