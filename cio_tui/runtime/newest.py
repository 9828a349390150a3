"""Which incident is meant when none is named: the newest that is still open."""

from __future__ import annotations

from cio_tui.core.errors import UserError
from cio_tui.core.events import IncidentClosed
from cio_tui.runtime.incident_folder import incidents
from cio_tui.runtime.log_reader import read_history


def newest_open(root: str) -> str:
    """Its id. Raises UserError when no incident is open."""
    for folder in incidents(root):
        try:
            history = read_history(folder, newest=1)
        except UserError:  # unreadable: `incident list` says so
            continue
        if history.records and not isinstance(history.records[-1].event, IncidentClosed):
            return folder.id
    raise UserError(
        "No incident is open. Start one with `cio-tui walk BOOK`, or see `cio-tui incident list`."
    )
