"""Events become blocks, in order, each tied to the one before, and durable before anyone hears of it.

When the disk fails to sync a file, the events go to the next one (`log-2.toml`), which names the last event it
continues; its name is what the first file would have to say. Each turn is taken under a lock on the folder, so that
whoever takes the pen over sees either all of a write or nothing of it.
"""

from __future__ import annotations

import errno
import fcntl
import os
import time
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from cio_tui.core.clock_steps import JUMP
from cio_tui.core.codec import encode
from cio_tui.core.errors import Refused
from cio_tui.runtime.incident_folder import set_ballast_aside, sync_folder
from cio_tui.runtime.log_file import FileChanged, LogFile
from cio_tui.runtime.not_saved import NotSaved, PenLost, not_saved
from cio_tui.runtime.pen import read_holder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from cio_tui.core.record import Recorded
    from cio_tui.runtime.incident_folder import IncidentFolder
    from cio_tui.runtime.pen import Pen

FULL = "The disk is full, and the log is using the room set aside for it. Free some space."

PATIENCE = 5.0
"""Seconds to wait for a write of the session that held the pen."""


class LogWriter:
    """Appends to one incident's log. Every call is one turn; not to be used from two threads."""

    def __init__(
        self,
        folder: IncidentFolder,
        pen: Pen,
        file: LogFile,
        seq: int,
        digest: str,
        sync: Callable[[int], None],
    ) -> None:
        self.folder = folder
        self.seq = seq
        """Of the last event that is durable."""
        self.digest = digest
        """Of the chain up to that event."""
        self.caution = ""
        """What a person should know although the event is saved."""
        self._pen = pen
        self._file = file
        self._sync = sync
        self._last: tuple[datetime, float] | None = None

    def write(self, records: Sequence[Recorded]) -> tuple[Recorded, ...]:
        """Number, encode, write and sync them, all or none. Raises NotSaved, PenLost, Refused.

        No records at all only ask whether the pen is still ours.
        """
        try:
            with turn(self.folder.path):
                self._check_pen()
                written = self._write(records) if records else ()
        except FileChanged as change:
            incident = self.folder.id
            raise NotSaved(
                f"{change} Nothing more is written to it. Run `cio-tui incident verify {incident}`, then resume."
            ) from change
        except OSError as error:
            raise not_saved(error, self._file.path) from error
        if self.caution == FULL and set_ballast_aside(self.folder):
            self.caution = ""
        return written

    def close(self) -> None:
        """Let go of the file and of the pen."""
        self._file.close()
        self._pen.release()

    def _check_pen(self) -> None:
        if not self._pen.is_held():
            holder = read_holder(self.folder.lock)
            who = f"{holder.user} on {holder.host}" if holder else "Another session"
            raise PenLost(
                f"{who} has taken the pen over; this session only reads now. Resume to take it back."
            )

    def _write(self, records: Sequence[Recorded]) -> tuple[Recorded, ...]:
        try:
            return self._put(records)
        except OSError as error:
            if not self._may_try_again(error):
                raise
        return self._put(records)

    def _may_try_again(self, error: OSError) -> bool:
        """Whether there is another file to write to, or room to make."""
        if self._file.is_spent:
            return True
        if error.errno in (errno.ENOSPC, errno.EDQUOT):
            with suppress(FileNotFoundError):
                os.unlink(self.folder.ballast)
                self.caution = FULL
                return True
        return False

    def _put(self, records: Sequence[Recorded]) -> tuple[Recorded, ...]:
        if self._file.is_spent:
            self._begin_next_file()
        data, written, digest, last = b"", [], self.digest, self._last
        origin = "" if self._file.length else self._file.origin
        for seq, recorded in enumerate(records, self.seq + 1):
            numbered = recorded._replace(seq=seq, jump_s=_jump(last, recorded))
            block, digest = _encode(numbered, digest, "" if data else origin)
            data += block
            written.append(numbered._replace(digest=digest))
            last = (recorded.at, recorded.mono)
        self._file.append(data)
        self.seq, self.digest, self._last = self.seq + len(written), digest, last
        return tuple(written)

    def _begin_next_file(self) -> None:
        spent = self._file
        if spent.origin and not spent.length:  # nothing in it counts: the name is used again
            path, origin = spent.path, spent.origin
            with suppress(FileNotFoundError):
                os.unlink(path)
        else:
            path = self.folder.log(len(self.folder.logs()) + 1)
            origin = f"{os.path.basename(spent.path)}#{self.seq}"
        flags = os.O_CREAT | os.O_EXCL
        self._file = LogFile(path, 0, origin, flags, self.folder.file_mode, self._sync)
        spent.close()
        sync_folder(self.folder.path)
        self.caution = (
            f"The disk failed to sync the log; it goes on in {os.path.basename(path)}. Distrust this disk."
        )


def _encode(recorded: Recorded, previous: str, origin: str) -> tuple[bytes, str]:
    try:
        return encode(recorded, previous, origin)
    except ValueError as error:  # too large: trying again would not help
        raise Refused(str(error)) from error


def _jump(last: tuple[datetime, float] | None, recorded: Recorded) -> float:
    """Seconds by which the wall clock was set since the event before; 0 up to JUMP."""
    if last is None:
        return 0.0
    jump = (recorded.at - last[0]).total_seconds() - (recorded.mono - last[1])
    return round(jump, 3) if abs(jump) > JUMP else 0.0


@contextmanager
def turn(folder: str) -> Iterator[None]:
    """Nobody else writes below this folder meanwhile. Raises NotSaved when somebody does not come to an end."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        _wait_for_lock(descriptor, folder)
        yield
    finally:
        os.close(descriptor)


def _wait_for_lock(descriptor: int, folder: str) -> None:
    end = time.monotonic() + PATIENCE
    while True:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > end:
                raise NotSaved(
                    f"Another session has been writing to {folder} for {PATIENCE:g} s. Try again."
                ) from None
            time.sleep(0.005)
        except OSError:  # a file system without locks on folders; the pen itself is still looked at
            return
        else:
            return
