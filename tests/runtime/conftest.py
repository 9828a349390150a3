"""Incident folders and events to put into them."""

from __future__ import annotations

import os
import socket
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest

from cio_tui.core.chain import LOG_SCHEMA
from cio_tui.core.events import IncidentClosed, IncidentOpened, Note, NotifySent
from cio_tui.core.record import Recorded, Seen
from cio_tui.runtime.conductor import Conductor
from cio_tui.runtime.incident_folder import IncidentFolder, create_incident
from cio_tui.runtime.log_opening import begin_log
from cio_tui.runtime.pen import Holder
from tests.runtime.office import Queue, furnish, open_office

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from cio_tui.runtime.workplace import Workplace

BOOK = b'schema = 1\n[runbook]\nid = "p1-outage"\n'
AT = datetime(2026, 11, 21, 20, 21, 7, 114_000, tzinfo=UTC)


class Notes(Protocol):
    """So many notes, one a second; the first of a log is its opening."""

    def __call__(self, count: int, first: int = 1, text: str = "note") -> list[Recorded]: ...


@pytest.fixture
def me() -> Holder:
    """This process, as the holder of a pen."""
    return Holder("amira", socket.gethostname(), os.getpid(), "2026-11-21T20:21:07.114Z")


@pytest.fixture
def folder(tmp_path: Path) -> IncidentFolder:
    """An incident without a log yet."""
    return create_incident(str(tmp_path / "incidents"), AT)


@pytest.fixture
def notes() -> Notes:
    """Makes events."""

    def make(count: int, first: int = 1, text: str = "note") -> list[Recorded]:
        return [_record(seq, text) for seq in range(first, first + count)]

    return make


def _record(seq: int, text: str) -> Recorded:
    at, mono = AT + timedelta(seconds=seq), float(seq)
    if seq == 1:
        opened = IncidentOpened(
            LOG_SCHEMA, "0.1.0", "INC-20261121-2021-k7", "live", "p1-outage", "Complete outage", "P1",
            "0" * 64, "us", "prod", "jump1", 4242, salt="5f3a9c21d07be866",
        )  # fmt: skip
        return Recorded(seq, at, mono, "amira", opened, {"track": Seen("failing", "503 in 212 ms", 4.1)})
    return Recorded(seq, at, mono, "amira", Note(f"{text} {seq}"))


@pytest.fixture
def whole(folder: IncidentFolder, me: Holder, notes: Notes) -> IncidentFolder:
    """A closed incident that holds, with its book beside it and a message that carries a fingerprint."""
    opened, first, sent, note, closed = notes(5)
    assert isinstance(opened.event, IncidentOpened)
    event = opened.event._replace(incident=folder.id, book_sha256=sha256(BOOK).hexdigest())
    writer = begin_log(folder, me).writer
    (*_, before) = writer.write([opened._replace(event=event), first])
    message = NotifySent("tell", "hello", fingerprint=f"{before.digest[:12]}#2")
    writer.write([sent._replace(event=message), note, closed._replace(event=IncidentClosed())])
    writer.close()
    Path(folder.book).write_bytes(BOOK)
    return folder


@pytest.fixture
async def queue() -> AsyncIterator[Queue]:
    """A queue that answers on loopback."""
    served = Queue()
    async with await served.open():
        yield served


@pytest.fixture
def config(tmp_path: Path, queue: Queue) -> Path:
    """A configuration with two books and that queue."""
    return furnish(tmp_path, queue.url)


@pytest.fixture
def place(config: Path) -> Workplace:
    """Where Amira works."""
    return open_office(config)


@pytest.fixture
async def conductor(place: Workplace) -> AsyncIterator[Conductor]:
    """Amira's session, no incident open yet."""
    async with Conductor(place) as conductor:
        yield conductor
