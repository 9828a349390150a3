"""What people say, send and correct; and kinds of a newer version, kept as they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from cio_tui.core.reading import Value


class NotifySent(NamedTuple):
    """A person attests that the text went out."""

    step: str
    text: str
    audience: tuple[str, ...] = ()
    fingerprint: str = ""
    """`digest#seq` of the log as it stood, carried in the text."""
    kind: str = "notify.sent"


class RoleAssigned(NamedTuple):
    """Who holds which part from now on."""

    role: str
    who: str
    was: str = ""
    kind: str = "role.assigned"


class VarSet(NamedTuple):
    """A variable has a value."""

    var: str
    value: Value
    step: str = ""
    kind: str = "var.set"


class Note(NamedTuple):
    """Free text."""

    text: str
    step: str = ""
    kind: str = "note"


class Milestone(NamedTuple):
    """Impact started, detected, mitigated, resolved, or the book's own."""

    name: str
    happened_at: datetime
    basis: str = ""
    """What it rests on; empty means a person's word."""
    step: str = ""
    """The step that stands for it, when settling that brought it about."""
    kind: str = "milestone"


class WritePerformed(NamedTuple):
    """A confirmed write to Customer.io, with its answer."""

    what: str
    target: str
    status: int
    ms: float
    cleaned_up: bool = False
    kind: str = "write.performed"


class Amended(NamedTuple):
    """A correction of an earlier event; readers show both."""

    amends: int
    """`seq` of the event that was wrong."""
    name: str
    """The field that was wrong."""
    value: str
    reason: str = ""
    kind: str = "amend"


class EvidenceAttached(NamedTuple):
    """A sample that a person pins to a step: a copy in the log, since readings.jsonl is thinned out."""

    step: str
    probe: str
    sampled_at: datetime
    verdict: str
    summary: str
    reasons: tuple[str, ...] = ()
    detail: str = ""
    """What was asked and what came back, redacted, as lines of text."""
    kind: str = "evidence.attached"


class IncidentReviewed(NamedTuple):
    """Somebody read the whole of it; every event before this one is what they read."""

    remark: str = ""
    kind: str = "incident.reviewed"


class Unrecognized(NamedTuple):
    """An event of a newer version, kept as it stands."""

    kind: str
    fields: Mapping[str, object] = {}


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
