"""What can happen in an incident, one frozen class a kind. The log file is a list of these and nothing else.

A field added later has a default, so that old logs stay readable; a kind we do not know is kept as Unrecognized.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from cio_tui.core.reading import Value

LOG_SCHEMA = 1

Mode = Literal["live", "drill", "backfill"]
How = Literal["sensed", "attested", "override"]


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
    """Salt of this incident's hashed identifiers and key fingerprints."""
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
class StepEntered:
    """A step becomes the current one."""

    kind: ClassVar[str] = "step.entered"
    step: str
    title: str = ""
    book: str = ""
    """Set when the walk moves into another book."""
    book_sha256: str = ""
    why: str = "next"
    """`start next branch jump back abort timeout escalation member`."""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class StepChecked:
    """One line of a check list is confirmed, or taken back."""

    kind: ClassVar[str] = "step.checked"
    step: str
    line: int
    """Counted from 1."""
    text: str
    on: bool = True


@dataclass(frozen=True, slots=True)
class StepDone:
    """A step is settled by what was sensed or said."""

    kind: ClassVar[str] = "step.done"
    step: str
    how: How
    said: str = ""
    expected: str = ""
    mismatch: bool = False
    """The answer was outside what the book accepts."""
    reason: str = ""
    seconds: float = 0.0
    """Since the step was entered."""
    sensed: str = ""
    """The condition with its values."""


@dataclass(frozen=True, slots=True)
class StepSkipped:
    """Left out for good."""

    kind: ClassVar[str] = "step.skipped"
    step: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class StepDeferred:
    """Put off; it comes back before the close."""

    kind: ClassVar[str] = "step.deferred"
    step: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class StepUndone:
    """A mark is taken back; nothing is deleted from the log."""

    kind: ClassVar[str] = "step.undone"
    step: str
    was: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Decision:
    """A person chose a branch."""

    kind: ClassVar[str] = "decision"
    step: str
    suggested: str
    """Label the tool suggested; empty when it suggested none."""
    chosen: str
    goto: str
    agreed: bool
    why: str = ""
    rejected: tuple[str, ...] = ()
    because: str = ""
    """Why the tool suggested it, with the values."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What the tool suggests changed."""

    kind: ClassVar[str] = "suggestion"
    step: str
    suggested: str
    because: str = ""


@dataclass(frozen=True, slots=True)
class ProbeChanged:
    """A probe's verdict changed."""

    kind: ClassVar[str] = "probe.changed"
    probe: str
    was: str
    now: str
    summary: str = ""
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SeverityChanged:
    """By a person, or by an accepted escalation."""

    kind: ClassVar[str] = "severity.changed"
    was: str
    now: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class EscalationProposed:
    """The tool proposes; nothing has changed yet."""

    kind: ClassVar[str] = "escalation.proposed"
    escalation: str
    text: str
    to: str = ""
    goto: str = ""
    because: str = ""


@dataclass(frozen=True, slots=True)
class EscalationAccepted:
    """A person accepted it."""

    kind: ClassVar[str] = "escalation.accepted"
    escalation: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class EscalationDeclined:
    """A person declined it; it is proposed again only after the condition cleared and returned."""

    kind: ClassVar[str] = "escalation.declined"
    escalation: str
    reason: str


@dataclass(frozen=True, slots=True)
class EscalationCleared:
    """The condition no longer holds; a proposal that was still open is withdrawn."""

    kind: ClassVar[str] = "escalation.cleared"
    escalation: str


@dataclass(frozen=True, slots=True)
class UndoOpened:
    """Something was switched and has to be switched back."""

    kind: ClassVar[str] = "undo.opened"
    undo: str
    """The step that switches it back."""
    step: str
    title: str = ""


@dataclass(frozen=True, slots=True)
class UndoClosed:
    """It is switched back."""

    kind: ClassVar[str] = "undo.closed"
    undo: str
    said: str = ""


@dataclass(frozen=True, slots=True)
class UndoDeclined:
    """It stays switched, on purpose."""

    kind: ClassVar[str] = "undo.declined"
    undo: str
    reason: str


@dataclass(frozen=True, slots=True)
class NotifyDue:
    """An update was promised for now."""

    kind: ClassVar[str] = "notify.due"
    timer: str
    text: str


@dataclass(frozen=True, slots=True)
class NotifySent:
    """A person attests that the text went out."""

    kind: ClassVar[str] = "notify.sent"
    step: str
    text: str
    audience: tuple[str, ...] = ()
    fingerprint: str = ""
    """`digest#seq` of the log as it stood, carried in the text."""


@dataclass(frozen=True, slots=True)
class RoleAssigned:
    """Who holds which part from now on."""

    kind: ClassVar[str] = "role.assigned"
    role: str
    who: str
    was: str = ""


@dataclass(frozen=True, slots=True)
class VarSet:
    """A variable has a value."""

    kind: ClassVar[str] = "var.set"
    var: str
    value: Value
    step: str = ""


@dataclass(frozen=True, slots=True)
class TimerDue:
    """A reminder fired."""

    kind: ClassVar[str] = "timer.due"
    timer: str
    text: str


@dataclass(frozen=True, slots=True)
class Note:
    """Free text."""

    kind: ClassVar[str] = "note"
    text: str
    step: str = ""


@dataclass(frozen=True, slots=True)
class Milestone:
    """Impact started, detected, mitigated, resolved, or the book's own."""

    kind: ClassVar[str] = "milestone"
    name: str
    happened_at: datetime
    basis: str = ""
    """What it rests on; empty means a person's word."""


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


@dataclass(frozen=True, slots=True)
class WritePerformed:
    """A confirmed write to Customer.io, with its answer."""

    kind: ClassVar[str] = "write.performed"
    what: str
    target: str
    status: int
    ms: float
    cleaned_up: bool = False


@dataclass(frozen=True, slots=True)
class Amended:
    """A correction of an earlier event; readers show both."""

    kind: ClassVar[str] = "amend"
    seq: int
    name: str
    """The field that was wrong."""
    value: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Unrecognized:
    """An event of a newer version, kept as it stands."""

    kind: str
    fields: Mapping[str, object] = field(default_factory=dict)


Event = (
    IncidentOpened
    | IncidentResumed
    | IncidentDetached
    | IncidentClosed
    | StepEntered
    | StepChecked
    | StepDone
    | StepSkipped
    | StepDeferred
    | StepUndone
    | Decision
    | Suggestion
    | ProbeChanged
    | SeverityChanged
    | EscalationProposed
    | EscalationAccepted
    | EscalationDeclined
    | EscalationCleared
    | UndoOpened
    | UndoClosed
    | UndoDeclined
    | NotifyDue
    | NotifySent
    | RoleAssigned
    | VarSet
    | TimerDue
    | Note
    | Milestone
    | Held
    | Released
    | WritePerformed
    | Amended
    | Unrecognized
)
