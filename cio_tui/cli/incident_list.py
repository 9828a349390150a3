"""`incident list`: one line an incident, newest first; the filters leave those that are meant."""

from __future__ import annotations

import os
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from cio_tui.cli.exit_codes import ExitCode
from cio_tui.cli.incident_filters import wanted_by
from cio_tui.cli.incident_place import root_of
from cio_tui.cli.marks import MARKS, Mark
from cio_tui.core.duration import brief
from cio_tui.runtime.incident_search import Wanted, search
from cio_tui.runtime.pen import present_holder

if TYPE_CHECKING:
    from argparse import Namespace

    from cio_tui.cli.output import Output
    from cio_tui.runtime.incident_search import Hit
    from cio_tui.runtime.settings import Settings

_DAMAGED = MARKS["failing"]._replace(word="damaged")
_HEAD = ("id", "state", "severity", "book", "step", "who", "age", "")


def run(arguments: Namespace, settings: Settings, output: Output) -> int:
    """Print the list. An empty one is no error."""
    wanted, root, host = wanted_by(arguments), root_of(settings), os.uname().nodename
    found = [(hit, str(present_holder(hit.folder.lock, host) or "")) for hit in search(root, wanted)]
    if arguments.json:
        output.write_json("incident-list", {"incidents": [_document(*item) for item in found]})
    elif found:
        now = datetime.now(UTC)
        output.write_table(_HEAD, [_row(*item, now) for item in found])
    else:
        output.narrate(_none(root, wanted))
    return ExitCode.OK


def _none(root: str, wanted: Wanted) -> str:
    if wanted == Wanted():
        return f"There are no incidents in {root}."
    which = "open" if wanted == Wanted(is_open=True) else "such"
    return f"There are no {which} incidents in {root}."


def _row(hit: Hit, holder: str, now: datetime) -> tuple[str | Mark, ...]:
    summary = hit.summary
    state = _DAMAGED if summary.state == _DAMAGED.word else summary.state
    where = (summary.severity or "-", summary.book or "-", summary.step or "-", summary.who or "-")
    return (summary.incident, state, *where, _age(now, summary.active_at), _remark(hit, holder))


def _remark(hit: Hit, holder: str) -> str:
    mode = "" if hit.summary.mode in ("", "live") else hit.summary.mode.upper()
    writer = f"{holder} is writing" if holder else ""
    found = f"event {', '.join(map(str, hit.events))}" if hit.events else ""
    reviewed = "reviewed" if hit.summary.is_reviewed else ""
    # Whoever writes may be in the middle of an event, or before the first.
    torn = "" if holder else hit.summary.torn
    trouble = "" if holder and hit.summary.is_empty else hit.summary.trouble
    return "; ".join(filter(None, (mode, reviewed, found, writer, torn, trouble)))


def _age(now: datetime, then: datetime | None) -> str:
    """Since the last event."""
    return brief(round((now - then).total_seconds())) if then else "-"


def _document(hit: Hit, holder: str) -> dict[str, object]:
    summary = hit.summary
    return {**summary._asdict(), "state": summary.state, "holder": holder, "found_in": hit.events}
