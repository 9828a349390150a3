"""Which incident is meant when none is named: the newest that is still open."""

from __future__ import annotations

from cio_tui.core.errors import UserError
from cio_tui.runtime.incident_folder import incidents
from cio_tui.runtime.incident_list import summarise


def newest_open(root: str) -> str:
    """Its id. Raises UserError when no incident is open."""
    for folder in incidents(root):
        summary = summarise(folder)
        if summary.is_open and not summary.trouble:  # `incident list` says what is wrong with the others
            return folder.id
    raise UserError(
        "No incident is open. Start one with `cio-tui walk BOOK`, or see `cio-tui incident list`."
    )
