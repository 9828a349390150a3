from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cio_tui.core.chain import seal
from cio_tui.core.errors import UserError
from cio_tui.core.events import Note
from cio_tui.runtime.log_opening import begin_log, take_up_log
from cio_tui.runtime.log_reader import read_history
from cio_tui.runtime.log_watch import LogDamaged, LogWatch, follow

if TYPE_CHECKING:
    from cio_tui.core.record import Recorded
    from cio_tui.runtime.incident_folder import IncidentFolder
    from cio_tui.runtime.pen import Holder
    from tests.runtime.conftest import Notes


def test_each_event_is_seen_once_and_in_order(folder: IncidentFolder, me: Holder, notes: Notes) -> None:
    writer, watch = begin_log(folder, me).writer, LogWatch(folder)
    seen: list[Recorded] = []
    assert watch.poll() == ()
    for recorded in notes(10):
        seen += writer.write([recorded])
        if recorded.seq % 3 == 0:
            assert watch.poll() == tuple(seen[-3:])
    assert watch.poll() == tuple(seen[-1:])
    assert watch.poll() == ()


def test_half_an_event_is_waited_for(folder: IncidentFolder, me: Holder, notes: Notes) -> None:
    begin_log(folder, me).writer.write(notes(3))
    data, watch, seen = Path(folder.log()).read_bytes(), LogWatch(folder), 0
    for cut in range(0, len(data) + 1, 7):
        Path(folder.log()).write_bytes(data[:cut])
        seen += len(watch.poll())
    Path(folder.log()).write_bytes(data)
    seen += len(watch.poll())
    assert seen == 3


def test_a_torn_end_that_a_later_session_repairs_goes_unnoticed(
    folder: IncidentFolder, me: Holder, notes: Notes
) -> None:
    writer = begin_log(folder, me).writer
    writer.write(notes(2))
    watch = LogWatch(folder)
    assert len(watch.poll()) == 2
    writer.close()
    with Path(folder.log()).open("ab") as file:
        file.write(b"[[event]]\nseq = 3\nby = 'somebody with a long name'")
    assert watch.poll() == ()
    again = take_up_log(folder, me).writer
    again.write(notes(1, first=3))
    assert [recorded.seq for recorded in watch.poll()] == [3]


def test_the_next_file_is_followed_too(folder: IncidentFolder, me: Holder, notes: Notes) -> None:
    failures = [False, False, True]

    def sync(descriptor: int) -> None:
        if failures.pop():
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        os.fsync(descriptor)
        failures.append(False)

    writer = begin_log(folder, me, sync).writer
    writer.write(notes(1))
    watch = LogWatch(folder)
    assert len(watch.poll()) == 1
    assert len(folder.logs()) == 2
    writer.write(notes(2, first=2))
    assert [recorded.seq for recorded in watch.poll()] == [2, 3]


@pytest.mark.parametrize("damage", ["edited", "cut", "unreadable", "foreign"])
def test_what_appending_does_not_explain_ends_it(
    folder: IncidentFolder, me: Holder, notes: Notes, damage: str
) -> None:
    begin_log(folder, me).writer.write(notes(4))
    log, watch = Path(folder.log()), LogWatch(folder)
    watch.poll()
    data = log.read_bytes()
    match damage:
        case "edited":
            log.write_bytes(data.replace(b"note 3", b"note three"))
        case "cut":
            log.write_bytes(data[: data.index(b"\n\n") + 2])
        case "unreadable":
            log.write_bytes(data + seal(b"[[event]]\nseq = 5\nx = \n", read_history(folder).log.digest)[0])
        case _:
            log.write_bytes(data + data)
    with pytest.raises(LogDamaged, match=f"{folder.id}.* ends here"):
        watch.poll()


async def test_following_yields_what_is_there_and_then_what_comes(
    folder: IncidentFolder, me: Holder, notes: Notes
) -> None:
    writer = begin_log(folder, me).writer
    writer.write(notes(3))
    news = follow(folder, every=0.001)
    assert [recorded.seq for recorded in await anext(news)] == [1, 2, 3]
    writer.write(notes(1, first=4))
    assert [recorded.event for recorded in await anext(news)] == [Note("note 4")]
    await news.aclose()


async def test_following_a_log_that_goes_bad_ends_with_a_sentence(
    folder: IncidentFolder, me: Holder, notes: Notes
) -> None:
    begin_log(folder, me).writer.write(notes(3))
    news = follow(folder, every=0.001)
    await anext(news)
    os.truncate(folder.log(), 0)
    with pytest.raises(UserError, match="another history"):
        await anext(news)
