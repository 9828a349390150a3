from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cio_tui.core.errors import UserError
from cio_tui.runtime.bundle import take_files
from cio_tui.runtime.readings_bytes import read_readings
from cio_tui.runtime.signature import state
from cio_tui.runtime.verification import verify

if TYPE_CHECKING:
    from collections.abc import Callable

    from cio_tui.runtime.incident_folder import IncidentFolder

in_its_place = pytest.mark.parametrize(("place", "kind"), [(os.mkfifo, "a pipe"), (os.mkdir, "a folder")])


@in_its_place
def test_whatever_needs_the_samples_says_what_is_in_their_place_and_the_way_around_it(
    whole: IncidentFolder, place: Callable[[str], None], kind: str
) -> None:
    place(whole.readings)
    for read in (take_files, lambda folder: state(folder, ["0" * 64])):
        with pytest.raises(UserError) as raised:
            read(whole)
        assert str(raised.value).startswith(f"{whole.readings} is {kind}, not a regular file. ")
        assert str(raised.value).endswith("move that out of the folder to go on without.")
    Path(whole.readings).rename(f"{whole.path}.aside")
    assert "readings.jsonl" not in take_files(whole)


@in_its_place
def test_a_log_holds_all_the_same(whole: IncidentFolder, place: Callable[[str], None], kind: str) -> None:
    place(whole.readings)
    found = verify(whole)
    assert found.holds
    (remark,) = found.remarks
    assert f"is {kind}, not a regular file. " in remark
    assert "its log does not need them" in remark


def test_without_samples_there_is_nothing_to_read(whole: IncidentFolder) -> None:
    assert read_readings(whole) == b""
