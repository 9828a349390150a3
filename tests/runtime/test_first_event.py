from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.runtime.first_event import read_opening
from cio_tui.runtime.journal import Journal

if TYPE_CHECKING:
    from cio_tui.runtime.incident_folder import IncidentFolder
    from cio_tui.runtime.pen import Holder
    from tests.runtime.conftest import Notes


def test_how_an_incident_was_opened_is_read_alone(folder: IncidentFolder, me: Holder, notes: Notes) -> None:
    assert read_opening(folder) is None
    Journal.open_new(folder, me).close(notes(300))
    opened = read_opening(folder)
    assert opened is not None
    assert (opened.book, opened.mode) == ("p1-outage", "live")


def test_a_log_that_begins_otherwise_has_no_opening(folder: IncidentFolder, me: Holder, notes: Notes) -> None:
    Journal.open_new(folder, me).close(notes(2, first=2))
    assert read_opening(folder) is None
    with open(folder.log(), "wb") as file:
        file.write(b"neither TOML\n\n")
    assert read_opening(folder) is None
