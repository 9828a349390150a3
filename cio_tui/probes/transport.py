"""HTTP for everything in this package, and the only import of httpx: unmaintained since 2024, so one file to switch.

httpx reads URLs and headers and builds requests; they go over our own wire. Not httpx's client: it keeps cookies, and
raises on a hostile Location though it follows none. Nor one pool for all: a cold probe has a connection of its own, and
a client whose request failed opens another.
"""

from __future__ import annotations

import asyncio
import time
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import h11
import httpx

from cio_tui.core.text import clean, clean_line
from cio_tui.probes.authorization import authorization
from cio_tui.probes.body import BodyReader
from cio_tui.probes.causes import explain
from cio_tui.probes.exchange import Exchange, Request
from cio_tui.probes.failure import PhaseError, SetupError
from cio_tui.probes.timeline import Timeline
from cio_tui.probes.wire import Wire

if TYPE_CHECKING:
    import ssl
    from collections.abc import AsyncIterator

    from cio_tui.probes.ground import Ground

Url = httpx.URL
"""What `parse_url` reads; named here so that no other module names httpx."""

_MOST_HEADERS = 100


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
        request = httpx.Request(exchange.request.method, url, headers=headers, content=content)
        _, _, port = _origin(url)
        await wire.open(exchange, url.raw_host.decode(), port, secure=url.scheme == "https")
        head = h11.Request(method=request.method, target=url.raw_path, headers=request.headers.raw)
        await wire.send(head, content)
        _read_head(await wire.head(exchange), exchange)
        body = BodyReader(exchange)
        while not exchange.is_cut and (chunk := await wire.chunk(exchange)):
            body.feed(chunk)
        body.finish()
        wire.finish()

    def _headers(self, request: Request, url: Url) -> dict[str, str]:
        """Everything that goes out, the credential only where it belongs."""
        headers = {"User-Agent": self._ground.user_agent, "Accept": "*/*", "Accept-Encoding": "identity"}
        headers.update(request.headers)
        if request.auth:
            _check_bound(self._ground, request, url)
            headers["Authorization"] = authorization(self._ground, request.auth)
        return headers


def parse_url(url: str) -> Url:
    """Read an absolute URL. Raises SetupError with the remedy."""
    try:
        parsed = httpx.URL(url)
    except (httpx.InvalidURL, ValueError, TypeError) as error:
        raise SetupError(f"{clean_line(url, 80)!r} is not a URL") from error
    if parsed.scheme not in ("http", "https") or not parsed.host:
        raise SetupError(f"{clean_line(url, 80)!r} is not an http:// or https:// URL")
    if parsed.userinfo:
        raise SetupError(
            f"the URL of {clean_line(parsed.host, 80)} holds a user name or password; leave it out"
        )
    return parsed


def join(base: Url, reference: str) -> Url:
    """Where a Location header leads from here. Raises SetupError if it is no URL."""
    try:
        return parse_url(str(base.join(reference)))
    except httpx.InvalidURL as error:
        raise SetupError(f"{clean_line(reference, 80)!r} is not a URL") from error


def same_origin(one: Url, other: Url) -> bool:
    """Whether scheme, host and port are the same."""
    return _origin(one) == _origin(other)


def _origin(url: Url) -> tuple[str, str, int]:
    return url.scheme, url.host.rstrip("."), url.port or (443 if url.scheme == "https" else 80)


def _check_bound(ground: Ground, request: Request, url: Url) -> None:
    """Raise SetupError unless the URL lies on the endpoint that the credential is for."""
    endpoint = parse_url(ground.endpoints.get(request.auth, ""))
    inside = url.path.startswith(endpoint.path.rstrip("/") + "/") and "/../" not in f"{url.path}/"
    if not (same_origin(url, endpoint) and inside):
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
    rows = httpx.Headers(answer.headers.raw_items()).items()
    exchange.headers = {
        clean_line(name, 60): clean(value, 8192) for name, value in list(rows)[:_MOST_HEADERS]
    }


def _text(value: bytes) -> str:
    return value.decode("ascii", "replace")
