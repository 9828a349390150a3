from __future__ import annotations

import os
import re
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from cio_tui.core.errors import UserError
from cio_tui.runtime.incident_folder import (
    BALLAST,
    IncidentFolder,
    create_incident,
    find_incident,
    incidents,
    remove_unwritten,
    set_ballast_aside,
)

AT = datetime(2026, 11, 21, 20, 21, tzinfo=UTC)


def make(root: Path, *names: str) -> str:
    for name in names:
        (root / name).mkdir(parents=True)
    return str(root)


def test_an_id_says_when_in_utc(tmp_path: Path) -> None:
    folder = create_incident(str(tmp_path / "a" / "b"), AT.astimezone(timezone(timedelta(hours=-5))))
    assert re.fullmatch(r"INC-20261121-2021-[2-9a-z]{2}", folder.id)


def test_two_incidents_of_one_minute_have_folders_of_their_own(tmp_path: Path) -> None:
    assert len({create_incident(str(tmp_path), AT).path for _ in range(60)}) == 60


@pytest.mark.parametrize("umask", [0o000, 0o022, 0o077])
def test_a_folder_is_private_whatever_the_umask(tmp_path: Path, umask: int) -> None:
    before = os.umask(umask)
    try:
        folder = create_incident(str(tmp_path / "incidents"), AT)
    finally:
        os.umask(before)
    assert Path(folder.path).stat().st_mode & 0o777 == 0o700
    assert folder.file_mode == 0o600


def test_a_folder_that_a_group_may_write_is_shared_with_it(tmp_path: Path) -> None:
    tmp_path.chmod(0o2770)
    folder = create_incident(str(tmp_path), AT)
    assert Path(folder.path).stat().st_mode & 0o777 == 0o770
    assert folder.file_mode == 0o660


def test_a_folder_that_others_may_only_read_shares_nothing(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    assert Path(create_incident(str(tmp_path), AT).path).stat().st_mode & 0o777 == 0o700


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(UserError, match=r"Not a directory.*`dir` under \[log\]"):
        create_incident(str(tmp_path / "file" / "incidents"), AT)


def test_incidents_are_listed_newest_first_and_nothing_else_is(tmp_path: Path) -> None:
    root = make(tmp_path, "INC-20261120-0900-aa", "INC-20261121-2021-k7", "other")
    (tmp_path / "INC-20261122-0000-zz").write_text("a file")
    assert [folder.id for folder in incidents(root)] == ["INC-20261121-2021-k7", "INC-20261120-0900-aa"]
    assert incidents(str(tmp_path / "nowhere")) == []


@pytest.mark.parametrize("word", ["INC-20261121-2021-k7", "k7", "K7", "inc-20261121", "1121-2021"])
def test_any_part_of_an_id_that_no_other_has_finds_it(tmp_path: Path, word: str) -> None:
    root = make(tmp_path, "INC-20261120-0900-aa", "INC-20261121-2021-k7")
    assert find_incident(root, word).id == "INC-20261121-2021-k7"


def test_a_part_that_several_have_is_refused_with_their_names(tmp_path: Path) -> None:
    root = make(tmp_path, "INC-20261120-0900-aa", "INC-20261121-2021-k7")
    with pytest.raises(
        UserError, match="`2026112` is part of 2 ids: INC-20261120-0900-aa, INC-20261121-2021-k7"
    ):
        find_incident(root, "2026112")


def test_an_unknown_id_says_where_to_look(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"no incident `\.\./etc`.*cio-tui incident list"):
        find_incident(str(tmp_path), "../etc")


def test_the_files_of_a_log_are_numbered_without_gaps(tmp_path: Path) -> None:
    folder = IncidentFolder(str(tmp_path))
    assert folder.logs() == []
    for name in ("log.toml", "log-2.toml", "log-4.toml"):
        (tmp_path / name).write_text("")
    assert [Path(path).name for path in folder.logs()] == ["log.toml", "log-2.toml"]


def test_ballast_takes_real_room_or_none(tmp_path: Path) -> None:
    folder = IncidentFolder(str(tmp_path))
    assert set_ballast_aside(folder)
    assert (tmp_path / "ballast").stat().st_blocks * 512 >= BALLAST
    assert not set_ballast_aside(IncidentFolder(str(tmp_path / "nowhere")))


def test_a_folder_in_which_something_was_recorded_is_never_removed(tmp_path: Path) -> None:
    folder = create_incident(str(tmp_path), AT)
    Path(folder.book).write_text("book")
    Path(folder.log()).write_text("[[event]]")
    remove_unwritten(folder)
    assert sorted(os.listdir(folder.path)) == ["log.toml", "runbook.toml"]
    Path(folder.log()).write_text("")
    remove_unwritten(folder)
    assert os.listdir(tmp_path) == []
