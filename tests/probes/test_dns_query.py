from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import TYPE_CHECKING, cast

import dns.flags
import dns.message
import dns.rcode
import dns.rdatatype
import pytest

from cio_tui.probes.dns_answer import Answer, Outcome
from cio_tui.probes.dns_query import ask
from cio_tui.probes.dns_servers import NameServer
from cio_tui.probes.failure import SetupError
from tests.probes.conftest import zone

if TYPE_CHECKING:
    from tests.probes.conftest import Loopback

UdpServer = Callable[[Callable[[bytes], bytes | tuple[bytes, ...]]], Awaitable[str]]

HOST = "track.customer.io"
GOOD = zone({HOST: ["192.0.2.1", "2001:db8::1"]})


async def asked(place: str, seconds: float = 5.0, host: str = HOST) -> Answer:
    return await ask(NameServer.parse(place), host, seconds)


async def test_both_families_are_asked_and_timed(loopback: Loopback) -> None:
    answer = await asked(await loopback.dns(GOOD))
    assert (answer.outcome, answer.records) == (Outcome.OK, ("192.0.2.1", "2001:db8::1"))
    assert (answer.ttl, answer.note) == (60, "")
    assert 0 < answer.ms < 5000


@pytest.mark.parametrize(
    ("rcode", "outcome"),
    [
        (dns.rcode.NOERROR, Outcome.NODATA),
        (dns.rcode.NXDOMAIN, Outcome.NXDOMAIN),
        (dns.rcode.SERVFAIL, Outcome.SERVFAIL),
        (dns.rcode.REFUSED, Outcome.REFUSED),
    ],
)
async def test_refusals_are_told_apart(loopback: Loopback, rcode: dns.rcode.Rcode, outcome: Outcome) -> None:
    assert (await asked(await loopback.dns(zone({}, rcode)))).outcome is outcome


async def test_a_silent_server_is_no_answer_within_the_time(loopback: Loopback) -> None:
    answer = await asked(await loopback.dns(lambda _: None), seconds=0.3)
    assert answer.outcome is Outcome.TIMEOUT


async def test_a_lost_packet_is_asked_for_again(loopback: Loopback) -> None:
    seen: list[int] = []

    def forgetful(query: dns.message.Message) -> dns.message.Message | None:
        seen.append(query.question[0].rdtype)
        return None if seen.count(query.question[0].rdtype) == 1 else GOOD(query)

    answer = await asked(await loopback.dns(forgetful), seconds=2.0)
    assert (answer.outcome, answer.note) == (Outcome.OK, "answered only the second try")


async def test_a_reply_that_does_not_fit_comes_over_tcp(loopback: Loopback) -> None:
    def truncated(query: dns.message.Message) -> dns.message.Message | None:
        reply = GOOD(query)
        assert reply is not None
        reply.flags |= dns.flags.TC
        return reply

    answer = await asked(await loopback.dns(truncated))
    assert (answer.outcome, answer.note) == (Outcome.OK, "over TCP")


async def test_a_server_that_chokes_on_edns_is_asked_without(loopback: Loopback) -> None:
    def old(query: dns.message.Message) -> dns.message.Message | None:
        if query.edns < 0:
            return GOOD(query)
        reply = dns.message.make_response(query)
        reply.use_edns(False)
        reply.set_rcode(dns.rcode.FORMERR)
        return reply

    answer = await asked(await loopback.dns(old))
    assert (answer.outcome, answer.note) == (Outcome.OK, "answers only without EDNS")


async def test_one_family_that_fails_is_a_note_beside_the_other(loopback: Loopback) -> None:
    def ipv4_only(query: dns.message.Message) -> dns.message.Message | None:
        if query.question[0].rdtype == dns.rdatatype.A:
            return GOOD(query)
        reply = dns.message.make_response(query)
        reply.set_rcode(dns.rcode.SERVFAIL)
        return reply

    answer = await asked(await loopback.dns(ipv4_only))
    assert (answer.outcome, answer.note) == (Outcome.OK, "IPv6: SERVFAIL")


