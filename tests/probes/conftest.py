"""Real servers on loopback, in the test's own event loop: whatever misbehaves is a few lines in the test itself."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import ssl
import struct
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import TYPE_CHECKING, cast

import dns.message
import dns.rcode
import dns.rdatatype
import dns.rrset
import pytest
import trustme

from cio_tui.core.secret import Secret
from cio_tui.probes.exchange import MAX_BODY, Exchange, Request
from cio_tui.probes.ground import Ground, Network
from cio_tui.probes.memory import Memory
from cio_tui.probes.shared import Shared
from cio_tui.probes.transport import fetch

if TYPE_CHECKING:
    from pathlib import Path

    from cio_tui.probes.proxy import Proxies

Handler = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]
Resolve = Callable[[dns.message.Message], dns.message.Message | None]

SECRETS = {
    "site_id": "a1b2c3d4e5f60718293a",
    "track_api_key": "0f1e2d3c4b5a69788796",
    "app_api_key": "00112233445566778899aabbccddeeff",
    "webhook_signing_key": "ffeeddccbbaa99887766554433221100",
}
"""Credentials by name, in the shapes of real ones."""


@dataclass
class Received:
    """One request as the server saw it."""

    method: str
    target: str
    headers: Mapping[str, str]
    """Lower-case names."""
    body: bytes


def reset(writer: asyncio.StreamWriter) -> None:
    """Close with an RST, so that the peer sees a reset and not an end."""
    connection = writer.get_extra_info("socket")
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    writer.transport.abort()


async def hang(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    """Neither answer nor close."""
    await asyncio.Event().wait()


def says(data: bytes) -> Handler:
    """A server that speaks first and then only listens."""

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(data)
        await writer.drain()
        await reader.read()

    return handle


def told(*parts: bytes, then: Callable[[asyncio.StreamWriter], None] | None = None) -> Handler:
    """A server that reads a request, sends the parts, and closes or does something else."""

    async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        for part in parts:
            writer.write(part)
            await writer.drain()
        if then:
            then(writer)

    return handle


async def read_request(reader: asyncio.StreamReader) -> Received:
    """The next request on a connection."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    first, *rows = head.rstrip().split("\r\n")
    method, target, _ = first.split(" ", 2)
    headers = {name.lower(): value.strip() for name, _, value in (row.partition(":") for row in rows)}
    body = await reader.readexactly(int(headers.get("content-length", "0")))
    return Received(method, target, headers, body)


def answer(
    body: bytes | str = b"", status: int = 200, headers: Mapping[str, str] | None = None, reason: str = "Told"
) -> bytes:
    """A whole HTTP answer."""
    content = body.encode() if isinstance(body, str) else body
    rows = {"Content-Length": str(len(content)), **(headers or {})}
    head = "".join(f"{name}: {value}\r\n" for name, value in rows.items())
    return f"HTTP/1.1 {status} {reason}\r\n{head}\r\n".encode() + content


def zone(records: Mapping[str, Iterable[str]], rcode: dns.rcode.Rcode = dns.rcode.NXDOMAIN) -> Resolve:
    """A name server's answers: addresses by host, `rcode` for every other name."""

    def resolve(query: dns.message.Message) -> dns.message.Message:
        reply = dns.message.make_response(query)
        question = query.question[0]
        name = question.name.to_text(omit_final_dot=True).lower()
        if name not in records:
            reply.set_rcode(rcode)
        is_ipv6 = question.rdtype == dns.rdatatype.AAAA
        found = [address for address in records.get(name, ()) if (":" in address) == is_ipv6]
        if found:
            reply.answer.append(dns.rrset.from_text(question.name, 60, "IN", question.rdtype, *found))
        return reply

    return resolve


@dataclass
class Site:
    """A running HTTP server and what it was asked."""

    port: int
    requests: list[Received] = field(default_factory=list)
    connections: int = 0


