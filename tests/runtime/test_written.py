from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cio_tui.core.codec import decode
from cio_tui.core.events import WritePerformed
from cio_tui.runtime.clock import SystemClock
from cio_tui.runtime.journal import Journal
from cio_tui.runtime.settings import load_settings
from cio_tui.runtime.workplace import make_workplace
from cio_tui.runtime.written import log_write, open_incident_folder
from cio_tui.sim.configuration import LABEL

if TYPE_CHECKING:
    from pathlib import Path

    from cio_tui.runtime.incident_folder import IncidentFolder
    from cio_tui.runtime.pen import Holder
    from cio_tui.runtime.workplace import Workplace
    from tests.runtime.conftest import Notes


@pytest.fixture
def place(folder: IncidentFolder, me: Holder, notes: Notes, tmp_path: Path) -> Workplace:
    """A workplace whose folder of incidents holds one that is open, and live."""
    Journal.open_new(folder, me).close(notes(2))
    environment = {"HOME": str(tmp_path), "CIO_TUI_LOG_DIR": str(tmp_path / "incidents")}
    return make_workplace(load_settings(None, environment), SystemClock(), environment)


def test_the_newest_open_incident_is_found_and_a_drill_looks_for_drills(
    place: Workplace, folder: IncidentFolder
) -> None:
    assert open_incident_folder(place) == folder
    assert open_incident_folder(place.for_drill("healthy", 1.0)) is None
    second_shell = place._replace(label=LABEL)
    assert open_incident_folder(second_shell) is None


@pytest.mark.parametrize("keeps", [False, True])
def test_who_it_was_about_is_a_pseudonym_unless_the_configuration_keeps_people(
    place: Workplace, folder: IncidentFolder, *, keeps: bool
) -> None:
    place = place._replace(keeps_personal_data=keeps)
    recorded = log_write(folder, place, "track paid", "kim@ex.test", 200, 41.26)
    event = recorded.event
    assert isinstance(event, WritePerformed)
    assert (event.what, event.status, event.ms) == ("track paid", 200, 41.3)
    assert event.target.startswith("kim@ex.test" if keeps else "person:")
    with open(folder.log(), "rb") as file:
        text = file.read()
    assert (b"kim@ex.test" in text) is keeps
    assert decode(text.rstrip(b"\n").rpartition(b"\n\n")[2] + b"\n\n").event == event