@pytest.fixture
async def udp_server() -> AsyncIterator[UdpServer]:
    """Answers UDP packets with what a function makes of them, one packet or several, and refuses TCP."""
    transports: list[asyncio.BaseTransport] = []

    async def serve(respond: Callable[[bytes], bytes | tuple[bytes, ...]]) -> str:
        class Respond(asyncio.DatagramProtocol):
            def connection_made(self, transport: asyncio.BaseTransport) -> None:
                self._transport = cast("asyncio.DatagramTransport", transport)

            def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
                packets = respond(data)
                for packet in (packets,) if isinstance(packets, bytes) else packets:
                    self._transport.sendto(packet, addr)

        loop = asyncio.get_running_loop()
        transport, _ = await loop.create_datagram_endpoint(Respond, local_addr=("127.0.0.1", 0))
        transports.append(transport)
        return f"127.0.0.1:{transport.get_extra_info('sockname')[1]}"

    yield serve
    for transport in transports:
        transport.close()


@pytest.mark.parametrize(
    "garble",
    [
        lambda _: b"\x00",
        lambda _: b"HTTP/1.1 400 Bad Request\r\n\r\n",
        lambda query: query[:12],
        lambda query: b"\xff\xff" + query[2:],
        lambda query: query,
    ],
    ids=["short", "http", "cut", "wrong id", "echo"],
)
async def test_what_is_no_reply_is_a_bad_one_and_not_silence(
    udp_server: UdpServer, garble: Callable[[bytes], bytes]
) -> None:
    answer = await asked(await udp_server(garble), seconds=0.5)
    assert answer.outcome is Outcome.BAD_REPLY
    assert answer.note


@pytest.mark.parametrize("stranger", [b"\xff" * 40, b"\x00\x01" + bytes(10)], ids=["garbage", "wrong id"])
async def test_a_packet_that_is_no_reply_does_not_hide_the_reply_behind_it(
    udp_server: UdpServer, stranger: bytes
) -> None:
    def answers(query: bytes) -> tuple[bytes, ...]:
        reply = GOOD(dns.message.from_wire(query))
        assert reply is not None
        return stranger, reply.to_wire()

    answer = await asked(await udp_server(answers))
    assert (answer.outcome, answer.records) == (Outcome.OK, ("192.0.2.1", "2001:db8::1"))
    assert answer.note == ""


async def test_a_reply_that_needs_tcp_where_tcp_is_closed_says_so(udp_server: UdpServer) -> None:
    def truncated(query: bytes) -> bytes:
        reply = dns.message.make_response(dns.message.from_wire(query))
        reply.flags |= dns.flags.TC
        return reply.to_wire()

    answer = await asked(await udp_server(truncated))
    assert (answer.outcome, answer.note) == (Outcome.BAD_REPLY, "its reply needs TCP: connection refused")


async def test_a_query_that_the_kernel_will_not_send_is_unreachable() -> None:
    answer = await ask(NameServer("127.0.0.1", 0), HOST, 5.0)
    assert answer.outcome is Outcome.UNREACHABLE
    assert answer.note


@pytest.mark.parametrize(
    "host", ["a..b", "x" * 64 + ".example.com", "é" * 70], ids=["empty label", "long label", "long name"]
)
async def test_what_no_server_could_be_asked_is_our_own_fault(host: str) -> None:
    with pytest.raises(SetupError, match="is not a host name"):
        await asked("127.0.0.1:1", host=host)


async def test_cancelling_a_query_returns_at_once(loopback: Loopback) -> None:
    arrived = asyncio.Event()

    def swallow(query: dns.message.Message) -> None:
        arrived.set()

    task = asyncio.create_task(asked(await loopback.dns(swallow), seconds=600.0))
    await arrived.wait()
    task.cancel()
    await asyncio.wait([task])
    assert task.cancelled()
