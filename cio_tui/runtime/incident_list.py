"""A line about each incident: its chain is followed, and of its events only the few that say how it stands are parsed.

Four blocks of a log are enough, found from the end of it, so that a thousand incidents take 0.4 s.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from cio_tui.core.block_table import Unreadable, decode_table
from cio_tui.core.errors import UserError
from cio_tui.core.text import clean_line
from cio_tui.runtime.incident_folder import incidents
from cio_tui.runtime.log_bytes import read_log

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cio_tui.core.block_table import Table
    from cio_tui.runtime.incident_folder import IncidentFolder

TOOL = b'\nby = "cio-tui"\n'
"""In the blocks of what came about by itself."""


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
    """Who did something last."""
    opened_at: datetime | None = None
    last_at: datetime | None = None
    trouble: str = ""
    """Why it cannot be read, or where it is damaged, as a sentence; empty when all is well."""
    events: int = 0
    """How many hold."""

    @property
    def is_drill(self) -> bool:
        """Whether it was practice."""
        return self.mode == "drill"


def list_incidents(root: str) -> tuple[Summary, ...]:
    """Every incident below `root`, newest first. Raises UserError when the folder cannot be looked into."""
    return tuple(map(summarise, incidents(root)))


def summarise(folder: IncidentFolder) -> Summary:
    """How an incident stands; a log that cannot be read is a Summary with its trouble."""
    try:
        log = read_log(folder)
        summary = _read(folder.id, log.blocks[: log.seq]) if log.seq else Summary(folder.id)
    except (UserError, Unreadable) as error:
        return Summary(folder.id, trouble=str(error))
    if log.damage and log.damage.kind != "torn":
        return summary._replace(trouble=log.damage.sentence)
    return (
        summary
        if log.seq
        else summary._replace(trouble="It holds no event: its session ended before the first.")
    )


def _read(incident: str, blocks: Sequence[bytes]) -> Summary:
    first, last = decode_table(blocks[0]), decode_table(blocks[-1])
    entered = _newest(blocks, b'\nkind = "step.entered"\n')
    changed = _newest(blocks, b'\nkind = "severity.changed"\n')
    book = _newest(blocks, b"\nbook = ")
    return Summary(
        incident,
        is_open=not _newest(blocks, b'\nkind = "incident.closed"\n'),
        mode=_text(first, "mode"),
        book=_text(book, "book"),
        title=_text(first, "title"),
        severity=_text(changed, "now") or _text(first, "severity"),
        step=_text(entered, "step"),
        who=_text(next((decode_table(block) for block in reversed(blocks) if TOOL not in block), {}), "by"),
        opened_at=_moment(first),
        last_at=_moment(last),
        events=len(blocks),
    )


def _newest(blocks: Sequence[bytes], line: bytes) -> Table:
    """The newest event with this line in it; an empty table when there is none. No text can hold a line of its own."""
    return next((decode_table(block) for block in reversed(blocks) if line in block), {})


def _text(table: Table, name: str) -> str:
    return clean_line(str(table.get(name, "")))


def _moment(table: Table) -> datetime | None:
    at = table.get("at")
    return at if isinstance(at, datetime) and at.tzinfo is not None else None
