"""What the evidence and the clock bring about, and what must not be forgotten."""

from __future__ import annotations

from typing import NamedTuple


class ProbeChanged(NamedTuple):
    """A probe's verdict changed."""

    probe: str
    was: str
    now: str
    summary: str = ""
    reasons: tuple[str, ...] = ()
    kind: str = "probe.changed"


class SeverityChanged(NamedTuple):
    """By a person, or by an accepted escalation."""

    was: str
    now: str
    reason: str = ""
    kind: str = "severity.changed"


class EscalationProposed(NamedTuple):
    """The tool proposes; nothing has changed yet."""

    escalation: str
    text: str
    to: str = ""
    goto: str = ""
    because: str = ""
    kind: str = "escalation.proposed"


class EscalationAccepted(NamedTuple):
    """A person accepted it."""

    escalation: str
    reason: str = ""
    kind: str = "escalation.accepted"


class EscalationDeclined(NamedTuple):
    """A person declined it; it is proposed again only after the condition cleared and returned."""

    escalation: str
    reason: str
    kind: str = "escalation.declined"


class EscalationCleared(NamedTuple):
    """The condition no longer holds; a proposal that was still open is withdrawn."""

    escalation: str
    kind: str = "escalation.cleared"


class UndoOpened(NamedTuple):
    """Something was switched and has to be switched back."""

    undo: str
    """The step that switches it back."""
    step: str
    title: str = ""
    kind: str = "undo.opened"


class UndoClosed(NamedTuple):
    """It is switched back."""

    undo: str
    said: str = ""
    kind: str = "undo.closed"


class UndoDeclined(NamedTuple):
    """It stays switched, on purpose."""

    undo: str
    reason: str
    kind: str = "undo.declined"


class TimerDue(NamedTuple):
    """A reminder fired."""

    timer: str
    text: str
    kind: str = "timer.due"


class NotifyDue(NamedTuple):
    """An update was promised for now."""

    timer: str
    text: str
    kind: str = "notify.due"


EscalationEvent = EscalationProposed | EscalationAccepted | EscalationDeclined | EscalationCleared
UndoEvent = UndoOpened | UndoClosed | UndoDeclined
FollowUpEvent = ProbeChanged | SeverityChanged | EscalationEvent | UndoEvent | TimerDue | NotifyDue
