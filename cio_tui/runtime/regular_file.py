"""Small files that anyone may have placed: a FIFO, a device, a loop of links or a giant is one sentence, at once."""

from __future__ import annotations

import os
import stat

from cio_tui.core.errors import UserError

LARGEST = 1 << 20
"""Bytes of a runbook, a scenario or a configuration."""

_KINDS = {stat.S_IFIFO: "a pipe", stat.S_IFDIR: "a folder"}


class UnreadableFileError(UserError):
    """A file that cannot be used, with the reason and what would help."""


def read_regular(path: str | os.PathLike[str], limit: int = LARGEST, flags: int = 0) -> bytes:
    """All bytes of a regular file of at most `limit` bytes. Raises UnreadableFileError."""
    descriptor = open_regular(path, flags)
    try:
        data = _read(descriptor, limit + 1)
    except OSError as error:  # /proc/self/mem is a regular file and answers EIO
        raise UnreadableFileError(f"{path}: {error.strerror}.") from error
    finally:
        os.close(descriptor)
    if len(data) > limit:
        raise UnreadableFileError(f"{path} is larger than {limit:,} bytes; it is not read.")
    return data


def open_regular(path: str | os.PathLike[str], flags: int = 0) -> int:
    """A descriptor of a regular file, opened without waiting for a FIFO's other end. Raises UnreadableFileError."""
    try:
        descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | flags)
    except (OSError, ValueError) as error:  # ValueError: a NUL in the name
        reason = error.strerror if isinstance(error, OSError) else str(error)
        raise UnreadableFileError(f"{path}: {reason}.") from error
    kind = stat.S_IFMT(os.fstat(descriptor).st_mode)
    if kind != stat.S_IFREG:
        os.close(descriptor)
        raise UnreadableFileError(f"{path} is {_KINDS.get(kind, 'a device')}, not a regular file.")
    return descriptor


def version_of(path: str) -> tuple[int, ...]:
    """What differs once a file was written to or replaced; empty while there is none."""
    try:
        status = os.stat(path)
    except OSError:
        return ()
    return (status.st_ino, status.st_size, status.st_mtime_ns)


def _read(descriptor: int, most: int) -> bytes:
    parts: list[bytes] = []
    while most > 0 and (part := os.read(descriptor, most)):
        parts.append(part)
        most -= len(part)
    return b"".join(parts)
