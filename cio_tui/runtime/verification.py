"""Everything that can be checked about an incident: the chain, the fingerprints that left it, the books beside it."""

from __future__ import annotations

import os
import re
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from cio_tui.core.chain import LOG_SCHEMA
from cio_tui.core.errors import UserError
from cio_tui.core.events import IncidentClosed, IncidentOpened, NotifySent, StepEntered
from cio_tui.core.fingerprint import contradiction, fingerprint, parse_fingerprint
from cio_tui.runtime.log_reader import read_history
from cio_tui.runtime.pen import present_holder
from cio_tui.runtime.regular_file import read_regular

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cio_tui.core.fingerprint import Fingerprint
    from cio_tui.runtime.incident_folder import IncidentFolder
    from cio_tui.runtime.log_reader import History

_BOOK = re.compile(r"[a-z0-9_-]+")


class Verification(NamedTuple):
    """What was found."""

    incident: str
    events: int
    """How many hold."""
    fingerprint: str
    """Of the last of them, to be kept elsewhere."""
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


def verify(folder: IncidentFolder, head: Fingerprint | None = None) -> Verification:
    """Check an incident, and whether `head`, kept elsewhere, belongs to its history."""
    try:
        history = read_history(folder)
    except UserError as error:
        return Verification(folder.id, 0, "", 0, (str(error),), ())
    is_being_written = present_holder(folder.lock, os.uname().nodename) is not None
    faults = [*_chain_faults(history, is_being_written=is_being_written)]
    faults += [*_identity_faults(folder, history), *_anchor_faults(history), *_book_faults(folder, history)]
    if head and (sentence := contradiction(head, history.log.digests)):
        faults.append(sentence)
    closed = [recorded.seq for recorded in history.records if isinstance(recorded.event, IncidentClosed)]
    return Verification(
        folder.id,
        len(history.records),
        str(fingerprint(history.log.digests)),
        closed[-1] if closed else 0,
        tuple(faults),
        tuple(_remarks(history)),
    )


def _chain_faults(history: History, *, is_being_written: bool) -> Iterator[str]:
    damage = history.damage
    if damage and not (damage.kind == "torn" and is_being_written):
        yield damage.sentence
    if not damage and not history.records:
        yield "The log holds no event."


def _identity_faults(folder: IncidentFolder, history: History) -> Iterator[str]:
    first = history.records[0].event if history.records else None
    if isinstance(first, IncidentOpened) and first.incident != folder.id:
        yield f"This is the log of {first.incident}, not of {folder.id}."


def _anchor_faults(history: History) -> Iterator[str]:
    """Fingerprints that messages carried away: whoever rewrote the log may have overlooked them."""
    for recorded in history.records:
        if isinstance(recorded.event, NotifySent) and recorded.event.fingerprint:
            try:
                given = parse_fingerprint(recorded.event.fingerprint)
            except UserError as error:
                yield f"Event {recorded.seq}: {error}"
                continue
            if sentence := contradiction(given, history.log.digests):
                yield f"Event {recorded.seq} sent a fingerprint: {sentence}"


def _book_faults(folder: IncidentFolder, history: History) -> Iterator[str]:
    for book, expected, path in sorted(_pinned(folder, history)):
        try:
            found = sha256(read_regular(path)).hexdigest()
        except UserError as error:
            yield f"The book {book} as it was used is not there. {error}"
            continue
        if found != expected:
            yield f"{path} is not the book that was used: it was changed after the incident began."


def _pinned(folder: IncidentFolder, history: History) -> set[tuple[str, str, str]]:
    """Each book used, its digest, and the file it was pinned to."""
    pinned: set[tuple[str, str, str]] = set()
    for recorded in history.records:
        event = recorded.event
        if isinstance(event, IncidentOpened) and event.book_sha256:
            pinned.add((event.book, event.book_sha256, folder.book))
        elif isinstance(event, StepEntered) and event.book_sha256 and _BOOK.fullmatch(event.book):
            pinned.add(
                (event.book, event.book_sha256, os.path.join(folder.path, f"runbook-{event.book}.toml"))
            )
    first = {book for book, _, path in pinned if path == folder.book}
    return {pin for pin in pinned if pin[0] not in first or pin[2] == folder.book}


def _remarks(history: History) -> Iterator[str]:
    if history.log.replaced:
        yield f"{history.log.replaced} events stand in two files, since the disk failed to sync the first."
    first = history.records[0].event if history.records else None
    if isinstance(first, IncidentOpened) and first.schema > LOG_SCHEMA:
        yield f"A newer cio-tui wrote it (log schema {first.schema}); this one may not understand all of it."
    if jumps := [recorded.seq for recorded in history.records if recorded.jump_s]:
        yield f"The wall clock was set before {len(jumps)} of the events, first before event {jumps[0]}."
