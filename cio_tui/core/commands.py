"""What a person, or the clock, can ask of an incident: imperatives that `decide` answers with events."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime

    from cio_tui.core.reading import Value
    from cio_tui.core.step import Goto


@dataclass(frozen=True, slots=True)
class Begin:
    """Enter the first step; after a break, move on from a step whose follow-up was cut off."""


@dataclass(frozen=True, slots=True)
class Observe:
    """Look at the evidence and the time: what settles, is due or is to be proposed by itself?"""


@dataclass(frozen=True, slots=True)
class Answer:
    """Settle a step by what was seen. Out of the expected, or by hand over a sensor: with a reason."""

    step: str
    said: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Confirm:
    """Confirm a line of a check list, counted from 1, or take it back."""

    step: str
    line: int
    on: bool = True


@dataclass(frozen=True, slots=True)
class Choose:
    """Take one of the ways out of a decision or a watch, counted from 1."""

    step: str
    number: int
    reason: str = ""
    """Required when it is not the suggested one."""


@dataclass(frozen=True, slots=True)
class Skip:
    """Leave a step out for good."""

    step: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Defer:
    """Put a step off until before the close."""

    step: str
    reason: str


@dataclass(frozen=True, slots=True)
class TakeBack:
    """Withdraw the last mark this person set."""

    reason: str = ""


@dataclass(frozen=True, slots=True)
class Go:
    """Jump to a step, of this book or another."""

    goto: Goto
    reason: str = ""


@dataclass(frozen=True, slots=True)
class GoBack:
    """Return to the step before."""


@dataclass(frozen=True, slots=True)
class Close:
    """End the incident; what is open needs a reason."""

    reason: str = ""


@dataclass(frozen=True, slots=True)
class ChangeSeverity:
    """By a person's judgement."""

    to: str
    reason: str


@dataclass(frozen=True, slots=True)
class AcceptEscalation:
    """Do what was proposed."""

    escalation: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DeclineEscalation:
    """Not now, and why."""

    escalation: str
    reason: str


@dataclass(frozen=True, slots=True)
class DeclineUndo:
    """Leave something switched, on purpose."""

    undo: str
    reason: str


@dataclass(frozen=True, slots=True)
class AssignRole:
    """Name who holds a role."""

    role: str
    who: str


@dataclass(frozen=True, slots=True)
class SetVariable:
    """Give a variable its value."""

    variable: str
    value: Value


@dataclass(frozen=True, slots=True)
class WriteNote:
    """Put free text into the log."""

    text: str


@dataclass(frozen=True, slots=True)
class MarkMilestone:
    """Say when something happened."""

    name: str
    when: str = ""
    """`20:04`, `12m ago`; empty or `now` is this moment."""
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Hold:
    """Pause the walk; nothing settles by itself meanwhile."""

    reason: str


@dataclass(frozen=True, slots=True)
class Release:
    """Go on after a hold."""


@dataclass(frozen=True, slots=True)
class Amend:
    """Correct a field of an earlier event; both stay readable."""

    seq: int
    name: str
    value: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class AttachEvidence:
    """Pin a sample to the current step."""

    probe: str
    sampled_at: datetime
    verdict: str
    summary: str
    reasons: tuple[str, ...] = ()
    detail: str = ""


@dataclass(frozen=True, slots=True)
class MarkReviewed:
    """Say that the whole incident was read."""

    remark: str = ""


StepCommand = Answer | Confirm | Choose | Skip | Defer
"""What the step at hand can be answered with; see `decide.ALLOWED`."""
Movement = Begin | Go | GoBack | TakeBack | Close
Reply = AcceptEscalation | DeclineEscalation | DeclineUndo
Statement = (
    ChangeSeverity
    | AssignRole
    | SetVariable
    | WriteNote
    | MarkMilestone
    | Hold
    | Release
    | Amend
    | AttachEvidence
    | MarkReviewed
)

Command = Observe | StepCommand | Movement | Reply | Statement
"""Each group has one module that answers it, and mypy holds that it answers all of it."""
