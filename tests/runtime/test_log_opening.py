from __future__ import annotations

import errno
import os
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cio_tui.core.errors import Refused, UserError
from cio_tui.core.events import IncidentOpened, Note
from cio_tui.runtime.log_opening import begin_log, take_up_log
from cio_tui.runtime.log_reader import read_history
from cio_tui.runtime.not_saved import PenLost
from cio_tui.runtime.pen import Holder, Pen, PenHeld, read_holder

if TYPE_CHECKING:
    from cio_tui.runtime.incident_folder import IncidentFolder
    from tests.runtime.conftest import Notes

SAMPLE = Path(__file__).parents[1] / "data/logs/schema-1.toml"


def written(folder: IncidentFolder, me: Holder, notes: Notes, count: int) -> bytes:
    """The bytes of a log of so many events, its session gone."""
    writer = begin_log(folder, me).writer
    for recorded in notes(count):
        writer.write([recorded])
    writer.close()
    return Path(folder.log()).read_bytes()


def test_a_new_log_is_empty_and_its_pen_is_held(folder: IncidentFolder, me: Holder) -> None:
    opened = begin_log(folder, me)
    assert (opened.history, opened.took_over, opened.recovered) == (None, None, "")
    assert Path(folder.log()).read_bytes() == b""
    assert read_holder(folder.lock) == me
    with pytest.raises(PenHeld):
        take_up_log(folder, me)


def test_a_log_is_begun_only_once(folder: IncidentFolder, me: Holder) -> None:
    begin_log(folder, me).writer.close()
    with pytest.raises(UserError, match=r"Not saved to .*File exists"):
        begin_log(folder, me)


def test_a_log_left_in_peace_is_taken_up_where_it_ends(
    folder: IncidentFolder, me: Holder, notes: Notes
) -> None:
    written(folder, me, notes, 5)
    opened = take_up_log(folder, me)
    assert opened.history is not None
    assert [recorded.seq for recorded in opened.history.records] == [1, 2, 3, 4, 5]
    assert (opened.recovered, opened.took_over) == ("", None)
    opened.writer.write(notes(1, first=6))
    assert read_history(folder).log.seq == 6


def test_only_as_much_is_parsed_as_is_asked_for(folder: IncidentFolder, me: Holder, notes: Notes) -> None:
    written(folder, me, notes, 5)
    opened = take_up_log(folder, me, newest=2)
    assert opened.history is not None
    assert [recorded.seq for recorded in opened.history.records] == [4, 5]
    assert opened.writer.seq == 5


@pytest.mark.parametrize(
    "sample", [False, pytest.param(True, marks=[pytest.mark.soak, pytest.mark.timeout(1800)])]
)
def test_a_log_cut_at_any_byte_is_repaired_and_goes_on(
    folder: IncidentFolder, me: Holder, notes: Notes, sample: bool
) -> None:
    """Nothing whole is lost, what is cut off is kept aside, and any TOML parser reads what comes of it."""
    data = SAMPLE.read_bytes() if sample else written(folder, me, notes, 3)
    ends = [0, *(place + 2 for place in range(len(data)) if data.startswith(b"\n\n", place))]
    log = Path(folder.log())
    for cut in range(ends[1], len(data) + 1):
        log.write_bytes(data[:cut])
        whole = max(end for end in ends if end <= cut)
        opened = take_up_log(folder, me)
        opened.writer.write(notes(1, first=50))
        opened.writer.close()
        events = tomllib.loads(log.read_text())["event"]
        assert [event["seq"] for event in events] == list(range(1, ends.index(whole) + 2))
        assert (opened.recovered == "") == (cut == whole)
        if cut != whole:
            kept = log.with_name("log.toml.torn-1")
            assert kept.read_bytes() == data[whole:cut]
            kept.unlink()


def test_what_was_kept_aside_is_named_and_private(folder: IncidentFolder, me: Holder, notes: Notes) -> None:
    data = written(folder, me, notes, 3)
    for number in (1, 2):
        Path(folder.log()).write_bytes(data[:-40])
        opened = take_up_log(folder, me)
        opened.writer.close()
        assert opened.recovered.endswith(f"bytes after event 2, kept in log.toml.torn-{number}")
        assert Path(folder.path, f"log.toml.torn-{number}").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("rubbish", [b"\0" * 512, b"\n\n", b"\xff\n\n\xfe\n\n", b"[[event]]\nseq = 4\n\n"])
