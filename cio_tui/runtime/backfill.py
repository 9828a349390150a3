"""An incident that nobody walked, written down when it was over: a log like any other, in mode `backfill`.

It is never open, since there is nothing to walk; what happened is added by notes and milestones with their own times.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from cio_tui import __version__
from cio_tui.core.events import LOG_SCHEMA, IncidentOpened, Milestone
from cio_tui.core.record import Recorded
from cio_tui.runtime.afterwards import AFTERWARDS
from cio_tui.runtime.incident_folder import create_incident, removed_unless_written
from cio_tui.runtime.incident_list import OPENED
from cio_tui.runtime.log_opening import begin_log
from cio_tui.runtime.pinning import pin

if TYPE_CHECKING:
    from datetime import datetime

    from cio_tui.core.runbook import Runbook
    from cio_tui.runtime.incident_folder import IncidentFolder
    from cio_tui.runtime.pen import Holder


class Past(NamedTuple):
    """What is known of it to begin with."""

    book: Runbook
    """Whose steps and severity it is told by."""
    began: datetime
    title: str
    severity: str
    region: str
    label: str
    salt: str
    """Of pseudonyms in this log."""


def backfill(root: str, past: Past, me: Holder, now: datetime) -> tuple[IncidentFolder, Recorded]:
    """Its folder, named after when it began, and its last event so far. Raises UserError."""
    folder = create_incident(root, past.began)
    records = (
        Recorded(1, now, 0.0, me.user, _opening(folder, past, me)),
        Recorded(2, now, 0.0, me.user, Milestone(OPENED, past.began, AFTERWARDS)),
    )
    with removed_unless_written(folder):
        pin(folder, {past.book.id: past.book})
        writer = begin_log(folder, me).writer
        try:
            written = writer.write(records)
        finally:
            writer.close()
    return folder, written[-1]


def _opening(folder: IncidentFolder, past: Past, me: Holder) -> IncidentOpened:
    return IncidentOpened(
        schema=LOG_SCHEMA,
        tool=__version__,
        incident=folder.id,
        mode="backfill",
        book=past.book.id,
        title=past.title,
        severity=past.severity,
        book_sha256=past.book.sha256,
        region=past.region,
        label=past.label,
        host=me.host,
        pid=os.getpid(),
        salt=past.salt,
    )
