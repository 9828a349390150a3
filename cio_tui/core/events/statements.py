"""What people say, send and correct; and kinds of a newer version, kept as they stand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from cio_tui.core.reading import Value


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
    step: str = ""
    """The step that stands for it, when settling that brought it about."""


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
    amends: int
    """`seq` of the event that was wrong."""
    name: str
    """The field that was wrong."""
    value: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class EvidenceAttached:
    """A sample that a person pins to a step: a copy in the log, since readings.jsonl is thinned out."""

    kind: ClassVar[str] = "evidence.attached"
    step: str
    probe: str
    sampled_at: datetime
    verdict: str
    summary: str
    reasons: tuple[str, ...] = ()
    detail: str = ""
    """What was asked and what came back, redacted, as lines of text."""


@dataclass(frozen=True, slots=True)
class IncidentReviewed:
    """Somebody read the whole of it; every event before this one is what they read."""

    kind: ClassVar[str] = "incident.reviewed"
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Unrecognized:
    """An event of a newer version, kept as it stands."""

    kind: str
    fields: Mapping[str, object] = field(default_factory=dict)


StatementEvent = (
    NotifySent
    | RoleAssigned
    | VarSet
    | Note
    | Milestone
    | WritePerformed
    | Amended
    | EvidenceAttached
    | IncidentReviewed
    | Unrecognized
)
