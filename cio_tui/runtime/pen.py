"""Who may write an incident's log: whoever holds a flock on its `lock` file, for as long as the process lives.

A dead holder's lock falls free by itself. Taking the pen from a living one replaces the file: the old holder looks
before each write whether the name still leads to its own file, and does not write when it no longer does.
"""

from __future__ import annotations

import fcntl
import os
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from cio_tui.core.errors import Refused
from cio_tui.core.text import clean_line
from cio_tui.runtime.file_mode import open_with_mode

if TYPE_CHECKING:
    from typing import Self

FLAGS = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC


class Holder(NamedTuple):
    """A session, as others see it."""

    user: str
    host: str
    pid: int
    since: str
    """RFC 3339, UTC."""

    def __str__(self) -> str:
        return f"{self.user}@{self.host} {self.pid}"


NOBODY_KNOWN = Holder("somebody", "this host", 0, "just now")
"""The holder in the moment between locking the file and writing a name into it."""


class PenHeld(Refused):
    """Somebody else writes this log."""

    def __init__(self, holder: Holder, incident: str) -> None:
        self.holder = holder
        super().__init__(
            f"{holder.user} holds the pen of {incident} (process {holder.pid} on {holder.host}, since {holder.since}). "
            f"Follow it with `cio-tui watch {incident}`, or resume it and take the pen over."
        )


class Pen:
    """Held from `acquire` or `take_over` until `release` or the end of the process."""

    def __init__(self, path: str, descriptor: int) -> None:
        self._path = path
        self._descriptor = descriptor

    @classmethod
    def acquire(cls, path: str, me: Holder, mode: int = 0o600) -> Self:
        """Take a free pen. Raises PenHeld, also when only the holder's own host could tell whether it lives."""
        while True:
            descriptor = open_with_mode(path, FLAGS, mode)
            is_free = _lock(descriptor)
            if not is_free or _is_same(descriptor, path):
                break
            os.close(descriptor)  # it was replaced between the two calls
        before = read_holder(path)
        if not is_free or (before and before.host != me.host):
            os.close(descriptor)
            raise PenHeld(before or NOBODY_KNOWN, os.path.basename(os.path.dirname(path)))
        _write(descriptor, me)
        return cls(path, descriptor)

    @classmethod
    def take_over(cls, path: str, me: Holder, mode: int = 0o600) -> Self:
        """Take the pen from whoever holds it, living or not."""
        mine = f"{path}.{me.host}.{me.pid}"
        descriptor = open_with_mode(mine, FLAGS | os.O_TRUNC, mode)
        _lock(descriptor)
        _write(descriptor, me)
        os.rename(mine, path)
        return cls(path, descriptor)

    def is_held(self) -> bool:
        """Whether nobody has taken the pen over."""
        return self._descriptor >= 0 and _is_same(self._descriptor, self._path)

    def release(self) -> None:
        """Let go; the file stays, empty, since removing it would race with whoever comes next."""
        if self._descriptor < 0:
            return
        if self.is_held():
            with suppress(OSError):  # the lock itself falls free with the descriptor
                os.ftruncate(self._descriptor, 0)
        os.close(self._descriptor)
        self._descriptor = -1


def read_holder(path: str) -> Holder | None:
    """Who the file names, dead or alive; None when the last one let go, or the file is not ours."""
    try:
        with open(path, "rb") as file:
            return _parse(file.read(2000))
    except OSError:
        return None


def present_holder(path: str, host: str) -> Holder | None:
    """Who seems to hold the pen, asked without touching the lock: a process of another host is taken to live."""
    holder = read_holder(path)
    if holder is None or holder.host != host:
        return holder
    return holder if os.path.exists(f"/proc/{holder.pid}") else None


def _lock(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _is_same(descriptor: int, path: str) -> bool:
    """Whether the name still leads to the open file."""
    try:
        named = os.stat(path, follow_symlinks=False)
    except OSError:
        return False
    opened = os.fstat(descriptor)
    return (named.st_ino, named.st_dev) == (opened.st_ino, opened.st_dev)


def _write(descriptor: int, holder: Holder) -> None:
    import tomli_w

    os.ftruncate(descriptor, 0)
    os.pwrite(descriptor, tomli_w.dumps(holder._asdict()).encode(), 0)


def _parse(data: bytes) -> Holder | None:
    import tomli

    try:
        table = tomli.loads(data.decode())
        user, host, since = (clean_line(str(table[name]), 64) for name in ("user", "host", "since"))
        return Holder(user, host, int(table["pid"]), since)
    except (ValueError, TypeError, KeyError, RecursionError):  # empty, or written by something else
        return None
