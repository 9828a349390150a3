from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

import pytest

from cio_tui.runtime.log_file import FileChanged, LogFile
from tests.full_disk import largest_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def new(path: Path, sync: Callable[[int], None] = os.fsync) -> LogFile:
    return LogFile(str(path), 0, "", os.O_CREAT | os.O_EXCL, 0o600, sync)


def failing_sync(descriptor: int) -> None:
    raise OSError(errno.EIO, os.strerror(errno.EIO))


def test_what_is_appended_is_there_and_counted(tmp_path: Path) -> None:
    file = new(tmp_path / "log")
    file.append(b"one\n")
    file.append(b"two\n")
    assert (tmp_path / "log").read_bytes() == b"one\ntwo\n"
    assert file.length == 8
    assert (tmp_path / "log").stat().st_mode & 0o777 == 0o600


def test_a_short_write_leaves_nothing_behind_and_can_be_tried_again(tmp_path: Path) -> None:
    file = new(tmp_path / "log")
    file.append(b"x" * 90)
    with largest_file(100), pytest.raises(OSError, match="No space"):
        file.append(b"y" * 20)
    assert (tmp_path / "log").read_bytes() == b"x" * 90
    assert not file.is_spent
    file.append(b"y" * 20)
    assert (tmp_path / "log").read_bytes() == b"x" * 90 + b"y" * 20


def test_a_refused_write_says_why(tmp_path: Path) -> None:
    file = new(tmp_path / "log")
    file.append(b"x" * 100)
    with largest_file(100), pytest.raises(OSError, match="File too large"):
        file.append(b"y")
    assert not file.is_spent


def test_a_failed_sync_spends_the_file_and_takes_back_what_it_did_not_keep(tmp_path: Path) -> None:
    file = new(tmp_path / "log")
    file.append(b"kept")
    file._sync = failing_sync
    with pytest.raises(OSError, match="Input/output error"):
        file.append(b"lost")
    assert file.is_spent
    assert (tmp_path / "log").read_bytes() == b"kept"


@pytest.mark.parametrize("change", ["grown", "cut", "replaced"])
def test_a_file_that_another_program_changed_is_not_written_to(tmp_path: Path, change: str) -> None:
    path = tmp_path / "log"
    file = new(path)
    file.append(b"one\n")
    match change:
        case "grown":
            path.write_bytes(b"one\nmore\n")
        case "cut":
            path.write_bytes(b"")
        case _:
            path.unlink()
            path.write_bytes(b"one\n")
    before = path.read_bytes()
    with pytest.raises(FileChanged, match="changed by another program"):
        file.append(b"two\n")
    assert path.read_bytes() == before


def test_a_file_that_is_gone_is_an_error_of_the_system(tmp_path: Path) -> None:
    file = new(tmp_path / "log")
    (tmp_path / "log").unlink()
    with pytest.raises(FileNotFoundError):
        file.append(b"x")


def test_a_link_is_never_followed(tmp_path: Path) -> None:
    (tmp_path / "log").symlink_to(tmp_path / "victim")
    (tmp_path / "victim").write_text("precious")
    with pytest.raises(OSError, match="symbolic links"):
        LogFile(str(tmp_path / "log"), 0, "", 0, 0o600, os.fsync)
