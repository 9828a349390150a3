"""A line about each incident without reading its log whole: its first event and its newest ones say enough.

The chain is not followed here, so a list of a thousand takes less than a second; `incident verify` follows it.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from cio_tui.core import events
from cio_tui.core.codec import Unreadable, decode
from cio_tui.runtime.incident_folder import incidents
from cio_tui.runtime.log_reader import LARGEST
from cio_tui.runtime.regular_file import UnreadableFileError, open_regular

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from cio_tui.core.record import Recorded
    from cio_tui.runtime.incident_folder import IncidentFolder

HEAD = 8_192
"""Bytes that hold the first event, with its snapshot of every pane."""
TAIL = 32_768
"""Bytes that hold a few dozen of the newest events."""


class Summary(NamedTuple):
    """One incident, as lists show it."""

    incident: str
    is_open: bool = False
    mode: str = ""
    book: str = ""
    title: str = ""
    severity: str = ""
    step: str = ""
    who: str = ""
    """Who wrote last."""
    opened_at: datetime | None = None
    last_at: datetime | None = None
    trouble: str = ""
    """Why it cannot be read, as a sentence; empty when it can."""

    @property
    def is_drill(self) -> bool:
        """Whether it was practice."""
        return self.mode == "drill"


def list_incidents(root: str) -> tuple[Summary, ...]:
    """Every incident below `root`, newest first. Raises UserError when the folder cannot be looked into."""
    return tuple(map(summarise, incidents(root)))


def summarise(folder: IncidentFolder) -> Summary:
    """What the ends of its log say."""
    try:
        head, tail = _ends(folder)
        first = decode(head.partition(b"\n\n")[0])
    except (UnreadableFileError, OSError, Unreadable) as error:
        return Summary(folder.id, trouble=f"Its log cannot be read: {error}")
    opened = first.event
    if not isinstance(opened, events.IncidentOpened):
        return Summary(folder.id, trouble="Its log does not begin with the opening of an incident.")
    summary = Summary(
        folder.id,
        True,
        opened.mode,
        opened.book,
        opened.title,
        opened.severity,
        who=first.by,
        opened_at=first.at,
    )
    for recorded in (first, *_whole(tail)):
        summary = _after(summary, recorded)
    return summary


def _ends(folder: IncidentFolder) -> tuple[bytes, bytes]:
    """The beginning of the first file and the end of the newest."""
    logs = folder.logs() or [folder.log()]
    with os.fdopen(open_regular(logs[0]), "rb") as file:
        head = file.read(HEAD)
    with os.fdopen(open_regular(logs[-1]), "rb") as file:
        file.seek(max(0, min(os.fstat(file.fileno()).st_size, LARGEST) - TAIL))
        return head, file.read(TAIL)


def _whole(tail: bytes) -> Iterator[Recorded]:
    """The events of the tail that are whole; the first block may begin in the middle, the last may be torn."""
    for block in tail.split(b"\n\n")[:-1]:
        try:
            yield decode(block)
        except Unreadable:
            continue


def _after(summary: Summary, recorded: Recorded) -> Summary:
    summary = summary._replace(last_at=recorded.at, who=_person(recorded) or summary.who)
    match recorded.event:
        case events.IncidentClosed():
            return summary._replace(is_open=False)
        case events.StepEntered(step=step, book=book):
            return summary._replace(step=step, book=book or summary.book)
        case events.SeverityChanged(now=severity):
            return summary._replace(severity=severity)
        case _:
            return summary


def _person(recorded: Recorded) -> str:
    return "" if recorded.by == "cio-tui" else recorded.by