class Loopback:
    """Starts servers on free ports of 127.0.0.1; the fixture ends them."""

    def __init__(self, authority: trustme.CA) -> None:
        self.authority = authority
        self._servers: list[asyncio.Server] = []
        self._transports: list[asyncio.DatagramTransport] = []
        self._handlers: set[asyncio.Task[None]] = set()

    def certificate(
        self, *names: str, expires: datetime | None = None, starts: datetime | None = None
    ) -> ssl.SSLContext:
        """A server's TLS context with a certificate for these names, from the trusted authority."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self.authority.issue_cert(*names, not_after=expires, not_before=starts).configure_cert(context)
        return context

    async def raw(
        self, handler: Handler, tls: ssl.SSLContext | None = None, address: str = "127.0.0.1", port: int = 0
    ) -> int:
        """Serve each connection with the handler, then close it; the port, any free one unless given."""

        async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            task = asyncio.current_task()
            assert task is not None
            self._handlers.add(task)
            try:
                await handler(reader, writer)
            except (OSError, EOFError, asyncio.CancelledError):
                pass  # the probe hung up first, as some tests want it to
            finally:
                writer.close()
                with contextlib.suppress(OSError, asyncio.CancelledError):
                    await writer.wait_closed()
                self._handlers.discard(task)

        server = await asyncio.start_server(handle, address, port, ssl=tls)
        self._servers.append(server)
        return int(server.sockets[0].getsockname()[1])

    async def http(self, respond: Callable[[Received], bytes], tls: ssl.SSLContext | None = None) -> Site:
        """Answer every request with the bytes that `respond` makes of it; connections stay open."""
        site = Site(0)

        async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            site.connections += 1
            while True:
                request = await read_request(reader)
                site.requests.append(request)
                writer.write(respond(request))
                await writer.drain()

        site.port = await self.raw(handle, tls)
        return site

    async def dns(self, resolve: Resolve) -> str:
        """Answer UDP and TCP queries; None is silence. Returns `address:port`."""

        async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            size = int.from_bytes(await reader.readexactly(2), "big")
            reply = resolve(dns.message.from_wire(await reader.readexactly(size)))
            if reply is not None:
                wire = reply.to_wire()
                writer.write(len(wire).to_bytes(2, "big") + wire)
                await writer.drain()

        port = await self.raw(handle)
        loop = asyncio.get_running_loop()
        transport, _ = await loop.create_datagram_endpoint(
            lambda: _Udp(resolve), local_addr=("127.0.0.1", port)
        )
        self._transports.append(transport)
        return f"127.0.0.1:{port}"

    async def quiet(self) -> None:
        """Wait until every connection has ended; their clients must have hung up."""
        while self._handlers:
            await asyncio.gather(*self._handlers, return_exceptions=True)
            await asyncio.sleep(0)  # let connections that were still in the backlog show up

    async def close(self) -> None:
        """End servers, connections and handlers."""
        for transport in self._transports:
            transport.close()
        for server in self._servers:
            server.close()
        for _ in range(3):
            await asyncio.sleep(0)  # a connection accepted last has no handler yet
        handlers = list(self._handlers)
        for handler in handlers:
            handler.cancel()
        await asyncio.gather(*handlers, return_exceptions=True)
        for server in self._servers:
            await server.wait_closed()


class _Udp(asyncio.DatagramProtocol):
    def __init__(self, resolve: Resolve) -> None:
        self._resolve = resolve

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.DatagramTransport", transport)  # in 3.11 it is none by class

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        reply = self._resolve(dns.message.from_wire(data))
        if reply is not None:
            self._transport.sendto(reply.to_wire(), addr)


async def got(ground: Ground, port: int, seconds: float = 10.0, max_body: int = MAX_BODY) -> Exchange:
    """What comes of one GET over plain HTTP."""
    return await fetch(ground, Request("GET", f"http://127.0.0.1:{port}/", max_body=max_body), seconds)


@pytest.fixture(scope="session")
def authority() -> trustme.CA:
    return trustme.CA()


@pytest.fixture(scope="session")
def ca_file(authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The authority's certificate on disk, as `ca_file` of `[network]` names it."""
    path: Path = tmp_path_factory.mktemp("authority") / "ca.pem"
    authority.cert_pem.write_to_path(str(path))
    return str(path)


@pytest.fixture
async def loopback(authority: trustme.CA) -> AsyncIterator[Loopback]:
    servers = Loopback(authority)
    yield servers
    await servers.close()


MakeGround = Callable[..., Ground]


@pytest.fixture
def make_ground(ca_file: str) -> MakeGround:
    """A ground that trusts the test authority: endpoints by keyword, the rest as named."""

    def make(
        network: Network | None = None,
        proxies: Proxies | None = None,
        secrets: Mapping[str, str] = SECRETS,
        **endpoints: str,
    ) -> Ground:
        return Ground(
            endpoints=endpoints,
            credential=lambda name: Secret(secrets[name]) if name in secrets else None,
            wall=lambda: datetime.now(UTC),
            mono=time.monotonic,
            shared=Shared(),
            memory=Memory(),
            network=network or Network(ca_file=ca_file),
            proxies=proxies,
        )

    return make
