"""The log walked once: each event with its incident seconds and the step it fell into. All of a review starts here.

Incident seconds as in `core.session`. A number that no clock can have (a foreign log) leaves the time where it was.
"""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, NamedTuple

from cio_tui.core.events import (
    Amended,
    IncidentClosed,
    IncidentDetached,
    IncidentOpened,
    IncidentResumed,
    IncidentReviewed,
    Milestone,
    Note,
)
from cio_tui.core.fold import apply
from cio_tui.core.session import Session

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from cio_tui.core.record import Recorded
    from cio_tui.core.runbook import Runbook

LONGEST = 1e9
"""Seconds, 31 years: past it a clock is not believed."""


WORDS = (Note, Milestone, Amended, IncidentReviewed)
"""What may be added to a log that no session holds."""

QUIET = 300.0
"""Seconds without any other event after which words do not prove that a session is still there: it may have crashed."""


class Entry(NamedTuple):
    """One event in its place."""

    recorded: Recorded
    offset_s: float
    """Incident seconds since the opening."""
    book: str
    """The book being walked, after the event."""
    step: str
    """The current step, after the event."""


class Presence(NamedTuple):
    """One session that wrote, from its first event to its last; words that were added afterwards are none of it."""

    who: str
    start_s: float
    end_s: float
    began: int
    """`seq` of its first event."""
    ended_at: datetime
    left: str
    """What its last event said about leaving; empty when it ended without a word."""


class Course(NamedTuple):
    """An incident from its first event to its last."""

    entries: Sequence[Entry]
    presences: Sequence[Presence]
    session: Session
    """As the last event left it."""

    @property
    def end_s(self) -> float:
        """Incident seconds of the last event."""
        return self.entries[-1].offset_s if self.entries else 0.0


def follow(records: Sequence[Recorded], books: Mapping[str, Runbook]) -> Course:
    """The course of these events."""
    session = Session(books=books)
    entries: list[Entry] = []
    before: Recorded | None = None
    offset = 0.0
    for recorded in records:
        session = apply(session, recorded)
        offset = _offset(session, recorded, before, offset)
        entries.append(Entry(recorded, offset, session.book, session.step))
        before = recorded
    return Course(entries, _presences(entries), session)


def _offset(session: Session, recorded: Recorded, before: Recorded | None, offset: float) -> float:
    if before is None:
        return 0.0
    counted = session.time(recorded.mono)
    goes_back = recorded.mono < before.mono and not isinstance(recorded.event, IncidentResumed)
    if goes_back or not isfinite(counted) or abs(counted) > LONGEST:
        counted = offset + min(LONGEST, (recorded.at - before.at).total_seconds())
    return max(offset, counted)


def _presences(entries: Sequence[Entry]) -> list[Presence]:
    found: list[Presence] = []
    is_over = False
    for entry in entries:
        event = entry.recorded.event
        if not found or isinstance(event, IncidentOpened | IncidentResumed):
            who, seq, at = entry.recorded.by, entry.recorded.seq, entry.recorded.at
            found.append(Presence(who, entry.offset_s, entry.offset_s, seq, at, ""))
            is_over = False
        if isinstance(event, WORDS) and (is_over or entry.offset_s - found[-1].end_s > QUIET):
            continue
        is_over = isinstance(event, IncidentDetached | IncidentClosed)
        left = event.reason if isinstance(event, IncidentDetached) else found[-1].left
        found[-1] = found[-1]._replace(end_s=entry.offset_s, ended_at=entry.recorded.at, left=left)
    return found
