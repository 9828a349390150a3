"""A walk to be read: `>>` what a person does or what comes about, `<<` every event that follows, one by one, in order.

    walk(book) >> Begin() << "at breaker (start)"
    >> Answer("breaker", "on") << 'breaker attested "on"' << "undo list: + breaker-off" << "at close (next)"

Nothing may be left out. When a test is over, the log of each walk is encoded, read back and folded again: it must
lead to the same session.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Self

from cio_tui.core import events
from cio_tui.core.codec import decode, encode
from cio_tui.core.commands import Observe
from cio_tui.core.conditions import timed_conditions
from cio_tui.core.decide import decide
from cio_tui.core.evidence import Evidence, Moment
from cio_tui.core.fold import apply
from cio_tui.core.held import held
from cio_tui.core.judge import judge
from cio_tui.core.reading import Reading, Sample
from cio_tui.core.record import TOOL, Recorded
from cio_tui.core.session import Session
from cio_tui.core.telling import tell
from cio_tui.core.view import view

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cio_tui.core.commands import Command
    from cio_tui.core.events import Event
    from cio_tui.core.reading import Value
    from cio_tui.core.runbook import Runbook

STARTED = datetime(2026, 11, 21, 20, 0, tzinfo=UTC)


@dataclass(frozen=True)
class See:
    """A probe answers with these fields."""

    probe: str
    fields: Mapping[str, Value]


@dataclass(frozen=True)
class After:
    """So many seconds pass, one tick of the clock."""

    seconds: float


@dataclass(frozen=True)
class By:
    """From here on somebody else is at the keyboard."""

    person: str


@dataclass
class Transcript:
    """One incident on one or more books; the first is opened."""

    books: tuple[Runbook, ...]
    mode: str = "live"
    by: str = "amira"
    mono: float = 0.0
    readings: dict[str, Reading] = field(default_factory=dict)
    since: Mapping[str, float] = field(default_factory=dict)
    log: list[Recorded] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    digest: str = ""

    def __post_init__(self) -> None:
        first = self.books[0]
        self.session = Session(books={book.id: book for book in self.books})
        opened = events.IncidentOpened(
            1, "0", "INC-1", "live", first.id, first.title, first.severity, "", "us", "prod", "h", 1, salt="s"
        )
        self.record(opened)
        self.unread.clear()

    def __rshift__(self, what: Command | See | After | By) -> Self:
        assert not self.unread, f"these events were not expected: {self.unread}"
        match what:
            case By():
                self.by = what.person
            case After():
                self.mono += what.seconds
                self.observe()
            case See():
                sample = Sample(what.probe, self.now, self.mono, what.fields, what.probe)
                self.readings[what.probe] = judge(self.session.runbook.probes[what.probe], sample, {})
                self.observe()
            case _:
                self.tell(what, self.by)
        return self

    def __lshift__(self, line: str) -> Self:
        assert self.unread, f"expected {line!r}, and nothing more happened"
        told = self.unread.pop(0)
        assert told == line, f"{told!r} happened, not {line!r}"
        return self

    @property
    def now(self) -> datetime:
        return STARTED + timedelta(seconds=self.mono)

    @property
    def evidence(self) -> Evidence:
        """As a screen sees it."""
        return view(self.session, self.raw)

    @property
    def raw(self) -> Evidence:
        return Evidence(self.mono, dict(self.readings), held=self.since)

    def observe(self) -> None:
        timed = timed_conditions(self.session.runbook)
        self.since = held(timed, view(self.session, self.raw), self.since)
        self.tell(Observe(), TOOL)

    def tell(self, command: Command, by: str) -> None:
        for event in decide(self.session, command, Moment(self.now, by, self.raw)):
            self.record(event, by)

    def record(self, event: Event, by: str = "") -> None:
        """Put an event into the log, as a command would."""
        seq = self.session.seq + 1
        recorded = Recorded(seq, self.now, round(self.mono, 3), by or self.by, event)
        _, self.digest = encode(recorded, *([self.digest] if self.digest else []))
        self.log.append(recorded._replace(digest=self.digest))
        self.session = apply(self.session, self.log[-1])
        self.unread += [short(event)] if not isinstance(event, events.ProbeChanged) else []

    def skip_ahead(self) -> Self:
        """What has happened so far is not what this test is about."""
        self.unread.clear()
        return self

    def replayed(self, events: int | None = None) -> Session:
        """The session as the log on disk leads to it, or as a log cut after so many events."""
        session, digest = Session(books=self.session.books), ""
        for recorded in self.log[:events]:
            block, digest = encode(recorded, *([digest] if digest else []))
            session = apply(session, decode(block, digest))
        return session


def short(event: Event) -> str:
    """An event as these transcripts write it: without titles and values that a test is not about."""
    match event:
        case events.StepEntered():
            return f"at {event.book}{'#' * bool(event.book)}{event.step} ({event.why})"
        case events.StepDone():
            said = f' "{event.said}"' if event.said else ""
            return f"{event.step} {'mismatch' if event.mismatch else event.how}{said}"
        case events.UndoOpened():
            return f"undo list: + {event.undo}"
        case events.UndoClosed():
            return f"undo list: - {event.undo}"
        case events.Decision():
            return f"decided {event.step}: {event.chosen}"
        case events.Suggestion():
            return f"suggests {event.suggested or 'nothing'}"
        case _:
            return tell(event)
