"""`incident list`: one line an incident, newest first."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from cio_tui.cli.exit_codes import ExitCode
from cio_tui.cli.marks import MARKS, Mark
from cio_tui.core.duration import brief
from cio_tui.runtime.incident_folder import incidents
from cio_tui.runtime.incident_list import summarise
from cio_tui.runtime.pen import present_holder

if TYPE_CHECKING:
    from cio_tui.cli.output import Output
    from cio_tui.runtime.incident_list import Summary

_DAMAGED = MARKS["failing"]._replace(word="damaged")
_HEAD = ("id", "state", "severity", "book", "step", "who", "age", "")


def list_them(root: str, output: Output, *, only_open: bool, as_json: bool) -> int:
    """Print the list. An empty one is no error."""
    host = os.uname().nodename
    found = [(summarise(folder), str(present_holder(folder.lock, host) or "")) for folder in incidents(root)]
    if only_open:
        found = [(summary, holder) for summary, holder in found if summary.is_open]
    if as_json:
        output.write_json("incident-list", {"incidents": [_document(*item) for item in found]})
    elif found:
        now = datetime.now(UTC)
        output.write_table(_HEAD, [_row(summary, holder, now) for summary, holder in found])
    else:
        output.narrate(f"There are no {'open ' if only_open else ''}incidents in {root}.")
    return ExitCode.OK


def _row(summary: Summary, holder: str, now: datetime) -> tuple[str | Mark, ...]:
    state = _DAMAGED if summary.trouble else "open" if summary.is_open else "closed"
    mode = "" if summary.mode in ("", "live") else summary.mode.upper()
    writer = f"{holder} is writing" if holder else ""
    remark = "; ".join(filter(None, (mode, writer, summary.trouble)))
    where = (summary.severity or "-", summary.book or "-", summary.step or "-", summary.who or "-")
    return (summary.incident, state, *where, _age(now, summary.last_at), remark)


def _age(now: datetime, then: datetime | None) -> str:
    """Since the last event."""
    return brief(round((now - then).total_seconds())) if then else "-"


def _document(summary: Summary, holder: str) -> dict[str, object]:
    state = "damaged" if summary.trouble else "open" if summary.is_open else "closed"
    return {**summary._asdict(), "state": state, "holder": holder}
