"""Which incident is meant when none is named: the newest that is still open, a live one before any drill.

Whoever types `resume` at 3 a.m. means what is burning, also when a drill was begun after it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.errors import UserError
from cio_tui.runtime.incident_folder import incidents
from cio_tui.runtime.incident_list import summarise

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cio_tui.runtime.incident_list import Summary


def open_incidents(root: str) -> Iterator[Summary]:
    """Newest first, without those that cannot be read whole: `incident list` says what is wrong with them."""
    for folder in incidents(root):
        summary = summarise(folder)
        if summary.is_open and not summary.trouble:
            yield summary


def newest_open(root: str) -> Summary:
    """How it stands. Raises UserError when no incident is open."""
    practised: Summary | None = None
    for summary in open_incidents(root):
        if not summary.is_drill:
            return summary
        practised = practised or summary
    if practised is not None:
        return practised
    raise UserError(
        "No incident is open. Start one with `cio-tui walk BOOK`, or see `cio-tui incident list`."
    )
