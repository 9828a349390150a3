from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from cio_tui.runtime.checkup import files
from cio_tui.runtime.checkup.files import examine_files

if TYPE_CHECKING:
    from pathlib import Path

    from cio_tui.runtime.checkup.finding import Finding


def examine(folder: Path) -> dict[str, Finding]:
    return {finding.subject: finding for finding in examine_files(folder)}


def test_a_folder_still_to_be_made_is_fine_where_it_can_be_made(tmp_path: Path) -> None:
    assert examine(tmp_path / "a" / "b")["log folder"].verdict == "ok"


def test_a_folder_that_others_may_read_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    assert examine(tmp_path)["log folder"].remedy == f"Run `chmod 700 {tmp_path}`."


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_read_only_folder_fails(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert examine(tmp_path)["log folder"].verdict == "failing"


def test_a_place_that_is_no_folder_fails(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert examine(tmp_path / "file" / "incidents")["log folder"].verdict == "failing"


@pytest.mark.parametrize(("limit", "verdict"), [("FULL", "failing"), ("TIGHT", "degraded")])
def test_little_room_is_told_before_there_is_none(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, limit: str, verdict: str
) -> None:
    monkeypatch.setattr(files, limit, 1 << 80)
    assert examine(tmp_path)["disk"].verdict == verdict


def test_a_network_disk_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("cio_tui.runtime.log_place.file_system", lambda *_: "nfs4")
    assert examine(tmp_path)["lock"].verdict == "degraded"
