"""One incident is one folder: who may open it, what its files are called, and how it is found by part of its id.

Private to the user, unless the folder that holds it can be written by a group: a team that made itself such a folder
wants to take over each other's incidents. Written with os.path, since listing a thousand must not cost an import.
"""

from __future__ import annotations

import os
from contextlib import contextmanager, suppress
from datetime import UTC
from typing import TYPE_CHECKING, NamedTuple

from cio_tui.core.errors import UserError
from cio_tui.runtime.file_mode import open_with_mode

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

LETTERS = "23456789abcdefghjkmnpqrstuvwxyz"
"""Of an id's last two characters: none of them is read as another over the phone."""

BALLAST = 65_536
"""Bytes set aside, so that a full disk still takes a few hundred events."""


class IncidentFolder(NamedTuple):
    """Where everything about one incident is."""

    path: str

    @property
    def id(self) -> str:
        """`INC-20261121-2021-k7`."""
        return os.path.basename(self.path)

    @property
    def book(self) -> str:
        """The resolved runbook as used."""
        return os.path.join(self.path, "runbook.toml")

    @property
    def readings(self) -> str:
        """Every sample, as far as there is room."""
        return os.path.join(self.path, "readings.jsonl")

    @property
    def lock(self) -> str:
        """Who holds the pen."""
        return os.path.join(self.path, "lock")

    @property
    def draft(self) -> str:
        """A note that is being typed."""
        return os.path.join(self.path, "draft")

    @property
    def ballast(self) -> str:
        """BALLAST bytes that are given up when the disk is full."""
        return os.path.join(self.path, "ballast")

    @property
    def file_mode(self) -> int:
        """0600, or 0660 where a group shares the folder."""
        return 0o660 if os.stat(self.path).st_mode & 0o020 else 0o600

    def log(self, number: int = 1) -> str:
        """`log.toml`; from 2 on the file that was begun when the disk failed to sync the one before."""
        return os.path.join(self.path, "log.toml" if number == 1 else f"log-{number}.toml")

    def logs(self) -> list[str]:
        """The files of the log that exist, in order."""
        found: list[str] = []
        while os.path.lexists(path := self.log(len(found) + 1)):
            found.append(path)
        return found


def create_incident(root: str, at: datetime) -> IncidentFolder:
    """A new folder below `root`, named after the moment. Raises UserError."""
    try:
        os.makedirs(root, mode=0o700, exist_ok=True)
        mode = 0o770 if os.stat(root).st_mode & 0o020 else 0o700
        path = _make_unused(root, f"INC-{at.astimezone(UTC):%Y%m%d-%H%M}", mode)
        os.chmod(path, mode)  # whatever the umask says
        sync_folder(root)
    except OSError as error:
        raise UserError(
            f"Cannot make a folder for the incident in {root}: {error.strerror}. "
            "Free or allow it, or name another folder with `dir` under [log] in the configuration."
        ) from error
    return IncidentFolder(path)


def _make_unused(root: str, stem: str, mode: int) -> str:
    while True:
        suffix = "".join(LETTERS[byte % len(LETTERS)] for byte in os.urandom(2))
        path = os.path.join(root, f"{stem}-{suffix}")
        try:
            os.mkdir(path, mode)
        except FileExistsError:
            continue
        return path


@contextmanager
def removed_unless_written(folder: IncidentFolder) -> Iterator[None]:
    """What is needed before the first event is put into the folder: when that fails, the folder goes as well."""
    try:
        yield
    except UserError:
        remove_unwritten(folder)
        raise


def remove_unwritten(folder: IncidentFolder) -> None:
    """Remove an incident of which nothing was recorded. Does nothing where a log holds a byte."""
    with suppress(OSError):
        if any(os.path.getsize(path) for path in folder.logs()):
            return
        for name in os.listdir(folder.path):
            os.unlink(os.path.join(folder.path, name))
        os.rmdir(folder.path)


def incidents(root: str) -> list[IncidentFolder]:
    """Every incident below `root`, newest first."""
    return [IncidentFolder(os.path.join(root, name)) for name in sorted(_names(root), reverse=True)]


def find_incident(root: str, word: str) -> IncidentFolder:
    """The incident whose id contains this word. Raises UserError when none does, or several do."""
    names = sorted(_names(root))
    found = [name for name in names if name == word] or [
        name for name in names if word.lower() in name.lower()
    ]
    if not found:
        raise UserError(f"There is no incident `{word}` in {root}. See `cio-tui incident list`.")
    if len(found) > 1:
        several = ", ".join(found[-3:]) + (" and more" if len(found) > 3 else "")
        raise UserError(f"`{word}` is part of {len(found)} ids: {several}. Give more of the id.")
    return IncidentFolder(os.path.join(root, found[0]))


def _names(root: str) -> Iterator[str]:
    try:
        with os.scandir(root) as entries:
            yield from (entry.name for entry in entries if _is_ours(entry.name) and entry.is_dir())
    except FileNotFoundError:
        return
    except OSError as error:
        raise UserError(
            f"Cannot look into {root}: {error.strerror}. Allow it, or set `dir` under [log]."
        ) from error


def _is_ours(name: str) -> bool:
    """A name that somebody made up could act on a terminal that lists it."""
    return name.startswith("INC-") and name.isascii() and name.isprintable()


def set_ballast_aside(folder: IncidentFolder) -> bool:
    """Occupy BALLAST bytes. False when the disk does not have them."""
    try:
        descriptor = open_with_mode(folder.ballast, os.O_WRONLY | os.O_CREAT | os.O_CLOEXEC, folder.file_mode)
    except OSError:
        return False
    try:
        os.posix_fallocate(descriptor, 0, BALLAST)
    except OSError:
        os.unlink(folder.ballast)
        return False
    finally:
        os.close(descriptor)
    return True


def sync_folder(path: str) -> None:
    """Make the names in a folder durable, not only the files behind them."""
    descriptor = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
