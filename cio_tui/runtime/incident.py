"""One incident in this session's hands: its folder, its journal or the lack of the pen, its session so far."""

from __future__ import annotations

import asyncio
import os
import secrets
import threading
from typing import TYPE_CHECKING

from cio_tui import __version__
from cio_tui.core.errors import Refused
from cio_tui.core.events import (
    LOG_SCHEMA,
    IncidentClosed,
    IncidentDetached,
    IncidentOpened,
    IncidentResumed,
)
from cio_tui.core.record import Recorded
from cio_tui.core.session import Session
from cio_tui.runtime.draft import load_draft, save_draft
from cio_tui.runtime.first_event import read_opening
from cio_tui.runtime.glimpse import fold, glimpse
from cio_tui.runtime.incident_folder import (
    create_incident,
    find_incident,
    remove_unwritten,
    removed_unless_written,
)
from cio_tui.runtime.journal import Journal
from cio_tui.runtime.log_opening import refuse_damage
from cio_tui.runtime.log_reader import parse
from cio_tui.runtime.not_saved import NotSaved
from cio_tui.runtime.pen import Holder, present_holder
from cio_tui.runtime.pinning import pin, read_pinned
from cio_tui.runtime.readings_file import ReadingsFile

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cio_tui.core.events import Event
    from cio_tui.core.log import Log
    from cio_tui.core.ranking import Ranked
    from cio_tui.core.reading import Reading
    from cio_tui.core.runbook import Runbook
    from cio_tui.runtime.incident_folder import IncidentFolder
    from cio_tui.runtime.log_reader import History
    from cio_tui.runtime.workplace import Workplace

QUICK = 500
"""Events that are parsed before the first screen, in 20 ms; of a longer log the rest is read behind it."""


class Incident:
    """Writes while it has a journal; only reads while somebody else holds the pen."""

    def __init__(
        self,
        folder: IncidentFolder,
        session: Session,
        journal: Journal | None,
        *,
        tail: Sequence[Recorded] = (),
        holder: str = "",
        unread: Log | None = None,
    ) -> None:
        self.folder = folder
        self.session = session
        """As far as the log was read."""
        self.tail = tail
        self.holder = holder
        self.unread = unread
        """The log, when the session is only a glimpse of it."""
        self._journal = journal
        self._readings = ReadingsFile(folder) if journal else None
        self._is_ending = threading.Lock()

    def read_whole(self) -> Session:
        """The session of a log of which there was only a glimpse. Raises Refused when an event cannot be read."""
        if self.unread is None:
            return self.session
        history = parse(self.unread)
        _refuse_unreadable(self.folder, history)
        return fold(Session(books=self.session.books), history.records)

    def keep(self, reading: Reading) -> None:
        """Put a sample beside the log."""
        if self._readings is not None:
            self._readings.keep(reading)

    @property
    def has_left(self) -> bool:
        """Whether this session writes no more."""
        return self._journal is None

    @property
    def draft(self) -> str:
        """The note being typed, as it was when the last session ended."""
        return load_draft(self.folder)

    def save_draft(self, text: str) -> None:
        """Keep what is being typed; an empty text forgets it."""
        if self._journal is not None:
            save_draft(self.folder, text)

    async def append(self, recorded: Sequence[Recorded]) -> Sequence[Recorded]:
        """Write and sync; nothing at all only asks whether the pen is still ours. Raises NotSaved, PenLost."""
        if self._journal is None:
            raise NotSaved(f"This session has left {self.folder.id}. Resume it to go on.")
        return await self._journal.append(recorded)

    @property
    def caution(self) -> str:
        """A sentence about the disk, mostly empty."""
        return self._journal.caution if self._journal else ""

    def detach(self, reason: str, workplace: Workplace) -> None:
        """Say in the log that this session ends, and let go of the pen. From any thread, any number of times.

        A session that could not even save that it opened the incident leaves none behind.
        """
        if self._journal is None or not self._is_ending.acquire(blocking=False):
            return
        journal = self._journal
        closing = Recorded(
            seq=journal.seq + 1,
            at=workplace.clock.now(),
            mono=round(workplace.clock.mono(), 3),
            by=workplace.person,
            event=IncidentDetached(reason),
        )
        # where the disk does not take it, the next session sees the gap by itself
        has_ended = journal.close([closing] if journal.seq else [])
        self._journal = None
        if self._readings is not None:
            self._readings.close()
        if has_ended and not journal.seq:
            remove_unwritten(self.folder)


def holder_of(workplace: Workplace) -> Holder:
    """This session, as others see it."""
    since = f"{workplace.clock.now():%Y-%m-%dT%H:%M:%SZ}"
    return Holder(workplace.person, workplace.host, os.getpid(), since)


async def open_incident(
    workplace: Workplace, book: str, proposal: Ranked | None = None
) -> tuple[Incident, Event]:
    """A new incident on this book, and its first event. Raises InvalidRunbook, UserError."""
    return await asyncio.to_thread(_open, workplace, book, proposal)


