"""One program in a pseudo-terminal of its own, met as its user meets it.

Output is only read and stamped while the program is busy, and drawn in quiet moments afterwards: so what pyte takes is in
no figure, and does not compete with the program for the processor.
"""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
from contextlib import suppress
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple, NoReturn

from tools.bench.screen import Screen

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

COLUMNS, ROWS = 120, 40
TERMINAL = {"TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
QUESTION = re.compile(rb"\x1b\[\?(\d+)\$p")
ANSWERS = {b"2026": b"\x1b[?2026;2$y"}
"""Frames may be marked, so that they are painted at once; any other mode is not known."""
PATIENCE = 3.0
"""Seconds that each way to end a program gets."""


class Changes(NamedTuple):
    """When the screen changed, by the clock of `perf_counter`; None when it did not."""

    first: float | None
    last: float | None


class Session:
    """A program from its start to its end."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str]) -> None:
        self.screen = Screen(COLUMNS, ROWS)
        self.received = 0
        """Bytes."""
        self.is_silent = False
        """Whether the program has closed its end of the terminal."""
        self._undrawn: list[tuple[float, bytes]] = []
        self._status: int | None = None
        self.began = perf_counter()
        self.pid, self._terminal = pty.fork()
        if self.pid == 0:
            _become(command, environment)
        os.set_blocking(self._terminal, False)

    @property
    def has_ended(self) -> bool:
        """Whether the process is gone."""
        if self._status is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            self._status = status if pid else None
        return self._status is not None

    @property
    def peak_mb(self) -> float:
        """The most memory the process has had so far."""
        status = Path(f"/proc/{self.pid}/status").read_text(encoding="utf-8")
        return int(re.findall(r"VmHWM:\s+(\d+)", status)[0]) / 1024

    def press(self, key: str) -> float:
        """Type it; when."""
        at = perf_counter()
        with suppress(OSError):  # the program has gone
            os.write(self._terminal, key.encode())
        return at

    def pump(self, quiet: float, limit: float, *, waits: bool = False) -> int:
        """Read until nothing came for `quiet` seconds, `limit` at most; with `waits` not before something came."""
        start = last = perf_counter()
        received = 0
        while not self.is_silent:
            end = start + limit if waits and not received else min(start + limit, last + quiet)
            left = end - perf_counter()
            if left <= 0:
                break
            if not select.select([self._terminal], [], [], left)[0]:
                continue
            received += self._read()
            last = perf_counter()
        return received

    def _read(self) -> int:
        try:
            data = os.read(self._terminal, 1 << 16)
        except BlockingIOError:
            return 0
        except OSError:  # EIO: nobody holds the other end
            data = b""
        self.is_silent = not data
        self.received += len(data)
        self._undrawn.append((perf_counter(), data))
        for mode in QUESTION.findall(data):
            self.press(ANSWERS.get(mode, b"\x1b[?%b;0$y" % mode).decode())
        return len(data)

    def draw(self, wanted: Callable[[str], object] | None = None) -> Changes:
        """Draw what was read. A change counts as the first if `wanted` holds of the screen's text after it."""
        first = last = None
        undrawn, self._undrawn = self._undrawn, []
        for at, data in undrawn:
            if self.screen.feed(data):
                last = at
                if first is None and (wanted is None or wanted(self.screen.text)):
                    first = at
        return Changes(first, last)

    def wait_for(self, pattern: str, seconds: float = 30.0) -> float:
        """When the screen first matched. Raises SystemExit with what it shows if it never does."""
        wanted = re.compile(pattern, re.MULTILINE).search
        end = perf_counter() + seconds
        while perf_counter() < end and not self.is_silent:
            self.pump(quiet=0.15, limit=1.0, waits=True)
            found = self.draw(wanted).first
            if found is not None:
                return found
        raise SystemExit(f"The screen never showed {pattern!r}:\n{self.screen.text}")

    def close(self, key: str = "") -> None:
        """End the program, by the key if there is one, and give the terminal back."""
        if key:
            self.press(key)
            self._wait()
        for number in (signal.SIGTERM, signal.SIGKILL):
            if not self.has_ended:
                os.kill(self.pid, number)
                self._wait()
        self.pump(quiet=0.02, limit=0.1)
        self.draw()
        os.close(self._terminal)

    def _wait(self) -> None:
        end = perf_counter() + PATIENCE
        while perf_counter() < end and not self.has_ended:
            self.pump(quiet=0.01, limit=0.02)
            if self.is_silent:
                select.select([], [], [], 0.005)


def _become(command: Sequence[str], environment: Mapping[str, str]) -> NoReturn:
    """In the child: be the program, or end."""
    try:
        fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
        os.execvpe(command[0], list(command), {**environment, **TERMINAL})
    finally:
        os._exit(127)
