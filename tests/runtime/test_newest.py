from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from cio_tui.core import events
from cio_tui.core.errors import UserError
from cio_tui.core.record import Recorded
from cio_tui.runtime.incident_folder import create_incident, find_incident
from cio_tui.runtime.journal import Journal
from cio_tui.runtime.newest import newest_open
from tests.runtime.conftest import AT

if TYPE_CHECKING:
    from pathlib import Path

    from cio_tui.core.events.lifecycle import Mode
    from cio_tui.runtime.pen import Holder
    from tests.runtime.conftest import Notes


def test_the_newest_incident_that_is_open_is_meant(tmp_path: Path, me: Holder, notes: Notes) -> None:
    ids = []
    for day in range(4):
        folder = create_incident(str(tmp_path), AT + timedelta(days=day))
        Journal.open_new(folder, me).close(notes(1))
        if day >= 2:  # closed, and a note was added afterwards
            closed = Recorded(2, AT, 2.0, "amira", events.IncidentClosed())
            Journal.resume(folder, me).close([closed, *notes(1, first=3)])
        ids.append(folder.id)
    create_incident(str(tmp_path), AT + timedelta(days=9))
    assert newest_open(str(tmp_path)).incident == ids[1]


def test_a_live_incident_comes_before_a_drill_that_was_begun_after_it(
    tmp_path: Path, me: Holder, notes: Notes
) -> None:
    ids = {}
    modes: tuple[Mode, ...] = ("drill", "live", "drill")
    for day, mode in enumerate(modes):
        folder = create_incident(str(tmp_path), AT + timedelta(days=day))
        opened = events.IncidentOpened(1, "0", folder.id, mode, "a", "A", "P2", "", "us", "prod", "h", 1)
        Journal.open_new(folder, me).close([Recorded(1, AT, 1.0, "amira", opened)])
        ids[day] = folder.id
    found = newest_open(str(tmp_path))
    assert (found.incident, found.is_drill) == (ids[1], False)
    journal = Journal.resume(find_incident(str(tmp_path), ids[1]), me)
    journal.close([Recorded(2, AT, 2.0, "amira", events.IncidentClosed())])
    found = newest_open(str(tmp_path))
    assert (found.incident, found.is_drill) == (ids[2], True)


def test_where_none_is_open_the_remedy_is_said(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"No incident is open\. Start one with `cio-tui walk BOOK`"):
        newest_open(str(tmp_path))
