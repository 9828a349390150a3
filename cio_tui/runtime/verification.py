"""Everything that can be checked about an incident: the chain, the fingerprints that left it, the books beside it.

The chain is followed over bytes and only four kinds of event are read, as plain tables: the classes of all kinds would
cost more to import than the whole check.
"""

from __future__ import annotations

import os
import re
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from cio_tui.core.block_table import Unreadable, decode_table, take_envelope
from cio_tui.core.chain import LOG_SCHEMA, kind_of
from cio_tui.core.clock_steps import Tick, clock_steps, remark_on
from cio_tui.core.errors import UserError
from cio_tui.core.fingerprint import contradiction, fingerprint, parse_fingerprint
from cio_tui.core.text import clean_line
from cio_tui.runtime.checksums import sum_faults
from cio_tui.runtime.log_bytes import read_log
from cio_tui.runtime.pen import present_holder
from cio_tui.runtime.readings_bytes import read_readings
from cio_tui.runtime.regular_file import read_regular
from cio_tui.runtime.signature import check as check_signatures

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cio_tui.core.block_table import Table
    from cio_tui.core.fingerprint import Fingerprint
    from cio_tui.core.log import Log
    from cio_tui.runtime.incident_folder import IncidentFolder
    from cio_tui.runtime.log_reader import History

MOST_ANCHORS = 3
"""Fingerprints that do not fit which are named: a long log that was rewritten has hundreds."""

_BOOK = re.compile(r"[a-z0-9_-]+")
_JUMP = b"\njump_s = "
_CLOCKS = re.compile(rb"\nat = (\S+)\nmono = (\S+)\n")
_PIN = b"\nbook_sha256 = "


class Verification(NamedTuple):
    """What was found."""

    incident: str
    events: int
    """How many hold."""
    fingerprint: str
    """Of the last of them, to be kept elsewhere; empty when there is none."""
    sealed: int
    """The event that closed the incident; 0 while it is open."""
    faults: tuple[str, ...]
    """What does not hold, as sentences."""
    remarks: tuple[str, ...]
    """What is worth knowing all the same."""

    @property
    def holds(self) -> bool:
        """Whether nothing was found wrong."""
        return not self.faults


class _Event(NamedTuple):
    """An event that matters here."""

    seq: int
    kind: str
    table: Table

    def text(self, name: str) -> str:
        value = self.table.get(name, "")
        return clean_line(value) if isinstance(value, str) else ""


def verify(
    folder: IncidentFolder,
    head: Fingerprint | None = None,
    signers: str = "",
    history: History | None = None,
) -> Verification:
    """Check an incident, whether `head`, kept elsewhere, belongs to its history, and who of a list has signed it.

    `history` is its log where every event was read already: to do that again takes half of the time.

    Raises UserError when the list of signers cannot be read, Undecided when ssh-keygen is needed and missing.
    """
    try:
        log = history.log if history else read_log(folder)
    except UserError as error:
        return Verification(folder.id, 0, "", 0, (str(error),), ())
    unread = _unread_in(history) if history else _first_unreadable(log)
    good = unread[0] - 1 if unread else log.seq
    events = tuple(_read(log.blocks[:good]))
    unreadable = unread[1] if unread else ""
    signature_faults, signature_remarks = check_signatures(folder, log.digests, signers)
    return Verification(
        incident=folder.id,
        events=good,
        fingerprint=str(fingerprint(log.digests)) if log.digests else "",
        sealed=max((event.seq for event in events if event.kind == "incident.closed"), default=0),
        faults=(*_faults(folder, log, events, unreadable, head), *signature_faults, *sum_faults(folder.path)),
        remarks=(*_remarks(log, events), *_readings_remarks(folder), *signature_remarks),
    )


def _faults(
    folder: IncidentFolder, log: Log, events: Sequence[_Event], unreadable: str, head: Fingerprint | None
) -> Iterator[str]:
    """What does not hold of log, books and fingerprints; an event that cannot be read is where the chain ends."""
    yield from (unreadable,) if unreadable else _chain_faults(folder, log)
    yield from _identity_faults(folder, events)
    yield from _anchor_faults(log, events)
    yield from _book_faults(folder, events)
    if head and (sentence := contradiction(head, log.digests)):
        yield sentence


def _unread_in(history: History) -> tuple[int, str] | None:
    read = len(history.records)
    return (read + 1, history.damage.sentence) if history.damage and read < history.log.seq else None


def _first_unreadable(log: Log) -> tuple[int, str] | None:
    """An event that cannot be read although the chain holds: whoever wrote it knew how to compute one."""
    for seq, block in enumerate(log.blocks[: log.seq], 1):
        try:
            take_envelope(decode_table(block))
        except Unreadable as error:
            return seq, f"Event {seq} cannot be read. {error}"
    return None


