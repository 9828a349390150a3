from __future__ import annotations

import asyncio
import os
import signal
import threading
from itertools import count
from typing import TYPE_CHECKING

import pytest

from cio_tui.core.events import Note
from cio_tui.runtime.journal import Journal
from cio_tui.runtime.log_reader import read_history
from cio_tui.runtime.not_saved import NotSaved, PenLost
from cio_tui.runtime.pen import Pen, read_holder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cio_tui.runtime.incident_folder import IncidentFolder
    from cio_tui.runtime.pen import Holder
    from tests.runtime.conftest import Notes


class StuckDisk:
    """A disk whose fsync does not come back until it is let go."""

    def __init__(self) -> None:
        self.reached = threading.Event()
        self.gate = threading.Event()

    def sync(self, descriptor: int) -> None:
        self.reached.set()
        self.gate.wait()
        os.fsync(descriptor)


@pytest.fixture
def stuck() -> Iterator[StuckDisk]:
    disk = StuckDisk()
    yield disk
    disk.gate.set()


async def test_what_is_awaited_is_on_disk(folder: IncidentFolder, me: Holder, notes: Notes) -> None:
    journal = Journal.open_new(folder, me)
    for recorded in notes(5):
        written = await journal.append([recorded])
        assert read_history(folder).records[-1:] == written
    assert (journal.seq, journal.digest) == (5, written[0].digest)
    assert journal.close()


async def test_events_handed_over_at_once_keep_their_order(
    folder: IncidentFolder, me: Holder, notes: Notes
) -> None:
    journal = Journal.open_new(folder, me)
    await asyncio.gather(*(journal.append([recorded]) for recorded in notes(50)))
    journal.close()
    events = [recorded.event for recorded in read_history(folder).records[1:]]
    assert events == [Note(f"note {number}") for number in range(2, 51)]


async def test_a_stuck_disk_stops_nobody_but_the_log(
    folder: IncidentFolder, me: Holder, notes: Notes, stuck: StuckDisk
) -> None:
    journal = Journal.open_new(folder, me, stuck.sync)
    pending = asyncio.ensure_future(journal.append(notes(1)))
    await asyncio.to_thread(stuck.reached.wait)
    assert not pending.done()
    assert not journal.close(seconds=0.01)
    stuck.gate.set()
    assert (await pending)[0].seq == 1


async def test_whoever_gives_up_before_the_write_begins_leaves_no_event(
    folder: IncidentFolder, me: Holder, notes: Notes, stuck: StuckDisk
) -> None:
    journal = Journal.open_new(folder, me, stuck.sync)
    first = asyncio.ensure_future(journal.append(notes(1)))
    second = asyncio.ensure_future(journal.append(notes(1, first=2)))
    await asyncio.to_thread(stuck.reached.wait)
    second.cancel()
    await asyncio.wait([second])
    stuck.gate.set()
    await first
    assert (await journal.append(notes(1, first=9)))[0].seq == 2
    journal.close()


async def test_an_error_reaches_whoever_waits_and_the_journal_lives_on(
    folder: IncidentFolder, me: Holder, notes: Notes
) -> None:
    journal = Journal.open_new(folder, me)
    await journal.append(notes(1))
    taken = Pen.take_over(folder.lock, me._replace(user="bo"))
    with pytest.raises(PenLost, match="bo"):
        await journal.append(notes(1, first=2))
    taken.release()
    journal.close()
    again = Journal.resume(folder, me)
    await again.append(notes(1, first=2))
    assert again.close()


async def test_a_signal_handler_may_write_the_last_event(
    folder: IncidentFolder, me: Holder, notes: Notes
) -> None:
    journal = Journal.open_new(folder, me)
    await journal.append(notes(1))
    before = signal.signal(signal.SIGUSR1, lambda *_: journal.close(notes(1, first=2)))
    try:
        signal.raise_signal(signal.SIGUSR1)
    finally:
        signal.signal(signal.SIGUSR1, before)
    assert journal.seq == 2
    assert read_history(folder).log.seq == 2


async def test_closing_writes_what_is_waiting_and_frees_the_pen(
    folder: IncidentFolder, me: Holder, notes: Notes
) -> None:
    journal = Journal.open_new(folder, me)
    pending = [asyncio.ensure_future(journal.append([recorded])) for recorded in notes(20)]
    await asyncio.sleep(0)  # so that each has been handed over
    assert journal.close()
    assert read_history(folder).log.seq == 20
    assert read_holder(folder.lock) is None
    assert [written[0].seq for written in await asyncio.gather(*pending)] == list(range(1, 21))


async def test_after_closing_nothing_is_accepted(folder: IncidentFolder, me: Holder, notes: Notes) -> None:
    journal = Journal.open_new(folder, me)
    journal.close()
    with pytest.raises(NotSaved, match="closed"):
        await journal.append(notes(1))


def test_resuming_says_what_was_there_and_what_was_torn(
    folder: IncidentFolder, me: Holder, notes: Notes
) -> None:
    Journal.open_new(folder, me).close(notes(3))
    with open(folder.log(), "ab") as file:
        file.write(b"[[event]]\nseq = 4\nat")
    again = Journal.resume(folder, me)
    assert again.history is not None
    assert len(again.history.records) == 3
    assert again.recovered.startswith("20 bytes after event 3")
    assert again.took_over is None
    assert again.caution == ""
    again.close()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
async def test_a_bug_in_the_writer_leaves_nobody_waiting(
    folder: IncidentFolder, me: Holder, notes: Notes
) -> None:
    def broken(_: int) -> None:
        raise RuntimeError("a bug")

    journal = Journal.open_new(folder, me, broken)
    with pytest.raises(NotSaved, match="writer failed"):
        await journal.append(notes(1))
    journal.close()
    with pytest.raises(NotSaved, match="closed"):
        await journal.append(notes(1))


def test_nothing_comes_after_what_was_to_be_the_last(
    folder: IncidentFolder, me: Holder, notes: Notes
) -> None:
    journal = Journal.open_new(folder, me)
    refused = threading.Event()

    async def hand_over() -> None:
        for seq in count(1):
            try:
                await journal.append(notes(1, first=seq))
            except NotSaved:
                refused.set()
                return

    other = threading.Thread(target=lambda: asyncio.run(hand_over()))
    other.start()
    while journal.seq < 20:
        pass
    assert journal.close(notes(1, first=7, text="the last"))
    other.join()
    assert refused.is_set()
    assert read_history(folder).records[-1].event == Note("the last 7")


def test_a_log_is_closed_once(folder: IncidentFolder, me: Holder, notes: Notes) -> None:
    journal = Journal.open_new(folder, me)
    assert journal.close(notes(1))
    assert journal.close(notes(1))
    assert journal.seq == 1
