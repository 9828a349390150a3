"""HTTP/1.1 over one accepted connection, by h11: requests in, answers out, and the ways an answer can go wrong."""

from __future__ import annotations

import asyncio
import socket
import struct
from typing import TYPE_CHECKING

import h11

from cio_tui.sim.exchange import Call, phrase_of
from cio_tui.sim.faults import Manner

if TYPE_CHECKING:
    from cio_tui.sim.exchange import Answer

LARGEST_BODY = 1 << 20
"""Bytes of a request body; the vendor's batches end at 500 KB."""

IDLE = 75.0
"""Seconds a connection may lie unused, or take over one request."""

_CHUNK = 65_536
_LINGER_0 = struct.pack("ii", 1, 0)


class UnreadableError(Exception):
    """The client did not speak HTTP; `str(error)` is the status it should hear."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


class Wire:
    """One connection."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self._http = h11.Connection(h11.SERVER)

    async def receive(self) -> Call | None:
        """The next request, or None when the client is done. Raises UnreadableError."""
        if self._http.our_state is h11.DONE and self._http.their_state is h11.DONE:
            self._http.start_next_cycle()
        if self._http.our_state is not h11.IDLE:
            return None
        try:
            async with asyncio.timeout(IDLE):
                return await self._read_call()
        except h11.RemoteProtocolError as error:
            raise UnreadableError(error.error_status_hint) from error
        except (ConnectionError, TimeoutError):
            return None

    async def _read_call(self) -> Call | None:
        request: h11.Request | None = None
        body = bytearray()
        while True:
            event = self._http.next_event()
            if event is h11.NEED_DATA:
                if self._http.they_are_waiting_for_100_continue:
                    await self._send(h11.InformationalResponse(status_code=100, headers=[]))
                self._http.receive_data(await self._reader.read(_CHUNK))
            elif isinstance(event, h11.Request):
                request = event
            elif isinstance(event, h11.Data):
                body += event.data
                if len(body) > LARGEST_BODY:
                    raise UnreadableError(413)
            elif isinstance(event, h11.EndOfMessage) and request is not None:
                return _call(request, bytes(body))
            else:
                return None

    async def answer(self, call: Call, answer: Answer, manner: Manner, *, closes: bool = False) -> None:
        """Send an answer whole, or half of it. After half of one the connection is of no more use."""
        await self._send(self._head(answer, closes=closes))
        body = b"" if call.method == "HEAD" or answer.status in (204, 304) else answer.body
        if manner in (Manner.STALL, Manner.TRUNCATED):
            await self._send(h11.Data(data=body[: len(body) // 2]))
            if manner is Manner.STALL:
                await self._outwait()
            self._writer.close()
            return
        if body:
            await self._send(h11.Data(data=body))
        await self._send(h11.EndOfMessage())

    async def leave_unanswered(self, *, resets: bool) -> None:
        """Reset the connection, or say nothing until the client gives up."""
        if resets:
            self._reset()
        else:
            await self._outwait()

    def _head(self, answer: Answer, *, closes: bool) -> h11.Response:
        headers = [*answer.headers]
        if answer.status not in (204, 304):
            headers.append(("content-length", str(len(answer.body))))
        if closes:
            headers.append(("connection", "close"))
        return h11.Response(
            status_code=answer.status, headers=headers, reason=phrase_of(answer.status).encode()
        )

    async def refuse(self, status: int) -> None:
        """Tell a client that did not speak HTTP so, as far as that is still possible."""
        if self._http.our_state in (h11.IDLE, h11.SEND_RESPONSE):
            head = [("content-length", "0"), ("connection", "close")]
            await self._send(h11.Response(status_code=status, headers=head))
            await self._send(h11.EndOfMessage())

    async def _send(self, event: h11.Event) -> None:
        data = self._http.send(event)
        if data:
            self._writer.write(data)
            await self._writer.drain()

    async def _outwait(self) -> None:
        """Say nothing until the client gives up."""
        while await self._reader.read(_CHUNK):
            pass

    def _reset(self) -> None:
        """Drop the connection with a RST: closing a socket that lingers for 0 s sends one."""
        raw: socket.socket = self._writer.get_extra_info("socket")
        raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _LINGER_0)
        self._writer.transport.abort()


def _call(request: h11.Request, body: bytes) -> Call:
    headers: dict[str, str] = {}
    for name, value in request.headers:
        headers[name.decode("latin-1")] = value.decode("latin-1")
    host = headers.get("host", "").partition(":")[0].lower()
    return Call(request.method.decode("ascii"), host, request.target.decode("latin-1"), headers, body)
