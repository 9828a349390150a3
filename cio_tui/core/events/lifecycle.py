"""An incident opens, is left and taken up again, pauses, and closes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Literal

Mode = Literal["live", "drill", "backfill"]


@dataclass(frozen=True, slots=True)
class IncidentOpened:
    """The first event of every log."""

    kind: ClassVar[str] = "incident.opened"
    schema: int
    tool: str
    """Version of cio-tui that wrote it."""
    incident: str
    mode: Mode
    book: str
    title: str
    severity: str
    book_sha256: str
    region: str
    label: str
    host: str
    pid: int
    scenario: str = ""
    """Of a drill."""
    speed: float = 1.0
    """How much faster than the wall clock a drill runs."""
    overdue_days: int = 0
    """Days the book was past its review date."""
    salt: str = ""
    """Salt of the hashes that stand for people in this log."""
    suggested: str = ""
    """The book the tool proposed, empty when it proposed none."""
    because: str = ""


@dataclass(frozen=True, slots=True)
class IncidentResumed:
    """A session takes the log up again."""

    kind: ClassVar[str] = "incident.resumed"
    host: str
    pid: int
    gap_s: float
    """Seconds since the last event, by the wall clock."""
    tool: str = ""
    took_over: str = ""
    """Who held the pen until now, `user@host pid`, when it was taken from a living session."""
    recovered: str = ""
    """What was found damaged and kept aside."""
    story_s: float = 0.0
    """Of a drill: the second of the scenario at which it goes on."""


@dataclass(frozen=True, slots=True)
class IncidentDetached:
    """A session ends; the incident stays open."""

    kind: ClassVar[str] = "incident.detached"
    reason: str


@dataclass(frozen=True, slots=True)
class IncidentClosed:
    """The end. Seals the log."""

    kind: ClassVar[str] = "incident.closed"
    met: tuple[str, ...] = ()
    unmet: tuple[str, ...] = ()
    """Exit criteria that were false or unknown."""
    undo_open: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    deferred: tuple[str, ...] = ()
    reason: str = ""
    """Why it was closed over what was open."""


@dataclass(frozen=True, slots=True)
class Held:
    """The walk pauses."""

    kind: ClassVar[str] = "hold"
    reason: str


@dataclass(frozen=True, slots=True)
class Released:
    """The walk goes on."""

    kind: ClassVar[str] = "released"
    seconds: float = 0.0


LifecycleEvent = IncidentOpened | IncidentResumed | IncidentDetached | IncidentClosed | Held | Released
