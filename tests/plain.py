"""A plain walk in a process of its own: each announcement read as it comes, each answer typed when asked for."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from contextlib import suppress
from queue import Empty, Queue
from threading import Thread
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    import signal
    from collections.abc import Mapping
    from types import TracebackType

PATIENCE = 60.0
"""Seconds until a test gives up; generous, since the machine may be busy."""


class PlainProcess:
    """A context manager; on leaving, the process is killed if it still runs."""

    def __init__(self, *words: str, environment: Mapping[str, str] | None = None) -> None:
        self.told: list[str] = []
        """Every line so far."""
        self._lines: Queue[str | None] = Queue()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "cio_tui", *words, "--plain"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            errors="replace",
            bufsize=1,
            env={**os.environ, **(environment or {})},
        )
        self._reader = Thread(target=self._read, daemon=True)
        self._reader.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait()
        self._reader.join()
        for stream in (self._process.stdin, self._process.stdout, self._process.stderr):
            with suppress(BrokenPipeError):  # what was typed last, and nobody read
                assert stream is not None
                stream.close()

    @property
    def pid(self) -> int:
        """Of the process."""
        return self._process.pid

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            self._lines.put(line.rstrip("\n"))
        self._lines.put(None)

    def next(self, seconds: float = PATIENCE) -> str | None:
        """The next line; None when there will be no more. Raises Empty when nothing is said for so long."""
        line = self._lines.get(timeout=seconds)
        if line is not None:
            self.told.append(line)
        return line

    def until(self, start: str) -> str:
        """The next line that begins like this."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                line = self.next(max(0.1, end - time.monotonic()))
            except Empty:
                break
            assert line is not None, f"{start!r} was never said, but:\n{self._all()}"
            if line.startswith(start):
                return line
        raise AssertionError(f"{start!r} was not said in time, but:\n{self._all()}")

    def say(self, line: str) -> None:
        """Type a line."""
        assert self._process.stdin is not None
        self._process.stdin.write(line + "\n")
        self._process.stdin.flush()

    def end_input(self) -> None:
        """As ctrl-d does."""
        assert self._process.stdin is not None
        self._process.stdin.close()

    def signal(self, number: signal.Signals) -> None:
        """Send a signal."""
        self._process.send_signal(number)

    def wait(self) -> int:
        """Let the process end; its exit code."""
        while self.next() is not None:
            pass
        return self._process.wait(PATIENCE)

    def complaints(self) -> str:
        """What it said on stderr, once it has ended."""
        assert self._process.stderr is not None
        return self._process.stderr.read()

    def _all(self) -> str:
        return "\n".join(self.told)
