from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from cio_tui.runtime.draft import save_draft
from cio_tui.runtime.incident_folder import create_incident, set_ballast_aside
from cio_tui.runtime.journal import Journal
from tests.runtime.conftest import AT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from cio_tui.runtime.pen import Holder
    from tests.runtime.conftest import Notes


@pytest.fixture(params=[0o077, 0o022])
def umask(request: pytest.FixtureRequest) -> Iterator[None]:
    """Ours, and the usual one."""
    before = os.umask(request.param)
    yield
    os.umask(before)


@pytest.mark.usefixtures("umask")
@pytest.mark.parametrize(("root", "files"), [(0o770, 0o660), (0o700, 0o600)])
def test_a_team_can_write_what_is_in_its_folder_and_nobody_what_is_in_mine(
    root: int, files: int, tmp_path: Path, me: Holder, notes: Notes
) -> None:
    (tmp_path / "incidents").mkdir()
    (tmp_path / "incidents").chmod(root)
    folder = create_incident(str(tmp_path / "incidents"), AT)
    journal = Journal.open_new(folder, me)
    save_draft(folder, "half a sentence")
    set_ballast_aside(folder)
    journal.close(notes(2))
    modes = {entry.name: entry.stat().st_mode & 0o777 for entry in os.scandir(folder.path)}
    assert set(modes) >= {"log.toml", "lock", "draft"}
    assert set(modes.values()) == {files}
