"""A place to work at for tests: real books, folders, sockets and log; a clock that can be set; a queue that answers."""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta
from typing import TYPE_CHECKING

from cio_tui.runtime.clock import FastClock
from cio_tui.runtime.settings import load_settings
from cio_tui.runtime.workplace import make_workplace

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from pathlib import Path

    from cio_tui.runtime.conductor import Conductor
    from cio_tui.runtime.workplace import Workplace

SPEED = 50.0
"""A probe's ten seconds pass in a fifth of one, and the conductor looks every 20 ms."""

PATIENCE = 20.0
"""Seconds until a test gives up; generous, since the machine may be busy."""

LIBRARY = """
[probe.queue]
kind = "http"
title = "Queue"
url = "{queue}"
every = "10s"
timeout = "5s"
fresh = "45s"
extract = { depth = "depth" }
failing = ["error"]
degraded = ["depth > 100"]
"""

BOOK = """
schema = 1
include = ["lib/probes.toml"]
[runbook]
id = "a"
title = "Book a"
severity = "P2"
owner = "team"
reviewed = 2026-11-21
exit = [{ when = "undo.open == 0", text = "all is switched back" }]
[suggest]
when = "queue.depth > 100"
because = "{queue.depth} wait"
[var.who]
prompt = "Whose mail?"
personal = true
[role.ic]
title = "Incident commander"
[[step]]
id = "first"
kind = "do"
title = "First"
text = "Look at {var.who}"
[[step]]
id = "fill"
kind = "do"
title = "Fill"
sensed = "queue.depth > 0"
[[step]]
id = "over"
kind = "decide"
title = "Over?"
branch = [{ label = "to b", goto = "runbook:b" }, { label = "stay", goto = "tell" }]
[[step]]
id = "tell"
kind = "notify"
title = "Tell"
template = "About {var.who}: {queue.depth}. log {log.fingerprint}"
[[step]]
id = "close"
kind = "close"
title = "Close"
"""

OTHER = """
schema = 1
[runbook]
id = "b"
title = "Book b"
severity = "P1"
owner = "team"
reviewed = 2026-11-21
[[step]]
id = "close"
kind = "close"
title = "Close"
"""


class SettableClock(FastClock):
    """Runs fast, can be moved on, and its wall can be set against it."""

    def __init__(self, speed: float = SPEED) -> None:
        super().__init__(speed)
        self.moved = 0.0
        self.wall = timedelta()

    def mono(self) -> float:
        return super().mono() + self.moved

    def now(self) -> datetime:
        return super().now() + self.wall


class Queue:
    """An endpoint of our own that says how many events wait; a status other than 200 is an outage of it."""

    def __init__(self) -> None:
        self.depth = 0
        self.status = 200
        self.asked = 0
        self.url = ""

    async def open(self) -> asyncio.Server:
        """Serve on loopback."""
        server = await asyncio.start_server(self._answer, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/queue"
        return server

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        self.asked += 1
        body = json.dumps({"depth": self.depth}).encode()
        head = (
            f"HTTP/1.1 {self.status} X\r\nContent-Type: application/json\r\nContent-Length: {len(body)}\r\n"
        )
        writer.write(f"{head}Connection: close\r\n\r\n".encode() + body)
        writer.close()


def furnish(folder: Path, queue_url: str = "") -> Path:
    """Books and a configuration below this folder; the configuration's path."""
    books = folder / "books"
    (books / "lib").mkdir(parents=True)
    (books / "lib" / "probes.toml").write_text(LIBRARY)
    (books / "a.toml").write_text(BOOK)
    (books / "b.toml").write_text(OTHER)
    config = folder / "config.toml"
    nowhere = "http://127.0.0.1:9/"
    config.write_text(
        f'runbooks = ["{books}"]\nlabel = "test"\n[log]\ndir = "{folder / "incidents"}"\n[endpoints]\n'
        f'queue = "{queue_url}"\ntrack = "{nowhere}"\napp = "{nowhere}"\nstatus = "{nowhere}"\ncontrol = "{nowhere}"\n'
    )
    return config


def open_office(config: Path, clock: FastClock | None = None, person: str = "amira") -> Workplace:
    """A workplace on that configuration, at the speed of these tests."""
    settings = load_settings(str(config), {})
    place = make_workplace(settings, clock or SettableClock(), {"CIO_TUI_PERSON": person})
    return place._replace(speed=SPEED)


async def until(conductor: Conductor, holds: Callable[[], bool]) -> None:
    """Wait until something is true, looking after every change that the conductor tells of."""
    changed = asyncio.Event()
    unsubscribe = conductor.subscribe(changed.set)
    try:
        async with asyncio.timeout(PATIENCE):
            while not holds():
                await changed.wait()
                changed.clear()
    finally:
        unsubscribe()


def kinds(conductor: Conductor) -> list[str]:
    """The newest events, by kind."""
    return [recorded.event.kind for recorded in conductor.scene().tail]
