"""Events that a command adds to a log between sessions: the pen is taken, they are written as one, the pen let go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.record import Recorded
from cio_tui.runtime.first_event import read_opening
from cio_tui.runtime.log_opening import take_up_log

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import datetime

    from cio_tui.core.events import Event
    from cio_tui.runtime.incident_folder import IncidentFolder
    from cio_tui.runtime.log_opening import Opened
    from cio_tui.runtime.pen import Holder


def add_event(folder: IncidentFolder, me: Holder, now: datetime, draft: Callable[[str], Event]) -> Recorded:
    """Write the event that `draft` makes with the log's salt.

    Raises PenHeld while a session writes, Refused when the log is damaged, NotSaved.
    """
    (written,) = add_events(folder, me, now, lambda salt, _: (draft(salt),))
    return written


def add_events(
    folder: IncidentFolder, me: Holder, now: datetime, draft: Callable[[str, int], Sequence[Event]]
) -> tuple[Recorded, ...]:
    """Write the events that `draft` makes with the log's salt and the number of the first, all or none.

    Raises PenHeld while a session writes, Refused when the log is damaged, NotSaved.
    """
    opened = take_up_log(folder, me, newest=1)
    try:
        opening = read_opening(folder)
        first = opened.writer.seq + 1
        events = draft(opening.salt if opening else "", first)
        mono = _mono(now, opened)
        return opened.writer.write(
            [Recorded(seq, now, mono, me.user, event) for seq, event in enumerate(events, first)]
        )
    finally:
        opened.writer.close()


def _mono(now: datetime, opened: Opened) -> float:
    """It goes on from the last session's clock, so that incident time does too."""
    last = opened.history.records[-1] if opened.history else None
    return round(last.mono + max(0.0, (now - last.at).total_seconds()), 3) if last else 0.0
