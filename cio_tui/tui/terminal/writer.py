"""Output that never blocks the event loop: what the terminal does not take now waits, and frames are left out then.

Textual's own writer is a queue of 30 pieces that blocks when full, so with a stalled SSH connection clock, probes and
keys stood still (5.3 s of 6 measured). Here the file is non-blocking and the loop says when it takes more.
"""

from __future__ import annotations

import os
import select
import time
from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from asyncio import AbstractEventLoop
    from collections.abc import Callable

MOST_WAITING = 32_768
"""Bytes: about one screen. With more than that waiting, a new frame would only make the delay longer."""


class FrameWriter:
    """Writes to a terminal from the event loop's thread. `on_drained` is called when all of what waited is gone."""

    def __init__(self, terminal: int, loop: AbstractEventLoop, on_drained: Callable[[], None]) -> None:
        self.descriptor, self._is_shared = _open_again(terminal)
        self._loop = loop
        self._on_drained = on_drained
        self._waiting: deque[memoryview] = deque()
        self._size = 0
        self._is_gone = False

    @property
    def is_stalled(self) -> bool:
        """Whether so much waits that a frame should be left out."""
        return self._size > MOST_WAITING or self._is_gone

    def write(self, data: bytes) -> None:
        """Write now as much as the terminal takes, the rest when it takes more."""
        if self._is_gone or not data:
            return
        was_empty = not self._waiting
        self._waiting.append(memoryview(data))
        self._size += len(data)
        if was_empty and not self._push():
            self._loop.add_writer(self.descriptor, self._drain)

    def finish(self, seconds: float) -> bool:
        """Wait until everything is written; False if the terminal does not take it in time."""
        self._loop.remove_writer(self.descriptor)
        poller = select.poll()
        poller.register(self.descriptor, select.POLLOUT)
        end = time.monotonic() + seconds
        while not self._push():
            left = end - time.monotonic()
            if left <= 0:
                self._drop_all()
                return False
            poller.poll(left * 1000)
        return not self._is_gone

    def close(self) -> None:
        """Leave the terminal's file as it was."""
        self._loop.remove_writer(self.descriptor)
        if self._is_shared:
            with suppress(OSError):
                os.set_blocking(self.descriptor, True)  # the shell has the same open file
        os.close(self.descriptor)

    def _drain(self) -> None:
        if self._push():
            self._loop.remove_writer(self.descriptor)
            if not self._is_gone:
                self._on_drained()

    def _push(self) -> bool:
        """Whether nothing waits any more."""
        while self._waiting:
            piece = self._waiting[0]
            try:
                taken = os.write(self.descriptor, piece)
            except BlockingIOError:
                return False
            except OSError:  # hung up: whoever watches the terminal will end the app
                self._is_gone = True
                self._drop_all()
                return True
            self._size -= taken
            if taken < len(piece):
                self._waiting[0] = piece[taken:]
            else:
                self._waiting.popleft()
        return True

    def _drop_all(self) -> None:
        self._waiting.clear()
        self._size = 0


def _open_again(terminal: int) -> tuple[int, bool]:
    """The terminal as a non-blocking file of our own; or shared with the shell, where opening it is not allowed."""
    try:
        flags = os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK | os.O_CLOEXEC
        return os.open(os.ttyname(terminal), flags), False
    except OSError:  # under `sudo -u` the device belongs to somebody else
        descriptor = os.dup(terminal)
        os.set_blocking(descriptor, False)
        return descriptor, True
