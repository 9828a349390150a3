"""A line about each incident: its chain is followed, and of its events only the few that say how it stands are parsed.

Kinds are read off the bytes, and three or four blocks of a log are parsed, so that a thousand incidents of 150 events
take 0.6 s.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from cio_tui.core.block_table import Unreadable, decode_table
from cio_tui.core.chain import kind_of
from cio_tui.core.errors import UserError
from cio_tui.core.text import clean_line
from cio_tui.core.times import is_moment
from cio_tui.runtime.incident_folder import incidents
from cio_tui.runtime.log_bytes import read_log

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from cio_tui.core.block_table import Table
    from cio_tui.core.log import Log
    from cio_tui.runtime.incident_folder import IncidentFolder

TOOL = b'\nby = "cio-tui"\n'
"""In the blocks of what came about by itself."""

BACKFILL = "backfill"
"""Mode of an incident that was written down when it was over: it is never open."""

OPENED = "opened"
"""The milestone that says when an incident that was written down afterwards began."""

NOTHING = "Opened, but nothing was recorded: its folder can be removed."

_SUB_TABLE = b"\n[event."
"""Begins what is not the event's own; no text holds a line break."""

_CHANGES_NOTHING = ("incident.reviewed", "incident.resumed", "incident.detached", "note", "amend")
"""What may follow a review without making it incomplete: words about the incident, and looking at it."""


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
    """When it began; of one that was written down afterwards, when it is said to have begun."""
    last_at: datetime | None = None
    """Of the last event, as the log stamps it."""
    active_at: datetime | None = None
    """The same by the host's clock: the stamps of a fast drill run ahead of it."""
    trouble: str = ""
    """Why it cannot be read, or where it is damaged, as a sentence; empty when all is well."""
    torn: str = ""
    """That its last write was cut off, as a sentence: by a crash, or it is being written. The rest holds."""
    events: int = 0
    """How many hold."""
    is_reviewed: bool = False
    """Whether somebody read the whole of it and nothing has happened since."""
    books: tuple[str, ...] = ()
    """Those that were walked, in order."""
    severities: tuple[str, ...] = ()
    """In the order they were in force."""

    @property
    def is_empty(self) -> bool:
        """Whether it was opened and nothing recorded: after a crash, or while somebody is just opening it."""
        return self.trouble == NOTHING

    @property
    def state(self) -> str:
        """In a word: damaged, empty, open or closed."""
        if self.trouble:
            return "empty" if self.is_empty else "damaged"
        return "open" if self.is_open else "closed"

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
        return summarise_log(folder.id, read_log(folder))
    except UserError as error:
        return Summary(folder.id, trouble=str(error))


def summarise_log(incident: str, log: Log) -> Summary:
    """The same of a log that was read."""
    try:
        summary = _read(incident, log.blocks[: log.seq]) if log.seq else Summary(incident)
    except Unreadable as error:
        return Summary(incident, trouble=str(error))
    if log.damage and log.damage.kind != "torn":
        return summary._replace(trouble=log.damage.sentence)
    if not log.seq:
        return summary._replace(trouble=log.damage.sentence if log.damage else NOTHING)
    return summary._replace(torn=log.damage.sentence) if log.damage else summary


def _read(incident: str, blocks: Sequence[bytes]) -> Summary:
    kinds = [kind_of(block) for block in blocks]
    first = _own_keys(blocks[0])
    entered = _newest(blocks, kinds, "step.entered")
    changed = [_text(table, "now") for table in _all(blocks, kinds, "severity.changed")]
    moved = [_text(table, "book") for table in _all(blocks, kinds, "step.entered", b"\nbook = ")]
    mode, severity, book = (_text(first, name) for name in ("mode", "severity", "book"))
    return Summary(
        incident,
        is_open="incident.closed" not in kinds and mode != BACKFILL,
        mode=mode,
        book=moved[-1] if moved else book,
        title=_text(first, "title"),
        severity=changed[-1] if changed else severity,
        step=_text(entered, "step"),
        who=_text(next((_own_keys(block) for block in reversed(blocks) if TOOL not in block), {}), "by"),
        opened_at=(_said_to_open(blocks, kinds) if mode == BACKFILL else None) or _moment(first, "at"),
        last_at=_moment(_own_keys(blocks[-1]), "at"),
        active_at=_active_at(blocks, kinds, first),
        events=len(blocks),
        is_reviewed=_is_reviewed(kinds),
        books=tuple(dict.fromkeys((book, *moved))),
        severities=tuple(filter(None, (severity, *changed))),
    )


def _newest(blocks: Sequence[bytes], kinds: Sequence[str], kind: str) -> Table:
    """The newest event of a kind; an empty table when there is none."""
    return next(
        (
            _own_keys(block)
            for block, one in zip(reversed(blocks), reversed(kinds), strict=True)
            if one == kind
        ),
        {},
    )


def _all(blocks: Sequence[bytes], kinds: Sequence[str], kind: str, line: bytes = b"") -> Iterator[Table]:
    """Every event of a kind, with this in it. No text can hold a line of its own."""
    return (
        _own_keys(block) for block, one in zip(blocks, kinds, strict=True) if one == kind and line in block
    )


def _active_at(blocks: Sequence[bytes], kinds: Sequence[str], first: Table) -> datetime | None:
    """When the last event happened to whoever practised: a session starts at the host's time and runs ahead of it."""
    last = _moment(_own_keys(blocks[-1]), "at")
    speed = first.get("speed", 1.0)
    if last is None or not isinstance(speed, int | float) or speed <= 1:
        return last
    began = _moment(_newest(blocks, kinds, "incident.resumed") or first, "at")
    return began + max(timedelta(0), last - began) / speed if began else last


def _said_to_open(blocks: Sequence[bytes], kinds: Sequence[str]) -> datetime | None:
    said = [
        _moment(table, "happened_at")
        for table in _all(blocks, kinds, "milestone")
        if table.get("name") == OPENED
    ]
    return said[-1] if said else None


def _is_reviewed(kinds: Sequence[str]) -> bool:
    for kind in reversed(kinds):
        if kind not in _CHANGES_NOTHING:
            return False
        if kind == "incident.reviewed":
            return True
    return False


def _own_keys(block: bytes) -> Table:
    """Without what every probe showed, which takes three quarters of the time to parse."""
    return decode_table(block.partition(_SUB_TABLE)[0])


def _text(table: Table, name: str) -> str:
    return clean_line(str(table.get(name, "")))


def _moment(table: Table, name: str) -> datetime | None:
    at = table.get(name)
    return at if is_moment(at) else None
