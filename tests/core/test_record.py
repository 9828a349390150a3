from __future__ import annotations

from cio_tui.core import events
from cio_tui.core.record import SNAPSHOT_KINDS


def test_what_a_person_decided_on_is_kept_with_what_was_seen() -> None:
    decided = {
        events.IncidentOpened,
        events.StepEntered,
        events.StepDone,
        events.Decision,
        events.EscalationProposed,
        events.EscalationAccepted,
        events.EscalationDeclined,
        events.NotifySent,
    }
    assert set(SNAPSHOT_KINDS) == decided
