from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cio_tui.runtime.draft import LARGEST, load_draft, save_draft

if TYPE_CHECKING:
    from cio_tui.runtime.incident_folder import IncidentFolder


def test_a_draft_is_kept_until_it_is_empty(folder: IncidentFolder) -> None:
    assert load_draft(folder) == ""
    save_draft(folder, "first line\nsecond ✓")
    assert load_draft(folder) == "first line\nsecond ✓"
    assert Path(folder.draft).stat().st_mode & 0o777 == 0o600
    save_draft(folder, "")
    save_draft(folder, "")
    assert load_draft(folder) == ""


def test_a_draft_is_never_half_there(folder: IncidentFolder) -> None:
    """It is replaced, not rewritten: whoever has the old file open still reads all of it."""
    save_draft(folder, "old " * 100)
    with Path(folder.draft).open() as before:
        save_draft(folder, "new")
        assert before.read() == "old " * 100
    assert sorted(os.listdir(folder.path)) == ["draft"]


def test_a_draft_is_cleaned_both_ways_and_bounded(folder: IncidentFolder) -> None:
    save_draft(folder, "a\x1b[31m")
    assert load_draft(folder) == "a␛[31m"
    Path(folder.draft).write_bytes(b"b\x1b\xff" + b"x" * (2 * LARGEST))
    assert load_draft(folder).startswith("b␛x")
    assert len(load_draft(folder)) <= LARGEST


def test_a_disk_that_refuses_a_draft_stops_nobody(folder: IncidentFolder, tmp_path: Path) -> None:
    Path(f"{folder.draft}.part").symlink_to(tmp_path / "victim")
    save_draft(folder, "text")
    assert load_draft(folder) == ""
    assert not (tmp_path / "victim").exists()


@pytest.mark.parametrize("content", [b"", b"\xff\xfe"])
def test_rubbish_in_its_place_is_no_draft(folder: IncidentFolder, content: bytes) -> None:
    Path(folder.draft).write_bytes(content)
    assert load_draft(folder) == ""
