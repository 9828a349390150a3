"""One HTTPS listener for every host: the name in the handshake picks the certificate, the Host header the service.

A fault is looked up when a request arrives, so what a scenario changes holds from the next request on, and a
connection opened under another certificate is closed after its answer, as a client would find it after a reload.
"""

from __future__ import annotations

import asyncio
import ssl
from contextlib import suppress
from dataclasses import replace
from email.utils import formatdate
from typing import TYPE_CHECKING

from cio_tui.sim.connections import Connections
from cio_tui.sim.exchange import Answer, answer_html, answer_json, error_at
from cio_tui.sim.faults import HttpFault, Manner, TlsFault
from cio_tui.sim.services import SERVICES
from cio_tui.sim.sites import CONTROL_HOST, SITES, Place, site_struck
from cio_tui.sim.spread import Spread
from cio_tui.sim.wire import UnreadableError, Wire

if TYPE_CHECKING:
    from collections.abc import Callable

    from cio_tui.sim.certificates import Authority
    from cio_tui.sim.exchange import Call, Headers
    from cio_tui.sim.record import Record
    from cio_tui.sim.scene import Scene
    from cio_tui.sim.sites import Region

RECORD_PATH = "/__requests"
"""On the control host: everything received so far, as JSON. Not recorded itself."""

_BACKLOG = 1024
_PATIENCE = 1.0
"""Seconds a client gets to end TLS properly, and all of them together when the server stops."""
_WELL = HttpFault()


class HttpsServer:
    """The listener and its connections."""

    def __init__(
        self, authority: Authority, region: Region, scene: Callable[[], Scene], record: Record
    ) -> None:
        self._authority = authority
        self._region = region
        self._scene = scene
        self._record = record
        self._spread = Spread()
        self._connections = Connections()
        self._server: asyncio.Server | None = None
        self.port = 0

    async def start(self, address: str) -> None:
        """Listen on a free port."""
        context = self._authority.context(CONTROL_HOST)
        context.sni_callback = self._choose_certificate
        self._server = await asyncio.start_server(
            self._serve, address, 0, ssl=context, backlog=_BACKLOG, ssl_shutdown_timeout=_PATIENCE
        )
        self.port = self._server.sockets[0].getsockname()[1]

    async def stop(self) -> None:
        """Close the listener and every connection, answered or not."""
        if self._server is None:
            return
        self._server.close()
        await self._connections.end()
        with suppress(TimeoutError):  # from Python 3.12 on it waits also for clients stuck in the handshake
            async with asyncio.timeout(_PATIENCE):
                await self._server.wait_closed()

    def _choose_certificate(
        self, connection: ssl.SSLObject, name: str | None, _context: ssl.SSLContext
    ) -> int | None:
        host = (name or CONTROL_HOST).lower()
        fault = self._tls_fault(host)
        if fault is TlsFault.REFUSED:
            return ssl.ALERT_DESCRIPTION_HANDSHAKE_FAILURE
        connection.context = self._authority.context(host if host in SITES else CONTROL_HOST, fault)
        return None

    def _tls_fault(self, host: str) -> TlsFault:
        place = site_struck(host, self._region)
        return self._scene().conditions.tls.get(place, TlsFault.NONE) if place else TlsFault.NONE

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._connections.admit()
        wire = Wire(reader, writer)
        try:
            await self._converse(wire)
        except (ConnectionError, ssl.SSLError):
            pass  # the client left in the middle, which is its right
        except asyncio.CancelledError:
            writer.transport.abort()
        finally:
            writer.close()

    async def _converse(self, wire: Wire) -> None:
        shown: TlsFault | None = None
        while True:
            try:
                call = await wire.receive()
            except UnreadableError as error:
                await wire.refuse(error.status)
                return
            if call is None:
                return
            present = self._tls_fault(call.host)
            shown = present if shown is None else shown
            await self._respond(wire, call, closes=present is not shown)

    async def _respond(self, wire: Wire, call: Call, *, closes: bool) -> None:
        scene = self._scene()
        if call.host == CONTROL_HOST and call.path == RECORD_PATH:
            report = answer_json(self._record.document(scene.elapsed))
            await wire.answer(call, report, Manner.ANSWER, closes=closes)
            return
        struck = site_struck(call.host, self._region)
        fault = scene.conditions.http.get(struck, _WELL) if struck else _WELL
        strikes = struck is not None and self._spread.strikes(struck, fault)
        manner = fault.manner if strikes else Manner.ANSWER
        answer = _decide(call, scene, fault, strikes=strikes)
        status = 0 if answer is None else answer.status
        self._record.add(call, status, at=scene.began + scene.elapsed, elapsed=scene.elapsed)
        await asyncio.sleep(fault.latency.at(scene.elapsed))
        if answer is None:
            await wire.leave_unanswered(resets=manner is Manner.RESET)
        else:
            whole = replace(answer, headers=(*answer.headers, *_front_end(call.host)))
            await wire.answer(call, whole, manner, closes=closes)


def _decide(call: Call, scene: Scene, fault: HttpFault, *, strikes: bool) -> Answer | None:
    """What to answer; None is no answer. What gets an error or no answer changes nothing in the world."""
    site = SITES.get(call.host)
    if site is None:
        return answer_html(421)
    if not strikes:
        return SERVICES[site.place](call, scene)
    if fault.manner in (Manner.HANG, Manner.RESET):
        return None
    retry: Headers = () if fault.retry_after is None else (("retry-after", str(fault.retry_after)),)
    if fault.manner is Manner.HTML:
        return answer_html(fault.status or 502, retry)
    if not fault.status:
        return SERVICES[site.place](call, scene)
    answer = error_at(site.place, fault.status)
    return replace(answer, headers=(*answer.headers, *retry))


def _front_end(host: str) -> Headers:
    """The Date that every server sends, and what the vendor's front end adds.

    The Date is real time at every speed of the story: whoever looks for a skew compares it with this host's clock.
    """
    date = ("date", formatdate(usegmt=True))
    site = SITES.get(host)
    if site is None or site.place not in (Place.TRACK, Place.APP):
        return (date,)
    return (date, ("via", "1.1 google"), ("strict-transport-security", "max-age=31536000; includeSubDomains"))
