"""What can happen in an incident, one class a kind. The log file is a list of these and nothing else.

Named tuples: 35 frozen dataclasses cost each reader of a log 1.6 × `python -c pass`. `kind` is the word the log has for
the class; as a field it keeps apart events that say the same about different things. A field added
later has a default, so that old logs stay readable; an unknown kind is kept as Unrecognized.
"""

from __future__ import annotations

from cio_tui.core.chain import LOG_SCHEMA
from cio_tui.core.events.follow_ups import (
    EscalationAccepted,
    EscalationCleared,
    EscalationDeclined,
    EscalationEvent,
    EscalationProposed,
    FollowUpEvent,
    NotifyDue,
    ProbeChanged,
    SeverityChanged,
    TimerDue,
    UndoClosed,
    UndoDeclined,
    UndoEvent,
    UndoOpened,
)
from cio_tui.core.events.lifecycle import (
    Held,
    IncidentClosed,
    IncidentDetached,
    IncidentOpened,
    IncidentResumed,
    LifecycleEvent,
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
    StatementEvent,
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
    StepEvent,
    StepSkipped,
    StepUndone,
    Suggestion,
)

Event = LifecycleEvent | StepEvent | FollowUpEvent | StatementEvent

__all__ = [
    "LOG_SCHEMA",
    "Amended",
    "Decision",
    "EscalationAccepted",
    "EscalationCleared",
    "EscalationDeclined",
    "EscalationEvent",
    "EscalationProposed",
    "Event",
    "EvidenceAttached",
    "FollowUpEvent",
    "Held",
    "How",
    "IncidentClosed",
    "IncidentDetached",
    "IncidentOpened",
    "IncidentResumed",
    "IncidentReviewed",
    "LifecycleEvent",
    "Milestone",
    "Mode",
    "Note",
    "NotifyDue",
    "NotifySent",
    "ProbeChanged",
    "Released",
    "RoleAssigned",
    "SeverityChanged",
    "StatementEvent",
    "StepChecked",
    "StepDeferred",
    "StepDone",
    "StepEntered",
    "StepEvent",
    "StepSkipped",
    "StepUndone",
    "Suggestion",
    "TimerDue",
    "UndoClosed",
    "UndoDeclined",
    "UndoEvent",
    "UndoOpened",
    "Unrecognized",
    "VarSet",
    "WritePerformed",
]
