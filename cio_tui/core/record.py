"""An event with its envelope: order, two clocks, who, and the panes as they stood."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cio_tui.core.events import (
    Decision,
    EscalationAccepted,
    EscalationDeclined,
    EscalationProposed,
    IncidentOpened,
    NotifySent,
    StepDone,
    StepEntered,
)

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from cio_tui.core.events import Event

TOOL = "cio-tui"
"""Who an event is by that no person brought about."""

SNAPSHOT_KINDS = (
    IncidentOpened,
    StepEntered,
    StepDone,
    Decision,
    EscalationProposed,
    EscalationAccepted,
    EscalationDeclined,
    NotifySent,
)
"""Events that carry what every probe showed; all others carry nothing."""


class Seen(NamedTuple):
    """What one pane showed when the event happened."""

    verdict: str
    summary: str
    age_s: float


class Recorded(NamedTuple):
    """An event as it stands in the log. `seq`, not `at`, is the order."""

    seq: int
    """Counted from 1, without gaps."""
    at: datetime
    """Wall clock, UTC, milliseconds."""
    mono: float
    """Seconds since the writing session's process started; wall clocks jump."""
    by: str
    event: Event
    saw: Mapping[str, Seen] = {}
    digest: str = ""
    """SHA-256 of the chain up to and including this block; empty until it is encoded."""
    jump_s: float = 0.0
    """Seconds by which the wall clock was set against `mono` since the event before; 0 below one second."""
    unknown: Mapping[str, object] = {}
    """Keys of a newer version, kept for the next writer and reader."""
