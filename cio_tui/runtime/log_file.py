"""One file of a log, open for appending: everything of one call is durable, or nothing of it is there.

What a failed write left is cut off again. A failed fsync is never tried a second time: Linux marks the pages clean,
and the second call succeeds with the data lost. Such a file is spent, and so is one that cannot be cut.
"""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

from cio_tui.runtime.file_mode import open_with_mode

if TYPE_CHECKING:
    from collections.abc import Callable

FLAGS = os.O_WRONLY | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC


class LogFile:
    """A file of known length that nobody else writes to."""

    def __init__(
        self, path: str, length: int, origin: str, flags: int, mode: int, sync: Callable[[int], None]
    ) -> None:
        self.path = path
        self.length = length
        """Bytes that are acknowledged."""
        self.origin = origin
        """What the first event in it has to continue, `log.toml#41`; empty in a first file."""
        self.is_spent = False
        self._sync = sync
        self._descriptor = open_with_mode(path, FLAGS | flags, mode)
        opened = os.fstat(self._descriptor)
        self._identity = (opened.st_dev, opened.st_ino)

    def append(self, data: bytes) -> None:
        """Write and sync. Raises OSError; the file is then as before, or spent."""
        self._check_unchanged()
        try:
            written = os.write(self._descriptor, data)
        except OSError:
            self._cut_back()
            raise
        if written < len(data):
            self._cut_back()
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))  # what the next call would have said
        self.sync()
        self.length += len(data)

    def sync(self) -> None:
        """Make what was written durable. Raises OSError; the file is then spent."""
        try:
            self._sync(self._descriptor)
        except OSError:
            self._cut_back()
            self.is_spent = True
            raise

    def close(self) -> None:
        """Give the descriptor back."""
        os.close(self._descriptor)

    def _cut_back(self) -> None:
        try:
            os.ftruncate(self._descriptor, self.length)
        except OSError:
            self.is_spent = True

    def _check_unchanged(self) -> None:
        """Somebody's editor, a second writer or a rotated log: appending to that would lose events."""
        found = os.stat(self.path, follow_symlinks=False)
        if (found.st_dev, found.st_ino, found.st_size) != (*self._identity, self.length):
            raise FileChanged(f"{self.path} was changed by another program.")


class FileChanged(Exception):
    """The file is not the one we left."""
