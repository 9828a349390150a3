from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from cio_tui.core.errors import UserError
from cio_tui.runtime.whole_file import write_whole

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_is_written_whole_for_its_owner_alone(tmp_path: Path) -> None:
    path = tmp_path / "a.tar.gz"
    write_whole(str(path), b"hello")
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"hello", 0o600)
    with pytest.raises(UserError, match="exists already"):
        write_whole(str(path), b"other")
    assert path.read_bytes() == b"hello"


@pytest.mark.parametrize("name", ["gone/a.tar.gz", "a\0b", "n" * 300, ""])
def test_what_cannot_be_written_leaves_nothing(tmp_path: Path, name: str) -> None:
    with pytest.raises(UserError, match="Nothing is left there"):
        write_whole(str(tmp_path / name) if name else "", b"hello")
    assert list(tmp_path.iterdir()) == []


def test_a_full_disk_leaves_nothing(tmp_path: Path) -> None:
    program = (
        "import resource, signal, sys\n"
        "from cio_tui.runtime.whole_file import write_whole; from cio_tui.core.errors import UserError\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))\n"
        "try: write_whole(sys.argv[1], bytes(100_000))\nexcept UserError as error: print(error)"
    )
    done = subprocess.run(
        [sys.executable, "-B", "-c", program, str(tmp_path / "a.tar.gz")],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert "File too large. Nothing is left there." in done.stdout
    assert list(tmp_path.iterdir()) == []


def test_what_is_there_is_replaced_only_when_that_was_said(tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    path.write_text("older")
    path.chmod(0o644)
    write_whole(str(path), b"newer", replace=True)
    assert (path.read_bytes(), path.stat().st_mode & 0o777) == (b"newer", 0o600)
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_is_neither_followed_nor_taken_for_a_free_name(tmp_path: Path) -> None:
    (tmp_path / "report.md").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(UserError, match="exists already"):
        write_whole(str(tmp_path / "report.md"), b"hello")
    write_whole(str(tmp_path / "report.md"), b"hello", replace=True)
    assert not (tmp_path / "elsewhere").exists()
    assert (tmp_path / "report.md").read_bytes() == b"hello"


def test_a_folder_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "report.md").mkdir()
    with pytest.raises(UserError, match="Nothing is left there"):
        write_whole(str(tmp_path / "report.md"), b"hello", replace=True)
    assert [path.name for path in tmp_path.iterdir()] == ["report.md"]
