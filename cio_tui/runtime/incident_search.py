"""Which incidents are meant: by how they stand, by who took part, and by words anywhere in their logs.

Bytes are searched first; only blocks that hold one of the words are parsed, to tell a text from the name of a key.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cio_tui.core.block_table import Unreadable, decode_table
from cio_tui.core.errors import UserError
from cio_tui.runtime.incident_folder import incidents
from cio_tui.runtime.incident_list import Summary, summarise_log
from cio_tui.runtime.log_bytes import read_log

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from cio_tui.core.log import Log
    from cio_tui.runtime.incident_folder import IncidentFolder

_NAMES = rb'\n(?:by|who) = "([^"\n]*)"\n'
"""Who did something, and who was given a role."""

_NOT_TEXT = frozenset({"chain", "kind", "salt", "book_sha256", "seq", "mono"})
"""Keys whose values nobody wrote or read."""


class Wanted(NamedTuple):
    """What an incident has to fit; empty and None fit all."""

    words: tuple[str, ...] = ()
    """Each somewhere in the log, whatever its case."""
    book: str = ""
    severity: str = ""
    """At some time."""
    since: datetime | None = None
    until: datetime | None = None
    person: str = ""
    is_open: bool | None = None
    unreviewed: bool = False
    drills: bool | None = None


class Hit(NamedTuple):
    """An incident that fits."""

    folder: IncidentFolder
    summary: Summary
    events: tuple[int, ...]
    """The first that holds each of the words."""


def search(root: str, wanted: Wanted) -> Iterator[Hit]:
    """Every incident below `root` that fits, newest first. Raises UserError when the folder cannot be looked into."""
    for folder in incidents(root):
        hit = _look(folder, wanted)
        if hit is not None:
            yield hit


def _look(folder: IncidentFolder, wanted: Wanted) -> Hit | None:
    try:
        log = read_log(folder)
    except UserError as error:
        summary = Summary(folder.id, trouble=str(error))
        asks_for_more = wanted.words or wanted.person
        return Hit(folder, summary, ()) if _fits(summary, wanted) and not asks_for_more else None
    summary = summarise_log(folder.id, log)
    events = _events(log, wanted) if _fits(summary, wanted) else None
    return Hit(folder, summary, events) if events is not None else None


def _fits(summary: Summary, wanted: Wanted) -> bool:
    """Whether the incident as a whole does. One that cannot be read has no date, no book, and is not open."""
    opened = summary.opened_at
    return (
        wanted.is_open in (None, summary.is_open)
        and wanted.drills in (None, summary.is_drill)
        and (not wanted.book or wanted.book in summary.books)
        and (not wanted.severity or wanted.severity.upper() in summary.severities)
        and (wanted.since is None or (opened is not None and opened >= wanted.since))
        and (wanted.until is None or (opened is not None and opened <= wanted.until))
        and not (wanted.unreviewed and summary.is_reviewed)
    )


def _events(log: Log, wanted: Wanted) -> tuple[int, ...] | None:
    """The event that shows each word; None when the log does not fit."""
    blocks = log.blocks[: log.seq]
    if wanted.person and not _takes_part(blocks, wanted.person):
        return None
    found = [_first(blocks, word) for word in wanted.words]
    return None if 0 in found else tuple(dict.fromkeys(found))


def _takes_part(blocks: Sequence[bytes], person: str) -> bool:
    wanted = person.casefold()
    names = {name for block in blocks for name in re.findall(_NAMES, block)}
    return any(name.decode(errors="replace").casefold() == wanted for name in names)


def _first(blocks: Sequence[bytes], word: str) -> int:
    """The number of the first event with this in one of its texts; 0 when none has it."""
    wanted = word.casefold()
    for seq, block in enumerate(blocks, 1):
        if _may_hold(block, wanted) and any(wanted in text.casefold() for text in _texts(block)):
            return seq
    return 0


def _may_hold(block: bytes, wanted: str) -> bool:
    """A quick look; a word that TOML may write in another way is looked for in the text itself."""
    if wanted.isalnum() and wanted.isascii():
        return wanted.encode() in block.lower()
    return True


def _texts(block: bytes) -> Iterator[str]:
    try:
        table = decode_table(block)
    except Unreadable:
        return
    yield from _strings({key: value for key, value in table.items() if key not in _NOT_TEXT})


def _strings(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case list():
            for item in value:
                yield from _strings(item)
        case dict():
            yield from _strings(list(value.values()))
        case _:
            return
