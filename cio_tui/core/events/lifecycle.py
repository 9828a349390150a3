"""An incident opens, is left and taken up again, pauses, and closes."""

from __future__ import annotations

from typing import Literal, NamedTuple

Mode = Literal["live", "drill", "backfill"]


class IncidentOpened(NamedTuple):
    """The first event of every log."""

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
    kind: str = "incident.opened"


class IncidentResumed(NamedTuple):
    """A session takes the log up again."""

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
    kind: str = "incident.resumed"


class IncidentDetached(NamedTuple):
    """A session ends; the incident stays open."""

    reason: str
    kind: str = "incident.detached"


class IncidentClosed(NamedTuple):
    """The end. Seals the log."""

    met: tuple[str, ...] = ()
    unmet: tuple[str, ...] = ()
    """Exit criteria that were false or unknown."""
    undo_open: tuple[str, ...] = ()
    skipped: tuple[str, ...] = ()
    deferred: tuple[str, ...] = ()
    reason: str = ""
    """Why it was closed over what was open."""
    kind: str = "incident.closed"


class Held(NamedTuple):
    """The walk pauses."""

    reason: str
    kind: str = "hold"


class Released(NamedTuple):
    """The walk goes on."""

    seconds: float = 0.0
    kind: str = "released"


LifecycleEvent = IncidentOpened | IncidentResumed | IncidentDetached | IncidentClosed | Held | Released
