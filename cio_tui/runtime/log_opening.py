"""How a log gets a writer: a new one is created, an old one is taken up where its last whole event ends.

A torn end is kept aside before it is cut off. Damage anywhere else is nobody's to repair: such a log can be read and
verified, not written to.
"""

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from cio_tui.core.chain import GENESIS
from cio_tui.core.codec import decode
from cio_tui.core.errors import Refused, UserError
from cio_tui.core.events import LOG_SCHEMA, IncidentOpened
from cio_tui.runtime.file_mode import open_with_mode
from cio_tui.runtime.incident_folder import set_ballast_aside, sync_folder
from cio_tui.runtime.log_bytes import read_log
from cio_tui.runtime.log_file import LogFile
from cio_tui.runtime.log_place import caution_about
from cio_tui.runtime.log_reader import History, parse
from cio_tui.runtime.log_writer import LogWriter, turn
from cio_tui.runtime.not_saved import not_saved
from cio_tui.runtime.pen import Holder, Pen, PenHeld

if TYPE_CHECKING:
    from collections.abc import Callable

    from cio_tui.core.log import Log
    from cio_tui.runtime.incident_folder import IncidentFolder


class Opened(NamedTuple):
    """A log with the pen in our hand."""

    writer: LogWriter
    history: History | None = None
    """What stands in it already; None in a new one."""
    took_over: Holder | None = None
    """Whom the pen was taken from."""
    recovered: str = ""
    """What was found torn and kept aside, for the first event of this session to say."""


def begin_log(folder: IncidentFolder, me: Holder, sync: Callable[[int], None] = os.fsync) -> Opened:
    """Create the log of a new incident. Raises UserError."""
    try:
        pen = Pen.acquire(folder.lock, me, folder.file_mode)
        try:
            file = LogFile(folder.log(), 0, "", os.O_CREAT | os.O_EXCL, folder.file_mode, sync)
            sync_folder(folder.path)
        except OSError:
            pen.release()
            raise
    except OSError as error:
        raise not_saved(error, folder.path) from error
    set_ballast_aside(folder)
    writer = LogWriter(folder, pen, file, 0, GENESIS, sync)
    writer.caution = caution_about(folder.path)
    return Opened(writer)


def take_up_log(
    folder: IncidentFolder,
    me: Holder,
    *,
    take_over: bool = False,
    newest: int | None = None,
    sync: Callable[[int], None] = os.fsync,
) -> Opened:
    """Go on with a log; `newest` is how many of its events to parse, all by default.

    Raises PenHeld unless told to take over; Refused when the log is damaged or of a newer version; UserError.
    """
    try:
        pen, took_over = _take_pen(folder, me, take_over=take_over)
        try:
            return _take_up(folder, pen, newest, sync)._replace(took_over=took_over)
        except (OSError, UserError):
            pen.release()
            raise
    except OSError as error:
        raise not_saved(error, folder.path) from error


def _take_pen(folder: IncidentFolder, me: Holder, *, take_over: bool) -> tuple[Pen, Holder | None]:
    try:
        return Pen.acquire(folder.lock, me, folder.file_mode), None
    except PenHeld as held:
        if not take_over:
            raise
        _refuse_what_cannot_go_on(folder, read_log(folder))  # before anybody loses the pen for it
        return Pen.take_over(folder.lock, me, folder.file_mode), held.holder


def _take_up(folder: IncidentFolder, pen: Pen, newest: int | None, sync: Callable[[int], None]) -> Opened:
    with turn(folder.path):
        log = read_log(folder)
        _refuse_what_cannot_go_on(folder, log)
        history = parse(log, newest)
        recovered = _keep_aside(folder, log) if log.rest else ""
        path = os.path.join(folder.path, log.file)
        file = LogFile(path, log.length, log.origin, 0, folder.file_mode, sync)
        with suppress(OSError):
            file.sync()  # what is built on has to be durable; if it cannot be made so, the next file is begun
    set_ballast_aside(folder)
    writer = LogWriter(folder, pen, file, log.seq, log.digest, sync)
    writer.caution = caution_about(folder.path)
    return Opened(writer, history, recovered=recovered)


def refuse_damage(folder: IncidentFolder, log: Log) -> None:
    """Raises Refused where nothing may be added, since something other than the end does not hold."""
    if log.damage and log.damage.kind != "torn":
        raise Refused(
            f"{log.damage.sentence} The log of {folder.id} can be shown and verified, but nothing is added to it. "
            "Open a new incident and name this one in its first note."
        )


def _refuse_what_cannot_go_on(folder: IncidentFolder, log: Log) -> None:
    refuse_damage(folder, log)
    if not log.seq:
        raise Refused(
            f"{folder.id} holds no event: its session ended before the first was saved. Open a new one."
        )
    first = decode(log.blocks[0]).event
    if not isinstance(first, IncidentOpened) or first.schema > LOG_SCHEMA:
        raise Refused(
            f"{folder.id} was written by a newer cio-tui than this one, which writes log schema {LOG_SCHEMA}. "
            "Update cio-tui to go on with it; showing and verifying it works as it is."
        )


def _keep_aside(folder: IncidentFolder, log: Log) -> str:
    """Copy what follows the last whole event to a file of its own, then cut it off."""
    path = os.path.join(folder.path, log.file)
    number = 1
    while os.path.lexists(f"{path}.torn-{number}"):
        number += 1
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC
    _write_durably(open_with_mode(f"{path}.torn-{number}", flags, folder.file_mode), log.rest)
    sync_folder(folder.path)
    descriptor = os.open(path, os.O_WRONLY | os.O_NOFOLLOW | os.O_CLOEXEC)
    os.ftruncate(descriptor, log.length)
    os.fsync(descriptor)
    os.close(descriptor)
    return f"{len(log.rest):,} bytes after event {log.seq}, kept in {log.file}.torn-{number}"


def _write_durably(descriptor: int, data: bytes) -> None:
    with os.fdopen(descriptor, "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(descriptor)
