"""What can happen in an incident, one frozen class a kind. The log file is a list of these and nothing else.

A field added later has a default, so that old logs stay readable; an unknown kind is kept as Unrecognized.
"""

from __future__ import annotations

from cio_tui.core.chain import LOG_SCHEMA
from cio_tui.core.events.follow_ups import (
    EscalationAccepted,
    EscalationCleared,
    EscalationDeclined,
    EscalationProposed,
    NotifyDue,
    ProbeChanged,
    SeverityChanged,
    TimerDue,
    UndoClosed,
    UndoDeclined,
    UndoOpened,
)
from cio_tui.core.events.lifecycle import (
    Held,
    IncidentClosed,
    IncidentDetached,
    IncidentOpened,
    IncidentResumed,
    Mode,
    Released,
)
from cio_tui.core.events.statements import (
    Amended,
    EvidenceAttached,
    IncidentReviewed,
    Milestone,
    Note,
    NotifySent,
    RoleAssigned,
    Unrecognized,
    VarSet,
    WritePerformed,
)
from cio_tui.core.events.steps import (
    Decision,
    How,
    StepChecked,
    StepDeferred,
    StepDone,
    StepEntered,
    StepSkipped,
    StepUndone,
    Suggestion,
)

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
    | EvidenceAttached
    | IncidentReviewed
    | Unrecognized
)

__all__ = [
    "LOG_SCHEMA",
    "Amended",
    "Decision",
    "EscalationAccepted",
    "EscalationCleared",
    "EscalationDeclined",
    "EscalationProposed",
    "Event",
    "EvidenceAttached",
    "Held",
    "How",
    "IncidentClosed",
    "IncidentDetached",
    "IncidentOpened",
    "IncidentResumed",
    "IncidentReviewed",
    "Milestone",
    "Mode",
    "Note",
    "NotifyDue",
    "NotifySent",
    "ProbeChanged",
    "Released",
    "RoleAssigned",
    "SeverityChanged",
    "StepChecked",
    "StepDeferred",
    "StepDone",
    "StepEntered",
    "StepSkipped",
    "StepUndone",
    "Suggestion",
    "TimerDue",
    "UndoClosed",
    "UndoDeclined",
    "UndoOpened",
    "Unrecognized",
    "VarSet",
    "WritePerformed",
]