def test_rubbish_after_a_power_cut_is_kept_aside(
    folder: IncidentFolder, me: Holder, notes: Notes, rubbish: bytes
) -> None:
    data = written(folder, me, notes, 3)
    Path(folder.log()).write_bytes(data + rubbish)
    opened = take_up_log(folder, me)
    assert opened.recovered.startswith(f"{len(rubbish)} bytes after event 3")
    opened.writer.write(notes(1, first=4))
    assert read_history(folder).log.seq == 4


def test_damage_in_the_middle_is_not_repaired(folder: IncidentFolder, me: Holder, notes: Notes) -> None:
    edited = written(folder, me, notes, 5).replace(b"note 3", b"nope 3")
    Path(folder.log()).write_bytes(edited)
    with pytest.raises(Refused, match=r"Event 3 was changed.*Open a new incident and name this one"):
        take_up_log(folder, me)
    assert Path(folder.log()).read_bytes() == edited
    assert read_holder(folder.lock) is None


def test_a_log_without_an_event_is_refused(folder: IncidentFolder, me: Holder) -> None:
    begin_log(folder, me).writer.close()
    with pytest.raises(Refused, match="holds no event"):
        take_up_log(folder, me)


def test_a_folder_without_a_log_is_a_sentence(folder: IncidentFolder, me: Holder) -> None:
    with pytest.raises(UserError, match=r"log\.toml"):
        take_up_log(folder, me)


def test_a_log_of_a_newer_schema_is_read_but_not_written(
    folder: IncidentFolder, me: Holder, notes: Notes
) -> None:
    opened = notes(1)[0]
    assert isinstance(opened.event, IncidentOpened)
    writer = begin_log(folder, me).writer
    writer.write([opened._replace(event=opened.event._replace(schema=2)), *notes(2, first=2)])
    writer.close()
    assert len(read_history(folder).records) == 3
    with pytest.raises(Refused, match=r"written by a newer cio-tui.*Update cio-tui"):
        take_up_log(folder, me)


def test_the_pen_of_a_living_session_is_taken_only_when_asked_for(
    folder: IncidentFolder, me: Holder, notes: Notes
) -> None:
    first = begin_log(folder, me).writer
    first.write(notes(2))
    other = me._replace(user="bo")
    with pytest.raises(PenHeld, match="amira holds the pen"):
        take_up_log(folder, other)
    opened = take_up_log(folder, other, take_over=True)
    assert opened.took_over == me
    opened.writer.write(notes(1, first=3))
    with pytest.raises(PenLost, match="bo"):
        first.write(notes(1, first=3))
    assert read_history(folder).log.seq == 3


def test_asking_for_a_pen_that_is_free_takes_it_from_nobody(
    folder: IncidentFolder, me: Holder, notes: Notes
) -> None:
    written(folder, me, notes, 1)
    assert take_up_log(folder, me, take_over=True).took_over is None


def test_nobody_loses_the_pen_for_a_log_that_cannot_go_on(
    folder: IncidentFolder, me: Holder, notes: Notes
) -> None:
    data = written(folder, me, notes, 3)
    Path(folder.log()).write_bytes(data.replace(b"note 2", b"nope 2"))
    living = Pen.acquire(folder.lock, me)
    with pytest.raises(Refused, match="Event 2 was changed"):
        take_up_log(folder, me, take_over=True)
    assert living.is_held()


def test_a_log_that_cannot_be_synced_when_taken_up_goes_on_in_the_next_file(
    folder: IncidentFolder, me: Holder, notes: Notes
) -> None:
    written(folder, me, notes, 2)
    answers = iter([errno.EIO])

    def sync(descriptor: int) -> None:
        for code in answers:
            raise OSError(code, os.strerror(code))
        os.fsync(descriptor)

    opened = take_up_log(folder, me, sync=sync)
    opened.writer.write(notes(1, first=3))
    assert len(folder.logs()) == 2
    events = [recorded.event for recorded in read_history(folder).records]
    assert events[1:] == [Note("note 2"), Note("note 3")]


def test_a_second_file_is_taken_up_and_repaired_like_the_first(
    folder: IncidentFolder, me: Holder, notes: Notes
) -> None:
    test_a_log_that_cannot_be_synced_when_taken_up_goes_on_in_the_next_file(folder, me, notes)
    Pen.take_over(folder.lock, me).release()
    second = Path(folder.log(2))
    second.write_bytes(second.read_bytes()[:-7])
    opened = take_up_log(folder, me)
    assert opened.recovered.endswith("bytes after event 2, kept in log-2.toml.torn-1")
    opened.writer.write(notes(2, first=3))
    assert read_history(folder).damage is None
    assert read_history(folder).log.seq == 4
