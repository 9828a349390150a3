"""HTTP/1.1 over our own network: h11 knows the protocol, each step is timed and named, each socket is in hand.

Not httpcore, which speaks through h11 as well: importing it with its anyio costs 2 × `python -c pass` and 3 MB, and its
pool loses a slot now and then when a request is cancelled (1.0.9: 4 of 10 in 600).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import h11

from cio_tui.probes.causes import check_is_http
from cio_tui.probes.dial import Link, dial

if TYPE_CHECKING:
    import ssl

    from cio_tui.probes.exchange import Exchange
    from cio_tui.probes.ground import Ground

_BEGINNING = 64
"""Bytes of an answer kept to name what is not HTTP."""

_LONGEST_HEAD = 100 * 1024
"""Bytes of an answer's status line and headers."""

_MOST_INFORMATIONAL = 20
"""Answers of 1xx before the one that counts: reading them without an end took a whole processor."""

_CHUNK = 65_536
"""Bytes asked of the stream at once."""


class Wire:
    """One connection at most, kept open between requests for as long as both sides like. One request at a time.

    What goes wrong is raised as it is: PhaseError, OSError, EOFError, h11.RemoteProtocolError.
    """

    def __init__(self, ground: Ground, context: ssl.SSLContext) -> None:
        self._ground = ground
        self._context = context
        self._origin: tuple[str, int, bool] = ("", 0, False)
        self._link: Link | None = None
        self._http = h11.Connection(h11.CLIENT, _LONGEST_HEAD)
        self._unsent: OSError | None = None

    @property
    def tls(self) -> ssl.SSLObject | None:
        """TLS of the connection, also if its handshake failed."""
        return self._link.stream.tls if self._link else None

    async def open(self, exchange: Exchange, host: str, port: int, *, secure: bool) -> None:
        """Connect, unless a connection to there can be used again; note in the exchange who is at its end."""
        timeline, origin = exchange.timeline, (host, port, secure)
        if self._link is None or origin != self._origin or not self._is_alive(self._link):
            self.close()
            self._link = await dial(self._ground, host, port, timeline, secure=secure)
            self._origin, self._http = origin, h11.Connection(h11.CLIENT, _LONGEST_HEAD)
            self._unsent = None
            _describe(exchange, self._link)
            if secure:
                timeline.enter("tls", self._link.address)
                await self._link.stream.start_tls(self._context, host.rstrip("."))
        _describe(exchange, self._link)
        timeline.enter("wait")

    async def send(self, request: h11.Request, body: bytes) -> None:
        """The whole request. Raises h11.LocalProtocolError, which quotes the header that cannot be sent."""
        events = (request, *([h11.Data(body)] if body else []), h11.EndOfMessage())
        data = b"".join(filter(None, map(self._http.send, events)))
        if self._link:
            try:
                await self._link.stream.write(data)
            except OSError as error:  # there may be an answer that says why
                self._unsent = error

    async def head(self, exchange: Exchange) -> h11.Response:
        """The head of the answer, informational ones skipped."""
        for _ in range(_MOST_INFORMATIONAL + 1):
            event = await self._next(exchange)
            if isinstance(event, h11.Response):
                return event
            if not isinstance(event, h11.InformationalResponse):
                raise h11.RemoteProtocolError("no answer")
        raise h11.RemoteProtocolError(f"more than {_MOST_INFORMATIONAL} informational answers before it")

    async def chunk(self, exchange: Exchange) -> bytes:
        """The next part of the body; empty once it is whole."""
        event = await self._next(exchange)
        return bytes(event.data) if isinstance(event, h11.Data) else b""

    def finish(self) -> None:
        """Keep the connection for another request if the answer was read whole and both sides like."""
        if self._http.our_state is self._http.their_state is h11.DONE:
            self._http.start_next_cycle()
        else:
            self.close()

    def close(self) -> None:
        """Close the connection, at once."""
        if self._link:
            self._link.stream.close()
            self._link = None

    async def _next(self, exchange: Exchange) -> h11.Event | type[h11.NEED_DATA | h11.PAUSED]:
        while (event := self._http.next_event()) is h11.NEED_DATA:
            data = await self._link.stream.read(_CHUNK) if self._link else b""
            if self._unsent and not (data or exchange.first_bytes):
                raise self._unsent  # the kernel tells of a reset once, and it told the write
            if not data and self._http.their_state is h11.SEND_RESPONSE:
                raise h11.RemoteProtocolError("disconnected without a whole answer")
            if not exchange.first_bytes:
                exchange.first_bytes = data[:_BEGINNING]
                check_is_http(exchange.first_bytes)
            self._http.receive_data(data)
        return event

    def _is_alive(self, link: Link) -> bool:
        """Whether it waits for a request: bytes, or an end, where none are due mean that it does not."""
        unasked, _ = self._http.trailing_data
        return self._http.our_state is h11.IDLE and not unasked and link.stream.is_quiet()


def _describe(exchange: Exchange, link: Link) -> None:
    """Note who is at the other end."""
    exchange.address, exchange.via = link.address, link.via
    if link.stream.tls:
        cipher = link.stream.tls.cipher()
        exchange.tls = (link.stream.tls.version() or "", cipher[0] if cipher else "")
