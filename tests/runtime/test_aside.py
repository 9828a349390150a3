from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from cio_tui.core.events import Note
from cio_tui.runtime.aside import add_event
from cio_tui.runtime.journal import Journal
from cio_tui.runtime.pen import PenHeld
from tests.runtime.conftest import AT

if TYPE_CHECKING:
    from cio_tui.runtime.incident_folder import IncidentFolder
    from cio_tui.runtime.pen import Holder
    from tests.runtime.conftest import Notes


def test_an_event_is_added_where_the_last_session_ended(
    folder: IncidentFolder, me: Holder, notes: Notes
) -> None:
    Journal.open_new(folder, me).close(notes(3))
    added = add_event(folder, me, AT + timedelta(seconds=63), lambda salt: Note(f"salted with {salt}"))
    assert (added.seq, added.by, added.mono) == (4, me.user, 63.0)
    assert added.event == Note("salted with 5f3a9c21d07be866")
    taken_up = Journal.resume(folder, me)
    assert taken_up.history is not None
    assert [record.seq for record in taken_up.history.records] == [1, 2, 3, 4]
    taken_up.close()


async def test_the_pen_of_a_living_session_is_not_touched(
    folder: IncidentFolder, me: Holder, notes: Notes
) -> None:
    journal = Journal.open_new(folder, me)
    await journal.append(notes(1))
    with pytest.raises(PenHeld):
        add_event(folder, me, AT, Note)
    journal.close(notes(1, first=2))
    assert journal.seq == 2