def _read(blocks: Sequence[bytes]) -> Iterator[_Event]:
    for seq, block in enumerate(blocks, 1):
        kind = kind_of(block)
        is_move = kind == "step.entered" and _PIN in block  # to parse every entry is half of the time
        if is_move or kind in ("incident.opened", "notify.sent", "incident.closed"):
            yield _Event(seq, kind, decode_table(block))


def _chain_faults(folder: IncidentFolder, log: Log) -> Iterator[str]:
    if log.damage and not (log.damage.kind == "torn" and present_holder(folder.lock, os.uname().nodename)):
        yield log.damage.sentence
    if not log.damage and not log.seq:
        yield "The log holds no event."


def _identity_faults(folder: IncidentFolder, events: Sequence[_Event]) -> Iterator[str]:
    first = events[0] if events else None
    if first and first.kind == "incident.opened" and first.text("incident") != folder.id:
        yield f"This is the log of {first.text('incident')}, not of {folder.id}."


def _anchor_faults(log: Log, events: Sequence[_Event]) -> Iterator[str]:
    """The first of the fingerprints that messages carried away and that do not fit, and how many there are besides."""
    faults = [*_unfit_anchors(log, events)]
    yield from faults[:MOST_ANCHORS]
    more = len(faults) - MOST_ANCHORS
    if more > 0:
        yield f"{more} more of the fingerprints that messages carried away {'does' if more == 1 else 'do'} not fit."


def _unfit_anchors(log: Log, events: Sequence[_Event]) -> Iterator[str]:
    """Whoever rewrote the log may have overlooked them."""
    for event in events:
        if event.kind == "notify.sent" and event.text("fingerprint"):
            try:
                given = parse_fingerprint(event.text("fingerprint"))
            except UserError as error:
                yield f"Event {event.seq}: {error}"
                continue
            if sentence := contradiction(given, log.digests):
                yield f"Event {event.seq} sent a fingerprint: {sentence}"


def _book_faults(folder: IncidentFolder, events: Sequence[_Event]) -> Iterator[str]:
    from hashlib import sha256

    for book, expected, path in sorted(_pinned(folder, events)):
        try:
            found = sha256(read_regular(path)).hexdigest()
        except UserError as error:
            yield f"The book {book} as it was used is not there. {error}"
            continue
        if found != expected:
            yield f"{path} is not the book that was used: it was changed after the incident began."


def _pinned(folder: IncidentFolder, events: Sequence[_Event]) -> set[tuple[str, str, str]]:
    """Each book used, its digest, and the file it was pinned to."""
    pinned: set[tuple[str, str, str]] = set()
    for event in events:
        book, digest = event.text("book"), event.text("book_sha256")
        if event.kind == "incident.opened" and digest:
            pinned.add((book, digest, folder.book))
        elif event.kind == "step.entered" and digest and _BOOK.fullmatch(book):
            pinned.add((book, digest, os.path.join(folder.path, f"runbook-{book}.toml")))
    first = {book for book, _, path in pinned if path == folder.book}
    return {pin for pin in pinned if pin[0] not in first or pin[2] == folder.book}


def _remarks(log: Log, events: Sequence[_Event]) -> Iterator[str]:
    if log.replaced:
        yield f"{log.replaced} events stand in two files, since the disk failed to sync the first."
    schema = events[0].table.get("schema") if events else 0
    if isinstance(schema, int) and schema > LOG_SCHEMA:
        yield f"A newer cio-tui wrote it (log schema {schema}); this one may not understand all of it."
    if jumps := [seq for seq, block in enumerate(log.blocks[: log.seq], 1) if _JUMP in block]:
        yield f"The wall clock was set before {len(jumps)} of the events, first before event {jumps[0]}."
    speed = events[0].table.get("speed", 1.0) if events else 1.0
    steps = clock_steps(_ticks(log), speed if isinstance(speed, int | float) else 1.0)
    if remark := remark_on(list(steps)):
        yield remark


def _ticks(log: Log) -> Iterator[Tick]:
    """Read off the bytes, as a writer puts them; what somebody else wrote in another form is passed over."""
    for seq, block in enumerate(log.blocks[: log.seq], 1):
        if found := _CLOCKS.search(block):
            try:
                at, mono = datetime.fromisoformat(found[1].decode()), float(found[2])
            except ValueError:
                continue
            yield Tick(seq, at, mono, kind_of(block), _JUMP in block)


def _readings_remarks(folder: IncidentFolder) -> Iterator[str]:
    """The samples stand outside the chain: what can be said is only whether they look like ours."""
    try:
        lines = read_readings(folder).split(b"\n")[:-1]
    except UserError as error:
        yield str(error)
        return
    strange = sum(not (line.startswith(b'{"verdict":"') and line.endswith(b"}")) for line in lines)
    if strange:
        yield f"{strange} of {len(lines)} lines of readings.jsonl are no samples as cio-tui writes them."
