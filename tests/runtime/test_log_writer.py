from __future__ import annotations

import errno
import os
import shutil
import subprocess
from contextlib import contextmanager, suppress
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cio_tui.core.errors import Refused
from cio_tui.core.events import Note, Unrecognized
from cio_tui.runtime.incident_folder import BALLAST, IncidentFolder, create_incident
from cio_tui.runtime.log_opening import begin_log, take_up_log
from cio_tui.runtime.log_reader import read_history
from cio_tui.runtime.log_writer import FULL, LogWriter
from cio_tui.runtime.not_saved import NotSaved, PenLost
from cio_tui.runtime.pen import Holder, Pen
from tests.full_disk import largest_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.runtime.conftest import Notes


class Disk:
    """A seam for the one call that real hardware would have to break: fsync answers EIO so many times."""

    def __init__(self) -> None:
        self.failures = 0

    def sync(self, descriptor: int) -> None:
        if self.failures:
            self.failures -= 1
            raise OSError(errno.EIO, os.strerror(errno.EIO))
        os.fsync(descriptor)


def begin(folder: IncidentFolder, me: Holder, sync: Callable[[int], None] = os.fsync) -> LogWriter:
    return begin_log(folder, me, sync).writer


def texts(folder: IncidentFolder) -> list[str]:
    """The notes on disk, in order; the chain has to be whole."""
    history = read_history(folder)
    assert history.damage is None
    assert [recorded.seq for recorded in history.records] == list(range(1, len(history.records) + 1))
    return [recorded.event.text for recorded in history.records if isinstance(recorded.event, Note)]


def test_events_come_back_numbered_and_with_their_digests(
    folder: IncidentFolder, me: Holder, notes: Notes
) -> None:
    writer = begin(folder, me)
    written = [*writer.write(notes(2)), *writer.write(notes(1, first=3))]
    assert [recorded.seq for recorded in written] == [1, 2, 3]
    assert read_history(folder).records == tuple(written)
    assert (writer.seq, writer.digest) == (3, written[-1].digest)


def test_the_log_is_private_and_readable_by_any_toml_parser(
    folder: IncidentFolder, me: Holder, notes: Notes
) -> None:
    import tomllib

    begin(folder, me).write(notes(5))
    assert Path(folder.log()).stat().st_mode & 0o777 == 0o600
    assert len(tomllib.loads(Path(folder.log()).read_text())["event"]) == 5


def test_numbers_are_given_by_the_log_not_by_the_caller(
    folder: IncidentFolder, me: Holder, notes: Notes
) -> None:
    writer = begin(folder, me)
    writer.write(notes(1))
    assert writer.write(notes(1, first=77))[0].seq == 2


def test_the_clock_being_set_stands_in_the_next_event(
    folder: IncidentFolder, me: Holder, notes: Notes
) -> None:
    first, second, third, fourth = notes(4)
    late = second._replace(at=second.at - timedelta(minutes=25))
    later = third._replace(at=third.at - timedelta(minutes=25, milliseconds=900))
    written = begin(folder, me).write([first, late, later, fourth])
    assert [recorded.jump_s for recorded in written] == [0.0, -1500.0, 0.0, 1500.9]
    assert [recorded.jump_s for recorded in read_history(folder).records] == [0.0, -1500.0, 0.0, 1500.9]


def test_of_events_written_together_all_are_saved_or_none(
    folder: IncidentFolder, me: Holder, notes: Notes
) -> None:
    writer = begin(folder, me)
    writer.write(notes(1))
    huge = Unrecognized("future", {str(number): "x" * 20_000 for number in range(20)})
    with pytest.raises(Refused, match="shorten it"):
        writer.write([*notes(1, first=2), notes(1, first=3)[0]._replace(event=huge)])
    writer.write(notes(1, first=2))
    assert texts(folder) == ["note 2"]


def test_a_session_that_lost_the_pen_writes_nothing_more(
    folder: IncidentFolder, me: Holder, notes: Notes
) -> None:
    writer = begin(folder, me)
    writer.write(notes(1))
    Pen.take_over(folder.lock, Holder("bo", "jump2", 7, "now"))
    with pytest.raises(PenLost, match="bo on jump2 has taken the pen over"):
        writer.write(notes(1, first=2))
    assert texts(folder) == []


def test_a_log_edited_meanwhile_is_left_alone(folder: IncidentFolder, me: Holder, notes: Notes) -> None:
    writer = begin(folder, me)
    writer.write(notes(1))
    with Path(folder.log()).open("ab") as file:
        file.write(b"# a remark\n")
    with pytest.raises(NotSaved, match=r"changed by another program.*cio-tui incident verify INC-"):
        writer.write(notes(1, first=2))


def test_a_folder_that_is_gone_is_a_sentence(folder: IncidentFolder, me: Holder, notes: Notes) -> None:
    writer = begin(folder, me)
    shutil.rmtree(folder.path)
    with pytest.raises(NotSaved, match=r"the file or its folder is gone\. Put it back"):
        writer.write(notes(1))


