"""What the evidence and the clock bring about, and what must not be forgotten."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar


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
class TimerDue:
    """A reminder fired."""

    kind: ClassVar[str] = "timer.due"
    timer: str
    text: str


@dataclass(frozen=True, slots=True)
class NotifyDue:
    """An update was promised for now."""

    kind: ClassVar[str] = "notify.due"
    timer: str
    text: str


EscalationEvent = EscalationProposed | EscalationAccepted | EscalationDeclined | EscalationCleared
UndoEvent = UndoOpened | UndoClosed | UndoDeclined
FollowUpEvent = ProbeChanged | SeverityChanged | EscalationEvent | UndoEvent | TimerDue | NotifyDue
