from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cio_tui.core.errors import Refused
from cio_tui.core.events import IncidentReviewed
from cio_tui.runtime.journal import Journal
from cio_tui.runtime.log_reader import read_history
from cio_tui.runtime.reviewer import Reviewer

if TYPE_CHECKING:
    from cio_tui.runtime.incident_folder import IncidentFolder
    from cio_tui.runtime.pen import Holder


def reviewer(*, keeps: bool = False) -> Reviewer:
    return Reviewer("bo", "jump2", lambda text: text.replace("s3cret", "[redacted]"), keeps)


def test_the_mark_is_an_event_of_its_own_by_whoever_read_it(whole: IncidentFolder) -> None:
    before = len(read_history(whole).records)
    written = reviewer().mark(whole, "  the breaker was late ")
    assert (written.seq, written.by) == (before + 1, "bo")
    assert read_history(whole).records[-1].event == IncidentReviewed("the breaker was late")


def test_a_remark_names_neither_a_credential_nor_a_person(whole: IncidentFolder) -> None:
    event = reviewer().mark(whole, "s3cret of jane@example.com\x1b[2J").event
    assert isinstance(event, IncidentReviewed)
    assert "[redacted] of " in event.remark
    assert "jane" not in event.remark
    assert "\x1b" not in event.remark
    kept = reviewer(keeps=True).mark(whole, "jane@example.com").event
    assert kept == IncidentReviewed("jane@example.com")


def test_while_somebody_writes_they_are_named_and_asked_to_do_it(whole: IncidentFolder, me: Holder) -> None:
    journal = Journal.resume(whole, me)
    with pytest.raises(Refused, match=f"{me.user} is writing this log .* Ask {me.user} to mark it"):
        reviewer().mark(whole, "")
    journal.close()
