"""Bytes over one non-blocking socket, in the clear until `start_tls`.

asyncio's own TLS throws the SSLObject away when a handshake fails, and with it the certificate that says why. So
the two memory buffers are pumped here, and closing is one synchronous call that a cancelled task cannot leave out.
"""

from __future__ import annotations

import asyncio
import contextlib
import select
import socket
import ssl
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

_Result = TypeVar("_Result")

_CHUNK = 16_384
"""Bytes asked of the kernel at once: one TLS record."""


class Stream:
    """One connection. Errors are the kernel's and OpenSSL's own: OSError, ssl.SSLError."""

    def __init__(self, connected: socket.socket) -> None:
        self.socket = connected
        self.tls: ssl.SSLObject | None = None
        """Kept after a failed handshake too, so that the certificates can be read."""
        self._incoming = ssl.MemoryBIO()
        self._outgoing = ssl.MemoryBIO()

    @classmethod
    async def connect(cls, address: str, port: int) -> Stream:
        """Open a TCP connection to an IP address."""
        family = socket.AF_INET6 if ":" in address else socket.AF_INET
        sock = socket.socket(family, socket.SOCK_STREAM)
        try:
            sock.setblocking(False)
            sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            await asyncio.get_running_loop().sock_connect(sock, (address, port))
        except BaseException:  # cancelled included: nobody else knows of this socket yet
            sock.close()
            raise
        return cls(sock)

    async def start_tls(self, context: ssl.SSLContext, server_name: str) -> None:
        """Shake hands; raises ssl.SSLError, or EOFError if the peer hung up on it."""
        # a str goes through IDNA, 1 ms to import
        name = server_name.encode() if server_name.isascii() else server_name
        self.tls = context.wrap_bio(self._incoming, self._outgoing, server_hostname=name)
        try:
            await self._pump(self.tls.do_handshake)
        except (ssl.SSLEOFError, ssl.SSLZeroReturnError) as error:  # the latter in Python 3.11.2
            raise EOFError from error
        except ssl.SSLError:
            with contextlib.suppress(OSError):
                await self._flush()  # the alert, so that the server's log says why we left
            raise

    async def read(self, limit: int) -> bytes:
        """At most `limit` bytes; none once the peer has closed, with or without a goodbye."""
        if self.tls is None:
            return await self._receive(min(limit, _CHUNK))
        tls = self.tls
        try:
            return await self._pump(lambda: tls.read(min(limit, _CHUNK)))
        except (ssl.SSLZeroReturnError, ssl.SSLEOFError):
            return b""

    async def write(self, data: bytes) -> None:
        """Send all of it."""
        if self.tls is None:
            await asyncio.get_running_loop().sock_sendall(self.socket, data)
            return
        tls = self.tls
        await self._pump(lambda: tls.write(data))

    def is_quiet(self) -> bool:
        """Whether nothing has come that is not read: neither bytes nor an end, be it in the kernel or in OpenSSL."""
        poll = select.poll()
        poll.register(self.socket, select.POLLIN)
        if poll.poll(0):
            return False
        if self.tls is None:
            return True
        try:
            self.tls.read(1)
        except ssl.SSLWantReadError:
            return True
        except ssl.SSLError:
            return False
        return False

    def close(self) -> None:
        """Close at once; no goodbye that could block. May be called twice."""
        self.socket.close()

    async def _pump(self, operation: Callable[[], _Result]) -> _Result:
        """Repeat an operation of the SSLObject, carrying its bytes to and from the socket, until it is done."""
        while True:
            try:
                result = operation()
            except ssl.SSLWantReadError:
                await self._flush()
                received = await self._receive(_CHUNK)
                if received:
                    self._incoming.write(received)
                else:
                    self._incoming.write_eof()
            else:
                await self._flush()
                return result

    async def _receive(self, limit: int) -> bytes:
        # sock_recv does not suspend while data is waiting: a flood would stop every other task and all timers.
        await asyncio.sleep(0)
        return await asyncio.get_running_loop().sock_recv(self.socket, limit)

    async def _flush(self) -> None:
        if self._outgoing.pending:
            await asyncio.get_running_loop().sock_sendall(self.socket, self._outgoing.read())
