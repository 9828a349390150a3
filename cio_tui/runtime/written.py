"""A write to Customer.io goes into the newest open incident, so that a review sees what was done besides the steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.events import WritePerformed
from cio_tui.core.pseudonym import pseudonym
from cio_tui.core.text import clean_line
from cio_tui.runtime.aside import add_event
from cio_tui.runtime.incident import holder_of
from cio_tui.runtime.incident_folder import find_incident
from cio_tui.runtime.newest import open_incidents

if TYPE_CHECKING:
    from cio_tui.core.events import Event
    from cio_tui.core.record import Recorded
    from cio_tui.runtime.incident_folder import IncidentFolder
    from cio_tui.runtime.workplace import Workplace


DRILL = "drill"
"""Label in the configuration that the simulator writes."""


def open_incident_folder(place: Workplace) -> IncidentFolder | None:
    """The newest incident that is not closed, drills left out unless this is one, or its second shell.

    Raises UserError.
    """
    root, is_drill = str(place.incidents), bool(place.scenario) or place.label == DRILL
    newest = next((summary for summary in open_incidents(root) if summary.is_drill == is_drill), None)
    return find_incident(root, newest.incident) if newest else None


def log_write(
    folder: IncidentFolder, place: Workplace, what: str, who: str, status: int, ms: float
) -> Recorded:
    """Add `write.performed`; who it was about becomes a pseudonym unless the configuration keeps personal data.

    Raises PenHeld while a session writes this log, Refused when it is damaged, NotSaved.
    """

    def draft(salt: str) -> Event:
        person = clean_line(who) if place.keeps_personal_data else pseudonym(who, salt)
        return WritePerformed(clean_line(place.redact(what)), person, status, round(ms, 1))

    return add_event(folder, holder_of(place), place.clock.now(), draft)
