"""Following a log that somebody else writes: every event once, in order, tied to the one read before it."""

from __future__ import annotations

import os
from contextlib import aclosing
from functools import partial
from typing import TYPE_CHECKING

from cio_tui.core.block_table import Unreadable
from cio_tui.core.chain import GENESIS, trace
from cio_tui.core.codec import decode
from cio_tui.core.errors import UserError
from cio_tui.runtime.log_bytes import LARGEST, read_log
from cio_tui.runtime.log_reader import parse
from cio_tui.runtime.news import news_from
from cio_tui.runtime.regular_file import read_regular

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable
    from threading import Event

    from cio_tui.core.record import Recorded
    from cio_tui.runtime.incident_folder import IncidentFolder


class LogDamaged(UserError):
    """The log changed in a way that appending to it does not explain."""


class LogWatch:
    """Where one reader stands in a log."""

    def __init__(self, folder: IncidentFolder) -> None:
        self._folder = folder
        self._files: list[tuple[str, int, int]] = []
        self._offset = 0
        """Bytes of the newest file that were read."""
        self._seq = 0
        self._digest = GENESIS

    def poll(self) -> tuple[Recorded, ...]:
        """The events that are there now and were not before. Raises LogDamaged, UserError."""
        files = [(path, (status := os.stat(path)).st_ino, status.st_size) for path in self._folder.logs()]
        before, self._files = self._files, files
        if files == before:
            return ()
        is_same = [file[:2] for file in files] == [file[:2] for file in before]
        if is_same and files[-1][2] >= self._offset > 0:
            return self._read_on(files[-1][0])
        return self._read_all()

    def _read_on(self, path: str) -> tuple[Recorded, ...]:
        data = read_regular(path, LARGEST)[self._offset :]
        found = trace(data, self._digest, self._seq + 1)
        if len(found.digests) < len(found.blocks):
            return self._read_all()  # it says what is wrong
        try:
            records = tuple(map(decode, found.blocks, found.digests))
        except Unreadable:
            return self._read_all()
        self._offset += len(data) - len(found.torn)
        return self._advance(records)

    def _read_all(self) -> tuple[Recorded, ...]:
        log = read_log(self._folder)
        history = parse(log, max(0, log.seq - self._seq))
        if history.damage and history.damage.kind != "torn":
            raise LogDamaged(f"{history.damage.sentence} Following {self._folder.id} ends here.")
        if self._seq and (log.seq < self._seq or log.digests[self._seq - 1] != self._digest):
            raise LogDamaged(f"{self._folder.id} holds another history than before. Following it ends here.")
        self._offset = log.length
        return self._advance(history.records)

    def _advance(self, records: tuple[Recorded, ...]) -> tuple[Recorded, ...]:
        if records:
            self._seq, self._digest = records[-1].seq, records[-1].digest
        return records


async def follow(folder: IncidentFolder, every: float = 0.5) -> AsyncGenerator[tuple[Recorded, ...], None]:
    """First what is there, then what comes, looked for so often (seconds). Raises LogDamaged, UserError.

    Never ends by itself. Close it with `aclose()`, or leave it to the end of the process.
    """
    async with aclosing(news_from(partial(_watch, LogWatch(folder), every))) as news:
        async for item in news:
            if isinstance(item, UserError):
                raise item
            yield item


def _watch(
    watch: LogWatch, every: float, tell: Callable[[tuple[Recorded, ...] | UserError], None], stop: Event
) -> None:
    while not stop.is_set():
        try:
            if records := watch.poll():
                tell(records)
        except UserError as error:
            tell(error)
            return
        except OSError as error:
            tell(
                UserError(
                    f"The log cannot be read any more: {error.strerror}. Look at its disk, then watch it again."
                )
            )
            return
        stop.wait(every)
