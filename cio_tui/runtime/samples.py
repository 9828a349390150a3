"""The samples of one probe over a whole incident, of this session and of those before, as the file grows.

The file is read from where the last look ended; thinned out, it is another file and read anew. One probe at a time:
half a day of one is 2,000 lines, parsed in 70 ms on a thread; all eight would take what a screen has for everything.
"""

from __future__ import annotations

import asyncio
import os
from contextlib import suppress
from typing import TYPE_CHECKING

from cio_tui.core.kept import Kept, kept_of
from cio_tui.runtime.readings_file import LARGEST, line_of
from cio_tui.runtime.regular_file import UnreadableFileError, open_regular

if TYPE_CHECKING:
    from collections.abc import Callable

    from cio_tui.core.reading import Reading
    from cio_tui.runtime.incident_folder import IncidentFolder


class Samples:
    """Of one probe. One reader at a time."""

    def __init__(
        self, folder: IncidentFolder, probe: str, latest: Callable[[], Reading | None] = lambda: None
    ) -> None:
        self.probe = probe
        self._path = folder.readings
        self._latest = latest
        self._name = f'"{probe}"'.encode()
        self._file = (0, 0)
        """Device and number of the file that was read."""
        self._read_to = 0
        self._kept: tuple[Kept, ...] = ()

    async def read(self) -> tuple[Kept, ...]:
        """Every sample, oldest first; the latest one also when the disk has not taken it."""
        kept = await asyncio.to_thread(self._read_on)
        latest = self._latest()
        unsaved = kept_of(line_of(latest)) if latest else None
        if unsaved is None or (kept and unsaved.at <= kept[-1].at):
            return kept
        return (*kept, unsaved)

    def _read_on(self) -> tuple[Kept, ...]:
        # What was read before is shown; the log tells of the disk.
        with suppress(UnreadableFileError, OSError):
            self._take(self._whole_lines())
        return self._kept

    def _whole_lines(self) -> bytes:
        """What is after the last newline is still being written, and read the next time."""
        with open(open_regular(self._path), "rb") as file:
            status = os.fstat(file.fileno())
            which = (status.st_dev, status.st_ino)
            is_other = which != self._file or status.st_size < self._read_to
            start = max(0, status.st_size - 2 * LARGEST) if is_other else self._read_to
            file.seek(start)
            whole, _, _ = file.read(2 * LARGEST).rpartition(b"\n")
        if is_other:
            self._file, self._read_to, self._kept = which, start, ()
        return whole

    def _take(self, whole: bytes) -> None:
        if not whole:
            return
        self._read_to += len(whole) + 1
        mine = (kept_of(line) for line in whole.split(b"\n") if self._name in line)
        found = {kept.at: kept for kept in mine if kept is not None and kept.probe == self.probe}
        if found:
            known = {kept.at: kept for kept in self._kept}
            self._kept = tuple(sorted((known | found).values(), key=lambda kept: kept.at))