def _open(workplace: Workplace, book: str, proposal: Ranked | None) -> tuple[Incident, Event]:
    reachable = workplace.library.open_with_reachable(book)
    runbook = reachable.books[book]
    now = workplace.clock.now()
    folder = create_incident(str(workplace.incidents), now)
    with removed_unless_written(folder):
        pin(folder, reachable.books)
        journal = Journal.open_new(folder, holder_of(workplace))
    opened = IncidentOpened(
        schema=LOG_SCHEMA,
        tool=__version__,
        incident=folder.id,
        mode="drill" if workplace.scenario else "live",
        book=runbook.id,
        title=runbook.title,
        severity=runbook.severity,
        book_sha256=runbook.sha256,
        region=workplace.region,
        label=workplace.label,
        host=workplace.host,
        pid=os.getpid(),
        scenario=workplace.scenario,
        speed=workplace.speed,
        overdue_days=runbook.days_overdue(now.date()),
        salt=secrets.token_hex(8),
        suggested=proposal.book if proposal else "",
        because=proposal.because if proposal else "",
    )
    return Incident(folder, Session(books=reachable.books), journal), opened


async def resume_incident(
    workplace: Workplace, word: str, *, take_over: bool = False
) -> tuple[Incident, Event]:
    """An incident taken up again, and the event that says so. Raises PenHeld, Refused, UserError."""
    return await asyncio.to_thread(_resume, workplace, word, take_over=take_over)


def _resume(workplace: Workplace, word: str, *, take_over: bool) -> tuple[Incident, Event]:
    folder = find_incident(str(workplace.incidents), word)
    _refuse_other_ground(workplace, folder)
    books = read_pinned(folder, workplace.library.hosts)
    journal = Journal.resume(folder, holder_of(workplace), take_over=take_over, newest=QUICK)
    try:
        incident = _read(folder, books, journal)
    except Refused:
        journal.close()
        raise
    last_at = incident.session.last_at
    gap = (workplace.clock.now() - last_at).total_seconds() if last_at else 0.0
    resumed = IncidentResumed(
        host=workplace.host,
        pid=os.getpid(),
        gap_s=round(max(0.0, gap), 1),
        tool=__version__,
        took_over=str(journal.took_over or ""),
        recovered=journal.recovered,
        story_s=workplace.story_s,
    )
    return incident, resumed


def _read(folder: IncidentFolder, books: Mapping[str, Runbook], journal: Journal) -> Incident:
    """The incident as its log tells, whole or at a glimpse. Raises Refused when nothing may be added to it."""
    history = journal.history
    if history is None:
        raise Refused(f"The log of {folder.id} is empty; open a new incident.")
    _refuse_unreadable(folder, history)
    is_long = history.log.seq > QUICK
    read = glimpse(books, history.log, history.records) if is_long else fold(Session(books), history.records)
    if read.closed is not None:
        raise _sealed(folder)
    unread = history.log if is_long else None
    return Incident(folder, read, journal, tail=history.records[-200:], unread=unread)


def refuse_what_ended(folder: IncidentFolder, history: History) -> None:
    """Before anything is begun for it: Refused where the log, read whole, is damaged or sealed."""
    refuse_damage(folder, history.log)
    _refuse_unreadable(folder, history)
    if any(isinstance(recorded.event, IncidentClosed) for recorded in history.records):
        raise _sealed(folder)


def _sealed(folder: IncidentFolder) -> Refused:
    return Refused(
        f"{folder.id} is closed and its log sealed. Read it with `cio-tui incident show {folder.id}`."
    )


def _refuse_unreadable(folder: IncidentFolder, history: History) -> None:
    if history.damage and history.damage.kind != "torn":
        raise Refused(f"{history.damage.sentence} Nothing is added to the log of {folder.id}.")


def _refuse_other_ground(workplace: Workplace, folder: IncidentFolder) -> None:
    """A drill goes on against its simulator, a live incident against Customer.io. Raises Refused."""
    opened = read_opening(folder)
    if opened is not None and opened.mode == "backfill":
        raise Refused(
            f"{folder.id} was written down afterwards; there is nothing to walk. "
            f"Add to it with `cio-tui incident note {folder.id} TEXT --at WHEN`."
        )
    if opened is None or opened.scenario == workplace.scenario:
        return
    if opened.mode == "drill":
        raise Refused(
            f"{folder.id} is a drill of {opened.scenario}. "
            f"`cio-tui resume {folder.id}` starts its simulator with it."
        )
    raise Refused(f"{folder.id} is no drill. Leave this one, then `cio-tui resume {folder.id}`.")


def read_incident(workplace: Workplace, word: str) -> Incident:
    """An incident to look at while somebody else writes it, or nobody does. Raises UserError."""
    folder = find_incident(str(workplace.incidents), word)
    holder = present_holder(folder.lock, workplace.host)
    session = Session(books=read_pinned(folder, workplace.library.hosts))
    return Incident(folder, session, None, holder=str(holder) if holder else "nobody")
