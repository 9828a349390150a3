from __future__ import annotations

import asyncio
import os
import threading
from typing import TYPE_CHECKING

import pytest

from cio_tui.core.commands import Answer, WriteNote
from cio_tui.core.errors import Refused
from cio_tui.core.events import IncidentDetached
from cio_tui.core.session import Session
from cio_tui.runtime.conductor import Conductor
from cio_tui.runtime.glimpse import fold
from cio_tui.runtime.incident import QUICK, Incident
from cio_tui.runtime.incident_folder import IncidentFolder
from cio_tui.runtime.journal import Journal
from cio_tui.runtime.log_reader import read_history
from cio_tui.runtime.pinning import read_pinned
from cio_tui.runtime.walk import Walk
from tests.runtime.office import open_office

if TYPE_CHECKING:
    from pathlib import Path

    from cio_tui.runtime.pen import Holder
    from tests.runtime.conftest import Notes


class SlowDisk:
    """A disk that may be held up, and says when something waits for it."""

    def __init__(self) -> None:
        self.reached = threading.Event()
        self.free = threading.Event()
        self.free.set()

    def sync(self, descriptor: int) -> None:
        self.reached.set()
        self.free.wait()
        os.fsync(descriptor)

    def hold_up(self) -> None:
        """Nothing is synced from now on."""
        self.free.clear()
        self.reached.clear()


async def a_walk_on(disk: SlowDisk, config: Path, me: Holder) -> tuple[Walk, IncidentFolder]:
    """A walk of book a whose log is on this disk."""
    place = open_office(config)
    async with Conductor(place) as first:
        await first.open("a")
        folder = IncidentFolder(first.scene().folder)
        monitor = first.monitor
    journal = Journal.resume(folder, me, sync=disk.sync)
    assert journal.history is not None
    session = fold(Session(books=read_pinned(folder, place.library.hosts)), journal.history.records)
    return Walk(place, Incident(folder, session, journal), monitor, lambda: None), folder


async def test_what_is_cancelled_while_the_disk_writes_it_becomes_state_all_the_same(
    config: Path, me: Holder
) -> None:
    disk = SlowDisk()
    walk, folder = await a_walk_on(disk, config, me)
    disk.hold_up()
    sending = asyncio.create_task(walk.send(Answer("first", "seen")))
    await asyncio.to_thread(disk.reached.wait)
    sending.cancel()
    with pytest.raises(asyncio.CancelledError):
        await sending
    assert walk.session.step == "first"
    disk.free.set()
    await walk.send(WriteNote("and on"))
    written = read_history(folder).records
    assert (walk.session.step, walk.session.seq) == ("fill", written[-1].seq)
    assert [each.event for each in walk.tail] == [each.event for each in written[-len(walk.tail) :]]
    await walk.leave("left")


async def test_leaving_waits_for_what_is_being_written(config: Path, me: Holder) -> None:
    disk = SlowDisk()
    walk, folder = await a_walk_on(disk, config, me)
    disk.hold_up()
    sending = [asyncio.create_task(walk.send(WriteNote(text))) for text in ("one", "two")]
    await asyncio.to_thread(disk.reached.wait)
    for each in sending:
        each.cancel()
    leaving = asyncio.create_task(walk.leave("left"))
    await asyncio.gather(*sending, return_exceptions=True)
    disk.free.set()
    await leaving
    told = [each.event for each in read_history(folder).records]
    assert [getattr(event, "text", "") for event in told[-3:]] == ["one", "two", ""]
    assert told[-1] == IncidentDetached("left")


async def a_long_log(config: Path, me: Holder, notes: Notes, count: int) -> IncidentFolder:
    """An incident whose first step was settled before so many notes."""
    async with Conductor(open_office(config)) as first:
        await first.open("a")
        await first.send(Answer("first", "seen"))
        folder = IncidentFolder(first.scene().folder)
    journal = Journal.resume(folder, me)
    assert journal.close(notes(count, first=journal.seq + 1), 60.0)
    return folder


async def test_a_long_log_is_read_behind_its_first_screen(config: Path, me: Holder, notes: Notes) -> None:
    folder = await a_long_log(config, me, notes, 2 * QUICK)
    async with Conductor(open_office(config)) as second:
        await second.resume(folder.id)
        scene = second.scene()
        assert scene.reading
        assert scene.session is not None
        assert (scene.session.step, scene.session.severity) == ("fill", "P2")
        assert scene.session.state("first").said == ""
        assert len(scene.tail) == 200
        await second.send(WriteNote("typed at once"))
        scene = second.scene()
        assert not scene.reading
        assert scene.session is not None
        assert scene.session.state("first").said == "seen"
    told = [each.event.kind for each in read_history(folder).records]
    assert [kind for kind in told if kind != "probe.changed"][-3:] == [
        "incident.resumed",
        "note",
        "incident.detached",
    ]


async def test_a_short_log_is_read_before(config: Path, me: Holder, notes: Notes) -> None:
    folder = await a_long_log(config, me, notes, 10)
    async with Conductor(open_office(config)) as second:
        await second.resume(folder.id)
        assert not second.scene().reading


async def test_a_long_log_with_an_event_nobody_can_read_takes_no_more(
    config: Path, me: Holder, notes: Notes
) -> None:
    folder = await a_long_log(config, me, notes, 2 * QUICK)
    spoil(folder)
    async with Conductor(open_office(config)) as second:
        await second.resume(folder.id)
        await second.read()
        assert second.scene().trouble.startswith("Event 6 cannot be read")
        with pytest.raises(Exception, match="has left") as refused:
            await second.send(WriteNote("hm"))
        assert not isinstance(refused.value, Refused)


def spoil(folder: IncidentFolder) -> None:
    """Make one event unreadable and the chain whole again, as a version with another envelope would."""
    from cio_tui.core.chain import GENESIS, seal

    path = folder.log()
    with open(path, "rb") as file:
        blocks = file.read().split(b"\n\n")[:-1]
    digest, written = GENESIS, []
    for number, block in enumerate(blocks, 1):
        body = block.partition(b"[event.chain]")[0]
        body = body.replace(b"\nby = ", b"\nwho = ") if number == 6 else body
        sealed, digest = seal(body, digest)
        written.append(sealed)
    with open(path, "wb") as file:
        file.write(b"".join(written))
