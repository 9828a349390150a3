"""Our network beneath httpcore: each step timed, each socket in hand, so that closing needs no event loop."""

from __future__ import annotations

import select
from typing import TYPE_CHECKING

import httpcore

from cio_tui.probes.causes import check_is_http
from cio_tui.probes.dial import Link, dial

if TYPE_CHECKING:
    import ssl
    from collections.abc import Iterable

    from cio_tui.probes.exchange import Exchange
    from cio_tui.probes.ground import Ground

_BEGINNING = 64
"""Bytes of an answer kept to name what is not HTTP."""


class BodyLimitReached(Exception):
    """In place of more bytes: unwinds httpcore's generators, which a `break` would leave to the collector."""


class Backend(httpcore.AsyncNetworkBackend):
    """Dials for one client, which has one connection at most."""

    exchange: Exchange
    """The request under way."""

    def __init__(self, ground: Ground) -> None:
        self._ground = ground
        self._is_secure = True
        self._link: Link | None = None

    @property
    def tls(self) -> ssl.SSLObject | None:
        """TLS of the connection, also if its handshake failed."""
        return self._link.stream.tls if self._link else None

    def begin(self, exchange: Exchange, *, secure: bool) -> None:
        """Time and describe what follows as part of this exchange."""
        self.exchange = exchange
        self._is_secure = secure
        if self._link:
            self.describe()
            exchange.timeline.enter("wait")

    def describe(self) -> None:
        """Note in the exchange who is at the other end."""
        if self._link:
            self.exchange.address, self.exchange.via = self._link.address, self._link.via
        if self.tls:
            cipher = self.tls.cipher()
            self.exchange.tls = (self.tls.version() or "", cipher[0] if cipher else "")

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002, ASYNC109  httpcore's signature; the exchange has the budget
        local_address: str | None = None,  # noqa: ARG002
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,  # noqa: ARG002
    ) -> httpcore.AsyncNetworkStream:
        """Called by httpcore when there is no open connection."""
        self.close()
        self._link = await dial(self._ground, host, port, self.exchange.timeline, secure=self._is_secure)
        self.describe()
        if not self._is_secure:
            self.exchange.timeline.enter("wait")
        return _NetworkStream(self, self._link)

    def close(self) -> None:
        """Close the connection, at once."""
        if self._link:
            self._link.stream.close()
            self._link = None


class _NetworkStream(httpcore.AsyncNetworkStream):
    """What httpcore reads and writes. The time limits it passes are not used: the exchange has one of its own."""

    def __init__(self, backend: Backend, link: Link) -> None:
        self._backend = backend
        self._link = link

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002, ASYNC109
        exchange = self._backend.exchange
        if exchange.is_cut:
            raise BodyLimitReached
        data = await self._link.stream.read(max_bytes)
        if not exchange.first_bytes:
            exchange.first_bytes = data[:_BEGINNING]
            check_is_http(exchange.first_bytes)
        return data

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002, ASYNC109
        try:
            await self._link.stream.write(buffer)
        except OSError as error:
            raise httpcore.WriteError from error  # httpcore then reads: there may be an answer that says why

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002, ASYNC109
    ) -> httpcore.AsyncNetworkStream:
        timeline = self._backend.exchange.timeline
        timeline.enter("tls", self._link.address)
        await self._link.stream.start_tls(ssl_context, (server_hostname or "").rstrip("."))
        self._backend.describe()
        timeline.enter("wait")
        return self

    async def aclose(self) -> None:
        self._link.stream.close()

    def get_extra_info(self, info: str) -> object:
        """httpcore asks `is_readable` of an idle connection: bytes, or an end, where none are due mean it is dead."""
        match info:
            case "is_readable":
                poll = select.poll()
                poll.register(self._link.stream.socket, select.POLLIN)
                return bool(poll.poll(0))
            case "ssl_object":
                return self._link.stream.tls
            case _:
                return None
