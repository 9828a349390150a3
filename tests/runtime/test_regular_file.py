from __future__ import annotations

import os
from pathlib import Path

import pytest

from cio_tui.runtime.regular_file import UnreadableFileError, read_regular


def test_a_file_is_read_to_its_end(tmp_path: Path) -> None:
    file = tmp_path / "f"
    file.write_bytes(b"x" * 300_000)
    assert read_regular(file) == b"x" * 300_000
    assert read_regular(file, limit=300_000) == b"x" * 300_000


def test_a_file_over_the_limit_is_refused_without_reading_all_of_it(tmp_path: Path) -> None:
    file = tmp_path / "f"
    with file.open("wb") as sparse:
        sparse.truncate(1 << 40)
    with pytest.raises(UnreadableFileError, match="larger than 1,048,576 bytes"):
        read_regular(file)


def test_a_fifo_without_a_writer_is_refused_at_once(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo")
    with pytest.raises(UnreadableFileError, match="fifo is a pipe, not a regular file"):
        read_regular(tmp_path / "fifo")


@pytest.mark.parametrize(("path", "kind"), [("/", "a folder"), ("/dev/zero", "a device")])
def test_what_stands_in_place_of_a_file_is_named(path: str, kind: str) -> None:
    with pytest.raises(UnreadableFileError, match=f"^{path} is {kind}, not a regular file.$"):
        read_regular(path)


def test_a_loop_of_links_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    with pytest.raises(UnreadableFileError, match="Too many levels of symbolic links"):
        read_regular(tmp_path / "a")


@pytest.mark.parametrize("path", ["/dev/zero", "/dev/tty", "/proc/self/mem", "/nowhere", "/", "a\0b"])
def test_what_is_no_readable_file_is_a_sentence(path: str) -> None:
    with pytest.raises(UnreadableFileError):
        read_regular(path)


def test_a_sentence_names_the_file(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFileError, match=str(tmp_path)):
        read_regular(Path(tmp_path) / "missing")