# -- a disk that fails to sync


def test_after_a_failed_sync_the_log_goes_on_in_the_next_file(
    folder: IncidentFolder, me: Holder, notes: Notes
) -> None:
    disk = Disk()
    writer = begin(folder, me, disk.sync)
    writer.write(notes(3))
    disk.failures = 1
    written = writer.write(notes(1, first=4))
    writer.write(notes(1, first=5))
    assert texts(folder) == ["note 2", "note 3", "note 4", "note 5"]
    assert [Path(path).name for path in folder.logs()] == ["log.toml", "log-2.toml"]
    assert f'continues = "log.toml#3"\nsha256 = "{written[0].digest}"' in Path(folder.log(2)).read_text()
    assert "log-2.toml" in writer.caution


def test_a_file_that_could_not_be_cut_is_passed_over_where_the_next_begins(
    folder: IncidentFolder, me: Holder, notes: Notes
) -> None:
    disk = Disk()
    writer = begin(folder, me, disk.sync)
    writer.write(notes(3))
    disk.failures = 1
    writer.write(notes(1, first=4))
    with Path(folder.log(1)).open("ab") as file:
        file.write(Path(folder.log(2)).read_bytes())
    assert texts(folder) == ["note 2", "note 3", "note 4"]


def test_a_disk_that_fails_for_good_says_so_and_leaves_no_heap_of_files(
    folder: IncidentFolder, me: Holder, notes: Notes
) -> None:
    disk = Disk()
    writer = begin(folder, me, disk.sync)
    writer.write(notes(2))
    disk.failures = 20
    for _ in range(10):
        with pytest.raises(NotSaved, match=r"the disk reports an error\. Copy the folder to another disk"):
            writer.write(notes(1, first=3))
    assert len(folder.logs()) == 2
    writer.write(notes(1, first=3))
    assert texts(folder) == ["note 2", "note 3"]


def test_a_disk_that_fails_on_the_very_first_event(folder: IncidentFolder, me: Holder, notes: Notes) -> None:
    disk = Disk()
    disk.failures = 1
    begin(folder, me, disk.sync).write(notes(2))
    assert texts(folder) == ["note 2"]
    assert 'continues = "log.toml#0"' in Path(folder.log(2)).read_text()


def test_every_failing_sync_in_a_row_of_events_loses_none(
    folder: IncidentFolder, me: Holder, notes: Notes
) -> None:
    disk = Disk()
    writer = begin(folder, me, disk.sync)
    for seq in range(1, 9):
        disk.failures = 1
        writer.write(notes(1, first=seq))
    assert texts(folder) == [f"note {seq}" for seq in range(2, 9)]
    assert len(folder.logs()) == 9
    writer.close()
    assert take_up_log(folder, me).writer.seq == 8


# -- a disk that is full


@contextmanager
def small_disk(path: Path, size: int) -> Iterator[None]:
    """A file system of its own, with room for so many bytes."""
    path.mkdir()
    command = ["mount", "-t", "tmpfs", "-o", f"size={size}", "none", str(path)]
    mounted = subprocess.run(command, check=False, capture_output=True)
    if mounted.returncode:
        pytest.skip(f"needs to mount a small file system: {mounted.stderr.decode().strip()}")
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", path], check=True)


def fill(path: Path) -> None:
    """Write until nothing more fits."""
    with suppress(OSError), path.open("wb", buffering=0) as file:
        while True:
            file.write(b"x" * 4096)


def write_until_refused(writer: LogWriter, notes: Notes) -> tuple[int, str]:
    """How many events fitted, and what was said about the next."""
    while True:
        try:
            writer.write(notes(1, first=writer.seq + 1, text="x" * 400))
        except NotSaved as error:
            return writer.seq, str(error)


def test_a_full_disk_first_uses_what_was_set_aside_then_says_so_and_recovers(
    tmp_path: Path, me: Holder, notes: Notes
) -> None:
    root = tmp_path / "disk"
    with small_disk(root, 4 * BALLAST):
        folder = create_incident(str(root), notes(1)[0].at)
        writer = begin(folder, me)
        fill(root / "other")
        saved, sentence = write_until_refused(writer, notes)
        assert "the disk is full. Free some space" in sentence
        assert saved > 100
        assert writer.caution == FULL
        assert read_history(folder).log.seq == saved
        assert read_history(folder).damage is None
        (root / "other").unlink()
        writer.write(notes(1, first=saved + 1))
        assert writer.caution == ""
        assert Path(folder.ballast).exists()
        assert read_history(folder).log.seq == saved + 1


def test_a_file_that_may_not_grow_is_a_sentence(folder: IncidentFolder, me: Holder, notes: Notes) -> None:
    writer = begin(folder, me)
    writer.write(notes(1))
    size = Path(folder.log()).stat().st_size
    with largest_file(size), pytest.raises(NotSaved, match="ulimit -f"):
        writer.write(notes(1, first=2))
    writer.write(notes(1, first=2))
    assert texts(folder) == ["note 2"]
