"""A simulator for each test, and a client made of sockets that sees exactly what went over the wire."""

from __future__ import annotations

import asyncio
import base64
import json
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import tomli

from cio_tui.sim.scenario import parse_scenario
from cio_tui.sim.simulator import Simulator

HEAD = '[scenario]\nid = "test"\ntitle = "a test"\nregion = "{region}"\n'


@dataclass
class Reply:
    """One answer as it came."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    @property
    def document(self) -> dict[str, object]:
        """The JSON object in the body."""
        document = json.loads(self.body)
        assert isinstance(document, dict)
        return document


class Client:
    """Talks to one simulator the way its printed configuration says."""

    def __init__(self, simulator: Simulator) -> None:
        self.simulator = simulator
        self.settings = tomli.loads(simulator.configuration())
        self.port = int(self.settings["network"]["connect_to"][0].rpartition(":")[2])
        self.dns_port = int(self.settings["network"]["dns"][0].rpartition(":")[2])
        self.trust = ssl.create_default_context(cafile=self.settings["network"]["ca_file"])

    def secret(self, name: str, suffix: str = "") -> str:
        """A credential from its file."""
        return Path(self.settings["credentials"][name]["file"] + suffix).read_text()

    def keys(self, host: str, suffix: str = "") -> dict[str, str]:
        """The Authorization header that fits the host."""
        if host.startswith("track"):
            pair = f"{self.secret('site_id', suffix)}:{self.secret('track_api_key', suffix)}"
            return {"Authorization": "Basic " + base64.b64encode(pair.encode()).decode()}
        if host.startswith("api"):
            return {"Authorization": f"Bearer {self.secret('app_api_key', suffix)}"}
        return {}

    async def connect(self, host: str) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        """A TLS connection that checks the name in the certificate."""
        return await asyncio.open_connection("127.0.0.1", self.port, ssl=self.trust, server_hostname=host)

    async def fetch(
        self, url: str, method: str = "GET", *, keys: Mapping[str, str] | None = None, body: object = None
    ) -> Reply:
        """One request on a connection of its own; the good key is sent unless other ones are given."""
        parts = urlsplit(url)
        host = str(parts.hostname)
        reader, writer = await self.connect(host)
        content = b"" if body is None else body if isinstance(body, bytes) else json.dumps(body).encode()
        writer.write(request(method, url, {**(self.keys(host) if keys is None else keys)}, content))
        try:
            return await read_reply(reader, has_body=method != "HEAD")
        finally:
            writer.transport.abort()

    async def read(self, url: str) -> dict[str, object]:
        """The JSON object at a URL that must answer 200."""
        reply = await self.fetch(url)
        assert reply.status == 200, reply.body
        return reply.document


def request(method: str, url: str, headers: Mapping[str, str], content: bytes = b"") -> bytes:
    """The bytes of a request."""
    parts = urlsplit(url)
    target = url.split(str(parts.netloc), 1)[1] or "/"
    rows = {"Host": str(parts.netloc), **headers}
    if content:
        rows["Content-Length"] = str(len(content))
    head = "".join(f"{name}: {value}\r\n" for name, value in rows.items())
    return f"{method} {target} HTTP/1.1\r\n{head}\r\n".encode() + content


async def read_reply(reader: asyncio.StreamReader, *, has_body: bool = True) -> Reply:
    """The next answer on a connection."""
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
    first, *rows = head.rstrip().split("\r\n")
    headers = {name.lower(): value.strip() for name, _, value in (row.partition(":") for row in rows)}
    length = int(headers.get("content-length", "0")) if has_body else 0
    return Reply(int(first.split(" ")[1]), headers, await reader.readexactly(length))


Play = Callable[..., Awaitable[Client]]


@pytest.fixture
async def play() -> AsyncIterator[Play]:
    """Starts a simulator whose changes are given as TOML; time stands still until `seek`."""
    async with AsyncExitStack() as exits:

        async def start(changes: str = "", *, region: str = "us", speed: float = 0.0) -> Client:
            scenario = parse_scenario("test.toml", (HEAD.format(region=region) + changes).encode())
            return Client(await exits.enter_async_context(Simulator(scenario, speed=speed)))

        yield start


@pytest.fixture
async def well(play: Play) -> Client:
    """A simulator in which nothing is wrong."""
    return await play()


def at_once(settings: str) -> str:
    """One change at the start."""
    return f'\n[[change]]\nat = "0s"\n{settings}\n'
