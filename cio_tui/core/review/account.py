"""What a review says of one incident, as data: every format and the screen draw from this, and compute nothing.

What was not recorded is None or empty here and is said as such by whoever draws it; no blank is ever filled by a guess.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from cio_tui.core.review.gist import gist_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from cio_tui.core.record import Recorded, Seen
    from cio_tui.core.review.chronology import Row
    from cio_tui.core.review.debrief import Debrief
    from cio_tui.core.review.strip import Strip


@dataclass(frozen=True, slots=True)
class Header:
    """Which incident this is, and how far its log can be believed."""

    incident: str
    title: str
    mode: str
    """`live`, `drill` or `backfill`; `unknown` where the opening cannot be read."""
    scenario: str
    """Of a drill; empty otherwise."""
    severities: tuple[str, ...]
    """In the order they were in force."""
    region: str
    label: str
    opened_at: datetime
    ended_at: datetime
    """Of the last event: the close, or where the log stands."""
    is_closed: bool
    duration_s: float
    """Incident seconds from the first event to the last; the wall clock may have been set meanwhile."""
    events: int
    fingerprint: str
    chain_fault: str
    """Why the log does not hold, as a sentence; empty while it does."""
    anchors: tuple[int, int]
    """How many of the fingerprints that messages carried away fit, and how many there are."""
    remarks: tuple[str, ...]
    """Whatever else verification found worth knowing."""
    tool: str
    book: str
    book_sha256: str
    clock_skew_s: float | None
    """This host against the vendor's `Date` headers, the median; None when no sample has it."""
    reviewed_by: tuple[str, ...]
    """Who marked it reviewed."""
    speed: float = 1.0
    """How many times as fast as the host's clock a drill's own clock ran, which stamped its log."""


class Metric(NamedTuple):
    """A number with its definition."""

    id: str
    """`ttd tta first_protection ttm ttr_impact ttr_detected vendor_lag severity.P1 held …`."""
    title: str
    definition: str
    """From what to what."""
    seconds: float | None
    """None when it has no basis; `text` then says what is missing."""
    text: str
    """As people read it: `8 min 30 s (…)`, `3 of 4`, `not recorded: no milestone "detected"`."""
    number: int | None = None
    """Of a number that is counted rather than timed."""
    of: int | None = None
    """What `number` is a part of."""
    basis: str = ""
    """What both ends of a time rest on, as it stands in `text`."""

    @property
    def figure(self) -> str:
        """`text` without its basis."""
        return self.text.removesuffix(f" ({self.basis})")


class ExceptionKind(StrEnum):
    """What a reviewer asks about first, in this order."""

    DAMAGE = "damage"
    SKIPPED = "skipped"
    JUMPED = "jumped"
    OVERRIDE = "override"
    MISMATCH = "mismatch"
    DECLINED = "declined"
    UNANSWERED = "not answered"
    MISSED_UPDATE = "missed update"
    STALE = "stale evidence"
    GAP = "gap"
    CLOCK = "clock set"
    DEFERRED = "deferred"
    UNDO_OPEN = "still switched"
    UNMET = "exit not met"
    AMENDED = "amended"


class Exceptional(NamedTuple):
    """One thing that did not go by the book."""

    kind: ExceptionKind
    seq: int
    """Of the event that shows it; 0 when it is an absence."""
    at: datetime
    who: str
    sentence: str

    @classmethod
    def of(cls, kind: ExceptionKind, recorded: Recorded, sentence: str) -> Exceptional:
        """What this event shows."""
        return cls(kind, recorded.seq, recorded.at, recorded.by, sentence)


class Turn(NamedTuple):
    """When a pane came to the verdict that it still had."""

    seq: int
    at: datetime
    reasons: str
    """The rules that decided then, each with its values."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One decision: what was suggested, what was chosen, and on which evidence."""

    seq: int
    at: datetime
    offset_s: float
    """Incident seconds since the opening."""
    who: str
    title: str
    """Of the step, or what was decided."""
    suggested: str
    """Empty when nothing was."""
    because: str
    chosen: str
    agreed: bool | None
    """None when nothing was suggested."""
    reason: str
    rejected: tuple[str, ...]
    """Each other way out with what spoke for or against it."""
    saw: Mapping[str, Seen]
    turns: Mapping[str, Turn] = field(default_factory=dict)
    """By probe, of panes that were not well."""

    @property
    def gist(self) -> str:
        """`because` without what its facts rest on in turn."""
        return gist_of(self.because)


class Participant(NamedTuple):
    """A person, by what they did."""

    who: str
    roles: tuple[str, ...]
    """Each with its span, `driver 20:21 to 20:40`."""
    events: int
    first: datetime
    last: datetime


class Message(NamedTuple):
    """An update as it was attested."""

    seq: int
    at: datetime
    who: str
    audience: tuple[str, ...]
    text: str
    fingerprint: str
    late_s: float | None
    """Seconds after it was due; None when it was on time or not promised."""


class UsedStep(NamedTuple):
    """A step of the book as used, with how it ended."""

    book: str
    step: str
    title: str
    mark: str
    """As `core.session.Mark`."""
    who: str
    said: str
    expected: str
    seconds: float | None
    """From its first entry to its end; None when it was never entered or never ended."""
    source: str
    """Where the line comes from, as the book says."""
    entered: bool = False
    """Whether the walk came to it, however it ended."""


class Blank(NamedTuple):
    """One field of the draft review."""

    section: str
    title: str
    lines: tuple[str, ...]
    """What the log knows of it; empty lines are never invented. `TO WRITE` is what remains for a person."""
    to_write: str
    """What a person still has to say; empty when the log says it all."""
    asked_by: tuple[str, ...]
    """Which templates ask for it: `Google`, `PagerDuty`, `Atlassian`, `Etsy`."""


@dataclass(frozen=True, slots=True)
class Account:
    """Everything a review says."""

    header: Header
    summary: tuple[str, ...]
    """Five lines: what, impact, cause, what ended it, what is still open."""
    metrics: tuple[Metric, ...]
    exceptions: tuple[Exceptional, ...]
    choices: tuple[Choice, ...]
    rows: tuple[Row, ...]
    strips: tuple[Strip, ...]
    participants: tuple[Participant, ...]
    messages: tuple[Message, ...]
    steps: tuple[UsedStep, ...]
    draft: tuple[Blank, ...]
    debrief: Debrief | None
    """Only of a drill whose scenario is known here."""
