"""HTTP for everything in this package: what goes out, what came back, and the credential only where it belongs.

Not httpx's client: it keeps cookies, and raises on a hostile Location though it follows none. Nor one pool for all: a
cold probe has a connection of its own, and a client whose request failed opens another.
"""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import h11

from cio_tui.core.text import clean, clean_line
from cio_tui.probes.authorization import authorization
from cio_tui.probes.body import BodyReader
from cio_tui.probes.causes import explain
from cio_tui.probes.exchange import Exchange, Request
from cio_tui.probes.failure import PhaseError, SetupError
from cio_tui.probes.timeline import Timeline
from cio_tui.probes.url import parse_url
from cio_tui.probes.wire import Wire

if TYPE_CHECKING:
    import ssl
    from collections.abc import AsyncIterator, Iterable

    from cio_tui.probes.ground import Ground
    from cio_tui.probes.url import Url

_MOST_HEADERS = 100
LONGEST_VALUE = 8192
"""Characters of a header that are kept."""


async def fetch(ground: Ground, request: Request, seconds: float) -> Exchange:
    """One request over a connection of its own. See `Client.fetch`."""
    async with connection(ground) as client:
        return await client.fetch(request, seconds)


@asynccontextmanager
async def connection(ground: Ground) -> AsyncIterator[Client]:
    """A client that keeps its connection open between requests, for a series. One request at a time."""
    trust = await ground.trust()
    client = Client(ground, trust.context)
    try:
        yield client
    finally:
        client.close()


class Client:
    """Requests to one origin, one after the other. Made by `connection`."""

    def __init__(self, ground: Ground, context: ssl.SSLContext) -> None:
        self._ground = ground
        self._wire = Wire(ground, context)

    async def fetch(self, request: Request, seconds: float) -> Exchange:
        """Send and read within `seconds`; a target that fails is an Exchange with `error` and `cause`.

        Raises SetupError if the request cannot be made: a missing credential, a URL that is none.
        """
        url = parse_url(request.url)
        headers = self._headers(request, url)
        exchange = Exchange(request, Timeline(seconds), sent=tuple(headers))
        failed = True
        try:
            async with asyncio.timeout(seconds):
                await self._perform(exchange, url, headers)
            failed = False
        except (h11.LocalProtocolError, UnicodeEncodeError):  # their messages quote the header
            raise SetupError(
                "a header of this request cannot be sent; is there a line break in it?"
            ) from None
        except (PhaseError, OSError, EOFError, h11.RemoteProtocolError) as error:
            exchange.error, exchange.cause = explain(error, exchange, url.host, self._wire.tls)
        finally:
            exchange.timeline.stop()
            if failed:
                self._wire.close()
        return exchange

    def close(self) -> None:
        """Close the connection, at once."""
        self._wire.close()

    async def _perform(self, exchange: Exchange, url: Url, headers: dict[str, str]) -> None:
        wire, content = self._wire, exchange.request.body
        framing = {"Host": url.authority} | ({"Content-Length": str(len(content))} if content else {})
        head = h11.Request(
            method=exchange.request.method, target=url.target, headers=[*(framing | headers).items()]
        )
        scheme, _, port = url.origin
        await wire.open(exchange, url.ascii_host, port, secure=scheme == "https")
        await wire.send(head, content)
        _read_head(await wire.head(exchange), exchange)
        body = BodyReader(exchange)
        while not exchange.is_cut and (chunk := await wire.chunk(exchange)):
            body.feed(chunk)
        body.finish()
        wire.finish()

    def _headers(self, request: Request, url: Url) -> dict[str, str]:
        """Everything that goes out, the credential only where it belongs."""
        usual = {"User-Agent": self._ground.user_agent, "Accept": "*/*", "Accept-Encoding": "identity"}
        given = {name.lower() for name in request.headers}
        headers = {name: usual[name] for name in usual if name.lower() not in given} | {**request.headers}
        if request.auth:
            _check_bound(self._ground, request, url)
            headers["Authorization"] = authorization(self._ground, request.auth)
        return headers


def _check_bound(ground: Ground, request: Request, url: Url) -> None:
    """Raise SetupError unless the URL lies on the endpoint that the credential is for."""
    endpoint = parse_url(ground.endpoints.get(request.auth, ""))
    inside = url.path.startswith(endpoint.path.rstrip("/") + "/") and "/../" not in f"{url.path}/"
    if url.origin != endpoint.origin or not inside:
        where = clean_line(f"{url.scheme}://{url.host}", 80)
        raise SetupError(f"the {request.auth} credential is for {endpoint.host} and is not sent to {where}")
    if url.scheme != "https" and url.host not in ("localhost", "127.0.0.1", "::1"):
        raise SetupError(f"the {request.auth} credential is not sent over http://; use https://")


def _read_head(answer: h11.Response, exchange: Exchange) -> None:
    exchange.timeline.enter("download")
    exchange.answered_at = time.time()
    exchange.status = answer.status_code
    exchange.reason = clean_line(_text(answer.reason), 60)
    exchange.http_version = f"HTTP/{_text(answer.http_version)}"
    exchange.headers = _joined(answer.headers)


def _joined(rows: Iterable[tuple[bytes, bytes]]) -> dict[str, str]:
    """By name, those of one name in one line (RFC 9110 §5.3)."""
    values: dict[bytes, list[bytes]] = {}
    for name, value in rows:
        values.setdefault(name, []).append(value)
    return {
        clean_line(_text(name), 60): clean(_text(b", ".join(values[name])), LONGEST_VALUE)
        for name in list(values)[:_MOST_HEADERS]
    }


def _text(value: bytes) -> str:
    """UTF-8 where it is that, else as HTTP/1.0 had it: every byte a letter."""
    try:
        return value.decode()
    except UnicodeDecodeError:
        return value.decode("iso-8859-1")
