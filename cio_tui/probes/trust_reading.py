"""The trust store is read on a daemon thread of our own: its file may be a pipe to which nobody writes, or a dead disk.

One of asyncio's threads would hold up the end of the process as long. The end does wait for ours, though not for ever:
OpenSSL takes itself down at exit, and a thread that is still parsing certificates then is a segmentation fault.
"""

from __future__ import annotations

import asyncio
import atexit
import contextlib
import threading
import time
from concurrent.futures import Future
from typing import TYPE_CHECKING

from cio_tui.probes.failure import SetupError

if TYPE_CHECKING:
    from cio_tui.probes.trust import Trust

_PATIENCE = 3.0
"""Seconds that reading may take before whoever asks is told so; it takes 0.025."""
_LAST_WAIT = 1.0
"""Seconds that the end of the process waits."""


class TrustReading:
    """Read once, also when several probes ask at the same moment; again only after it failed."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._reading: Future[Trust] | None = None
        self._thread: threading.Thread | None = None
        self._due = 0.0
        """When it should be read, on the monotonic clock."""

    def begin(self, ca_file: str) -> Future[Trust]:
        """Have it read unless it is; what could not be read is a SetupError."""
        with self._lock:
            if self._reading is None or (self._reading.done() and self._reading.exception()):
                self._reading, self._due = Future(), time.monotonic() + _PATIENCE
                if self._thread is None:
                    atexit.register(self._wait_at_exit)
                self._thread = threading.Thread(target=_read, args=(ca_file, self._reading), daemon=True)
                self._thread.start()
            return self._reading

    async def trust(self, ca_file: str) -> Trust:
        """What was read. Raises SetupError if it cannot be, or takes too long."""
        reading = self.begin(ca_file)
        if not reading.done():
            await _end_of(reading, self._due - time.monotonic())
        return reading.result()

    def _wait_at_exit(self) -> None:
        if self._thread:
            self._thread.join(_LAST_WAIT)


def _read(ca_file: str, reading: Future[Trust]) -> None:
    from cio_tui.probes.trust import build_trust  # ssl costs 8 ms

    try:
        reading.set_result(build_trust(ca_file))
    except SetupError as error:
        reading.set_exception(error)


async def _end_of(reading: Future[Trust], seconds: float) -> None:
    loop, ended = asyncio.get_running_loop(), asyncio.Event()

    def tell(_: Future[Trust]) -> None:
        with contextlib.suppress(RuntimeError):  # the loop has ended in the meantime
            loop.call_soon_threadsafe(ended.set)

    reading.add_done_callback(tell)
    try:
        async with asyncio.timeout(seconds):
            await ended.wait()
    except TimeoutError:
        raise SetupError(
            f"the trusted certificates are not read after {_PATIENCE:g} s;"
            " SSL_CERT_FILE and ca_file should name files that can be read"
        ) from None
