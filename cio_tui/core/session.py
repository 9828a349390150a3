"""An incident as it stands: a pure fold over its events. Nothing here is stored; the log is.

Time inside an incident is counted in incident seconds: the writing process' monotonic seconds plus the gaps between
processes, so that a step's age survives both a dropped connection and a wall clock that jumps.
"""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from cio_tui.core.fingerprint import Fingerprint
from cio_tui.core.step import Check, Group

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from cio_tui.core.events import IncidentClosed, IncidentOpened
    from cio_tui.core.reading import Value
    from cio_tui.core.runbook import Runbook
    from cio_tui.core.step import Step


class Mark(StrEnum):
    """How a step stands; each has its own word and its own shape."""

    PENDING = "pending"
    CURRENT = "current"
    SENSED = "sensed"
    ATTESTED = "attested"
    OVERRIDE = "override"
    MISMATCH = "mismatch"
    SKIPPED = "skipped"
    DEFERRED = "deferred"
    NOT_APPLICABLE = "not applicable"

    @property
    def is_settled(self) -> bool:
        """Whether the walk may move on; deferred steps come back before the close."""
        return self not in (Mark.PENDING, Mark.CURRENT, Mark.NOT_APPLICABLE)


class StepState(NamedTuple):
    """What happened to one step so far."""

    mark: Mark = Mark.PENDING
    entered_at: datetime | None = None
    entered: float = 0.0
    """Incident seconds at the last entry."""
    by: str = ""
    said: str = ""
    reason: str = ""
    checked: frozenset[int] = frozenset()
    suggested: int = 0
    """Which way out was last suggested, counted from 1."""
    chosen: str = ""
    """Where the way out that was taken leads, as `str(Goto)`."""
    recalled: bool = False
    """Whether a deferred step has been offered again before the close."""
    switched_back: bool = False
    """Whether it took something off the undo list when it was settled."""
    entered_seq: int = 0
    """Of the event that entered it last."""
    settled_seq: int = 0
    """Of the event that settled it last."""


class Proposal(StrEnum):
    """How an escalation stands while its condition holds."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    DECLINED = "declined"


class Settled(NamedTuple):
    """One thing a person can take back."""

    key: str
    by: str
    was: str
    line: int = 0
    """Of a check list; 0 is the step itself."""


class Session(NamedTuple):
    """The state of one incident."""

    books: Mapping[str, Runbook]
    """Every book that a goto can reach, as pinned when the incident was opened."""
    opened: IncidentOpened | None = None
    opened_at: datetime | None = None
    book: str = ""
    """The book being walked."""
    step: str = ""
    """The current step's id; empty before the first and after the close."""
    severity: str = ""
    states: Mapping[str, StepState] = MappingProxyType({})
    """By `key(book, step)`."""
    trail: tuple[str, ...] = ()
    """Keys in the order entered; going back takes off what came after."""
    return_to: str = ""
    """Key of the step to go on with once a step gone back to is settled."""
    settled: tuple[Settled, ...] = ()
    undo_open: tuple[str, ...] = ()
    """Keys of steps that still switch something back, each with the book that switched it."""
    undo_declined: tuple[str, ...] = ()
    variables: Mapping[str, Value] = MappingProxyType({})
    roles: Mapping[str, str] = MappingProxyType({})
    verdicts: Mapping[str, str] = MappingProxyType({})
    """Probe id to the verdict last logged."""
    proposals: Mapping[str, Proposal] = MappingProxyType({})
    """Escalation key to how it stands; absent while its condition does not hold."""
    timers: Mapping[str, float] = MappingProxyType({})
    """Timer id to incident seconds when it last fired. One id is one promise, also in another book."""
    milestones: Mapping[str, datetime] = MappingProxyType({})
    milestone_times: Mapping[str, float] = MappingProxyType({})
    """Milestone to the incident seconds when it happened; below 0 for what was before the incident was opened."""
    held_since: float | None = None
    hold_reason: str = ""
    closed: IncidentClosed | None = None
    seq: int = 0
    digest: str = ""
    last_at: datetime | None = None
    last_mono: float = 0.0
    offset: float = 0.0
    """Incident seconds at which the writing process' clock read 0."""
    writers: int = 0
    """How many sessions have written so far."""

    @property
    def runbook(self) -> Runbook:
        """The book being walked."""
        return self.books[self.book]

    @property
    def current(self) -> Step | None:
        """The current step."""
        return self.runbook.steps.get(self.step) if self.book else None

    def step_of(self, name: str) -> Step | None:
        """The step a key names, in whichever book; None when this version of the books has no such step."""
        book, step = split_key(name)
        return self.books[book].steps.get(step) if book in self.books else None

    @property
    def is_drill(self) -> bool:
        """Whether nothing of this happened to anybody."""
        return self.opened is not None and self.opened.mode == "drill"

    @property
    def fingerprint(self) -> str:
        """What an outgoing message carries: twelve digits of the chain and the event's number."""
        return str(Fingerprint.of(self.digest, self.seq))

    def time(self, mono: float) -> float:
        """Incident seconds at a reading of the writing process' clock."""
        return self.offset + mono

    def state(self, step: str, book: str = "") -> StepState:
        """The state of a step of this book, or of another."""
        return self.states.get(key(book or self.book, step), StepState())

    def has_to_undo(self, step: str) -> bool:
        """Whether a step is on the undo list. One id is one switch, so another book's step of that id closes it too."""
        return any(split_key(item)[1] == step for item in self.undo_open)

    def members(self, group: Step) -> tuple[Step, ...]:
        """The members of a group step, in the book's order."""
        if not isinstance(group.body, Group):
            return ()
        return tuple(self.runbook.steps[member] for member in group.body.steps)

    def open_lines(self, step: Step) -> tuple[int, ...]:
        """Lines of a check list not confirmed yet, counted from 1."""
        if not isinstance(step.body, Check):
            return ()
        checked = self.state(step.id).checked
        return tuple(n for n in range(1, len(step.body.lines) + 1) if n not in checked)


def key(book: str, step: str) -> str:
    """A step's (or escalation's) name across books."""
    return f"{book}#{step}"


def split_key(name: str) -> tuple[str, str]:
    """The book and the id that a key was made of."""
    book, _, own = name.partition("#")
    return book, own
