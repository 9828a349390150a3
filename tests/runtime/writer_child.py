"""The program that the crash tests kill: it writes numbered notes and says which are acknowledged.

`write FOLDER COUNT` writes so many and ends; `fight FOLDER COUNT` takes the pen over so many times, whoever holds it.
`serve` waits on stdin for lines `FOLDER PIECES` and forks a child for each, which writes until it is killed, `os.write`
cut into pieces of so many bytes (0: whole).
"""

from __future__ import annotations

import asyncio
import os
import sys
import time
from contextlib import suppress
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from cio_tui.core.chain import LOG_SCHEMA
from cio_tui.core.events import Event, IncidentOpened, Note
from cio_tui.core.record import Recorded
from cio_tui.runtime.incident_folder import IncidentFolder
from cio_tui.runtime.journal import Journal
from cio_tui.runtime.not_saved import NotSaved, PenLost
from cio_tui.runtime.pen import Holder

if TYPE_CHECKING:
    from typing_extensions import Buffer

ME = Holder("child", "here", os.getpid(), "now")
runner = asyncio.Runner()
"""Makes its loop when it first runs something, so each forked writer has its own."""


def say(line: str) -> None:
    """Tell the test, at once."""
    os.write(1, f"{line}\n".encode())


def event(seq: int) -> Event:
    """The opening, then notes of growing and shrinking length."""
    if seq > 1:
        return Note(f"note {seq} " + "x" * (seq * 37 % 300))
    return IncidentOpened(
        LOG_SCHEMA, "0", "INC", "live", "book", "Title", "P1", "0" * 64, "us", "", "here", os.getpid()
    )


def open_journal(folder: IncidentFolder) -> Journal:
    """The journal of this folder, taken up if it holds an event already."""
    log = folder.log()
    is_new = not os.path.exists(log) or os.path.getsize(log) == 0
    if is_new and os.path.exists(log):
        os.unlink(log)
    return Journal.open_new(folder, ME) if is_new else Journal.resume(folder, ME)


def append(journal: Journal) -> None:
    """One more event, tried again as often as a person would; said once it is acknowledged. Raises PenLost."""
    for _ in range(4):
        seq = journal.seq + 1
        try:
            runner.run(journal.append([Recorded(seq, datetime.now(UTC), 0.0, "child", event(seq))]))
        except PenLost:
            raise
        except NotSaved as error:
            say(f"refused {error}")
        else:
            say(f"ack {seq}")
            return


def write(folder: IncidentFolder, count: int) -> None:
    """So many events, then let go."""
    journal = open_journal(folder)
    for _ in range(count):
        append(journal)
    journal.close()


def fight(folder: IncidentFolder, count: int) -> None:
    """Take the pen so many times and write until somebody else takes it."""
    for _ in range(count):
        journal = Journal.resume(folder, ME, take_over=True)
        with suppress(PenLost):
            for _ in range(5):
                append(journal)
        journal.close()


def write_in_pieces(size: int) -> None:
    """Let every write reach the file piece by piece, and slowly, as a kernel under pressure may do."""
    write = os.write

    def in_pieces(descriptor: int, data: Buffer, /) -> int:
        data = bytes(data)
        for start in range(0, len(data), size):
            write(descriptor, data[start : start + size])
            time.sleep(0.0001)
        return len(data)

    os.write = in_pieces


def serve() -> None:
    """Fork a writer for every line on stdin."""
    for line in sys.stdin:
        path, pieces = line.split()
        if child := os.fork():
            say(f"pid {child}")
            os.waitpid(child, 0)
            say("gone")
            continue
        if int(pieces):
            write_in_pieces(int(pieces))
        journal = open_journal(IncidentFolder(path))
        while True:
            append(journal)


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["serve"]:
            serve()
        case ["write", path, count]:
            write(IncidentFolder(path), int(count))
        case ["fight", path, count]:
            fight(IncidentFolder(path), int(count))
