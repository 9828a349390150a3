"""Names as this host's own programs see them: `getaddrinfo`, on daemon threads of our own.

It cannot be cancelled. On asyncio's default executor (6 threads on 2 cores) seven stuck lookups keep every other
thread job waiting and hold up the exit for as long as they last; a daemon thread does neither. A host that is
still being looked up is not looked up again, so a name server that never answers costs one thread a host.
"""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
from typing import NamedTuple

_WORDS = {
    socket.EAI_NONAME: "no such name",
    socket.EAI_AGAIN: "no answer",
    socket.EAI_FAIL: "the lookup failed",
}


class Lookup(NamedTuple):
    """What the host's resolver said."""

    addresses: tuple[str, ...] = ()
    """In the order in which the host would try them."""
    failure: str = ""
    """In words, if there are no addresses."""


_NO_NAME = Lookup(failure="not a host name")


class HostLookups:
    """Lookups under way, by host. Belongs to one event loop."""

    def __init__(self) -> None:
        self._pending: dict[str, asyncio.Future[Lookup]] = {}

    async def ask(self, host: str) -> Lookup:
        """Look a host up. Cancelling the caller leaves the lookup to end by itself."""
        pending = self._pending.get(host)
        if pending is None:
            pending = self._start(host)
        return await asyncio.shield(pending)

    def _start(self, host: str) -> asyncio.Future[Lookup]:
        loop = asyncio.get_running_loop()
        future: asyncio.Future[Lookup] = loop.create_future()

        def look_up() -> None:
            found = _look_up(host)
            with contextlib.suppress(RuntimeError):  # the loop has ended in the meantime
                loop.call_soon_threadsafe(self._settle, host, found)

        self._pending[host] = future
        threading.Thread(target=look_up, name=f"getaddrinfo {host}", daemon=True).start()
        return future

    def _settle(self, host: str, found: Lookup) -> None:
        self._pending.pop(host).set_result(found)


def _look_up(host: str) -> Lookup:
    """Blocks for as long as the host's resolver likes."""
    labels = host.removesuffix(".").split(".")
    if "\0" in host or not all(0 < len(label) < 64 for label in labels):
        return _NO_NAME  # up to a NUL it may be another name, and that one would be found
    try:
        name = host.encode() if host.isascii() else host  # a str goes through IDNA, 1 ms to import
        rows = socket.getaddrinfo(name, None, type=socket.SOCK_STREAM)
    except socket.gaierror as error:
        return Lookup(failure=_WORDS.get(error.errno or 0, str(error.strerror)))
    except (UnicodeError, OSError):  # letters that no name has
        return _NO_NAME
    return Lookup(tuple(dict.fromkeys(str(row[4][0]) for row in rows)))
