"""A name server on loopback, UDP and TCP on one port, that can fail for one host and answer for the next."""

from __future__ import annotations

import asyncio
import struct
from typing import TYPE_CHECKING, cast

import dns.exception
import dns.flags
import dns.message
import dns.name
import dns.rcode
import dns.rdatatype
import dns.rrset

from cio_tui.sim.connections import Connections
from cio_tui.sim.faults import DnsFault
from cio_tui.sim.sites import site_struck
from cio_tui.sim.zones import host_records, mail_records

if TYPE_CHECKING:
    from collections.abc import Callable

    from cio_tui.sim.faults import Conditions
    from cio_tui.sim.sites import Region
    from cio_tui.sim.zones import Records

TTL = 60
"""Seconds, the vendor's order of magnitude."""

NOWHERE = "127.0.0.2"
"""An address of this host on which the simulator does not listen."""

_RCODES = {
    DnsFault.NXDOMAIN: dns.rcode.NXDOMAIN,
    DnsFault.SERVFAIL: dns.rcode.SERVFAIL,
    DnsFault.REFUSED: dns.rcode.REFUSED,
    DnsFault.EMPTY: dns.rcode.NOERROR,
}
_SOA = "ns.example.net. hostmaster.example.net. 1 3600 600 86400 60"
_UDP_SIZE = 1232
"""Bytes of a UDP answer at most, the DNS flag day figure; more is cut and fetched by TCP."""


class NameServer:
    """Answers from the zones, unless the conditions of the moment say otherwise."""

    def __init__(self, address: str, region: Region, conditions: Callable[[], Conditions]) -> None:
        self._address = address
        self._region = region
        self._conditions = conditions
        self._hosts = host_records(address, region)
        self._udp: asyncio.DatagramTransport | None = None
        self._tcp: asyncio.Server | None = None
        self._connections = Connections()
        self.port = 0

    async def start(self) -> None:
        """Listen on a free port; the same number for both, as a client expects."""
        loop = asyncio.get_running_loop()
        self._tcp = await asyncio.start_server(self._serve_tcp, self._address, 0)
        self.port = self._tcp.sockets[0].getsockname()[1]
        self._udp, _ = await loop.create_datagram_endpoint(
            lambda: _Datagrams(self._answer), local_addr=(self._address, self.port)
        )

    async def stop(self) -> None:
        """Stop answering."""
        if self._udp is not None:
            self._udp.close()
        if self._tcp is not None:
            self._tcp.close()
            await self._connections.end()
            await self._tcp.wait_closed()

    async def _serve_tcp(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._connections.admit()
        try:
            while True:
                (length,) = struct.unpack("!H", await reader.readexactly(2))
                answer = self._answer(await reader.readexactly(length), 65_535)
                if answer is not None:
                    writer.write(struct.pack("!H", len(answer)) + answer)
                    await writer.drain()
        except (asyncio.IncompleteReadError, ConnectionError, asyncio.CancelledError):
            pass  # the client has what it wanted, or the server stops
        finally:
            writer.close()

    def _answer(self, wire: bytes, size: int = _UDP_SIZE) -> bytes | None:
        """The reply, or None to stay silent."""
        try:
            query = dns.message.from_wire(wire)
        except dns.exception.DNSException:
            return None
        if query.flags & dns.flags.QR or len(query.question) != 1:
            return None
        fault = self._fault(_text(query.question[0].name))
        if fault is DnsFault.TIMEOUT:
            return None
        room = size if size > _UDP_SIZE else min(size, query.payload or 512)
        return self._reply(query, fault).to_wire(max_size=max(512, room))

    def _fault(self, host: str) -> DnsFault:
        place = site_struck(host, self._region)
        return self._conditions().dns.get(place, DnsFault.NONE) if place else DnsFault.NONE

    def _reply(self, query: dns.message.Message, fault: DnsFault) -> dns.message.Message:
        reply = dns.message.make_response(query, recursion_available=True)
        if fault in _RCODES:
            reply.set_rcode(_RCODES[fault])
            return reply
        records = self._hosts | mail_records(self._conditions().mail)
        question = query.question[0]
        if fault is DnsFault.ELSEWHERE:
            records[_text(question.name), "A"] = (NOWHERE,)
        self._fill(reply, records, question.name, dns.rdatatype.to_text(question.rdtype))
        return reply

    def _fill(self, reply: dns.message.Message, records: Records, name: dns.name.Name, kind: str) -> None:
        """Put in what the zones hold, following an alias; else say that there is nothing, or no such name."""
        alias = records.get((_text(name), "CNAME"))
        if alias is not None and kind != "CNAME":
            reply.answer.append(dns.rrset.from_text(name, TTL, "IN", "CNAME", *alias))
            self._fill(reply, records, dns.name.from_text(alias[0]), kind)
            return
        found = records.get((_text(name), kind))
        if found:
            data = [_quoted(text) if kind == "TXT" else text for text in found]
            reply.answer.append(dns.rrset.from_text(name, TTL, "IN", kind, *data))
            return
        if not any(_text(name) == known or known.endswith("." + _text(name)) for known, _ in records):
            reply.set_rcode(dns.rcode.NXDOMAIN)
        reply.authority.append(dns.rrset.from_text(name, TTL, "IN", "SOA", _SOA))


def _text(name: dns.name.Name) -> str:
    return name.to_text(omit_final_dot=True).lower()


def _quoted(text: str) -> str:
    """A TXT record as strings of at most 255 bytes: a DKIM key needs two."""
    return " ".join(f'"{text[at : at + 255]}"' for at in range(0, len(text), 255))


class _Datagrams(asyncio.DatagramProtocol):
    def __init__(self, answer: Callable[[bytes], bytes | None]) -> None:
        self._answer = answer
        self._transport: asyncio.DatagramTransport | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        # Python 3.11's own datagram transport is no subclass of asyncio.DatagramTransport.
        self._transport = cast("asyncio.DatagramTransport", transport)

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        reply = self._answer(data)
        if reply is not None and self._transport is not None:
            self._transport.sendto(reply, addr)
