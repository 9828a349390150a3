"""Every sample, one line of JSON each: telemetry beside the log, not part of it.

Not synced, bounded, and never in anybody's way: a thread writes it, and samples are dropped when the disk is slower
than the probes. When the file is full, failures stay longest, since they are what a reviewer asks for.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING

from cio_tui.core.times import stamp
from cio_tui.runtime.file_mode import open_with_mode

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cio_tui.core.reading import Reading
    from cio_tui.runtime.incident_folder import IncidentFolder

LARGEST = 8 << 20
"""Bytes of the file: 16,000 samples, half a day of eight probes."""

WAITING = 1000
"""Samples that may wait for the disk."""

LONGEST = 1 << 16
"""Bytes of a sample; the evidence of a longer one is left out, and that is said in its place."""

OK = b'{"verdict":"ok",'
"""How the line of a good sample begins."""


class ReadingsFile:
    """Keeps the samples of one session of one incident."""

    def __init__(self, folder: IncidentFolder, largest: int = LARGEST) -> None:
        self._path = folder.readings
        self._mode = folder.file_mode
        self._largest = largest
        self._lines: SimpleQueue[bytes | None] = SimpleQueue()
        self._thread = Thread(target=self._work, name="readings", daemon=True)
        self._thread.start()

    def keep(self, reading: Reading) -> None:
        """Write a sample when there is time for it."""
        if self._lines.qsize() < WAITING:
            self._lines.put(line_of(reading))

    def close(self, seconds: float = 1.0) -> None:
        """Write what is waiting, if the disk is quick enough."""
        self._lines.put(None)
        self._thread.join(seconds)

    def _work(self) -> None:
        while (line := self._lines.get()) is not None:
            with suppress(OSError):  # a full disk is the log's to report; telemetry is lost quietly
                self._write(line)

    def _write(self, line: bytes) -> None:
        flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
        descriptor = open_with_mode(self._path, flags, self._mode)
        try:
            size = os.fstat(descriptor).st_size
            if os.write(descriptor, line) < len(line):
                os.ftruncate(descriptor, size)
        finally:
            os.close(descriptor)
        if size + len(line) > self._largest:
            self._thin_out()

    def _thin_out(self) -> None:
        """Halve the file: three parts for what was not good, one for what was, the newest of each."""
        with open(self._path, "rb") as file:
            lines = file.readlines()
        part = self._largest // 8
        kept = newest([line for line in lines if not line.startswith(OK)], 3 * part)
        kept |= newest([line for line in lines if line.startswith(OK)], part)
        smaller = f"{self._path}.part"
        with os.fdopen(
            open_with_mode(smaller, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, self._mode), "wb"
        ) as file:
            file.writelines(line for line in lines if line in kept)
        os.replace(smaller, self._path)


def newest(lines: Sequence[bytes], size: int) -> set[bytes]:
    """The last of these lines that have room in so many bytes."""
    kept: set[bytes] = set()
    for line in reversed(lines):
        size -= len(line)
        if size < 0:
            break
        kept.add(line)
    return kept


def line_of(reading: Reading) -> bytes:
    """A sample as it stands in the file."""
    sample = reading.sample
    table = {
        "verdict": reading.verdict.value,
        "at": stamp(sample.at),
        "mono": round(sample.mono, 3),
        "probe": sample.probe,
        "summary": sample.summary,
        "reasons": reading.reasons,
        "fields": dict(sample.fields),
        "detail": dict(sample.detail),
    }
    line = _written(table)
    if len(line) > LONGEST:
        line = _written(table | {"detail": {"left_out": f"{len(line):,} bytes"}})
    return line


def _written(table: Mapping[str, object]) -> bytes:
    return json.dumps(table, separators=(",", ":")).encode() + b"\n"
