"""An event that a command adds to a log between sessions: the pen is taken, one block written, the pen let go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.record import Recorded
from cio_tui.runtime.first_event import read_opening
from cio_tui.runtime.log_opening import take_up_log

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from cio_tui.core.events import Event
    from cio_tui.runtime.incident_folder import IncidentFolder
    from cio_tui.runtime.log_opening import Opened
    from cio_tui.runtime.pen import Holder


def add_event(folder: IncidentFolder, me: Holder, now: datetime, draft: Callable[[str], Event]) -> Recorded:
    """Write the event that `draft` makes with the log's salt.

    Raises PenHeld while a session writes, Refused when the log is damaged, NotSaved.
    """
    opened = take_up_log(folder, me, newest=1)
    try:
        opening = read_opening(folder)
        event = draft(opening.salt if opening else "")
        (written,) = opened.writer.write([_record(event, me.user, now, opened)])
    finally:
        opened.writer.close()
    return written


def _record(event: Event, by: str, now: datetime, opened: Opened) -> Recorded:
    """`mono` goes on from the last session's clock, so that incident time does too."""
    last = opened.history.records[-1] if opened.history else None
    mono = last.mono + max(0.0, (now - last.at).total_seconds()) if last else 0.0
    return Recorded(opened.writer.seq + 1, now, round(mono, 3), by, event)
