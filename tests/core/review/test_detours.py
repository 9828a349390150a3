from __future__ import annotations

from cio_tui.core import events
from cio_tui.core.review.account import ExceptionKind
from cio_tui.core.review.chronology import Kind
from tests.core.review.diary import Diary

PROPOSED = events.EscalationProposed("to-p1", "Both fail: that is P1", "P1")


def test_a_jump_is_no_step_of_the_book_and_says_from_where_to_where() -> None:
    diary = (
        Diary()
        .put(10, events.StepEntered("look"))
        .put(20, events.StepEntered("close", why="jump", reason="late"))
    )
    (one,) = diary.exceptions(ExceptionKind.JUMPED)
    assert (one.seq, one.who, one.sentence) == (3, "amira", "jumped from look to close - late")
    assert diary.account().rows[-1].kind is Kind.EXCEPTION


def test_an_escalation_that_nobody_answered_is_named_once_it_is_over() -> None:
    diary = Diary().put(10, PROPOSED, by="cio-tui").put(200, events.Note("busy"))
    assert not diary.exceptions(ExceptionKind.UNANSWERED), "it can still be answered"
    diary.put(250, events.EscalationCleared("to-p1"), by="cio-tui")
    (one,) = diary.exceptions(ExceptionKind.UNANSWERED)
    assert (one.seq, one.who) == (2, "")
    assert one.sentence == "Both fail: that is P1 (4 min, until it cleared)"


def test_the_close_ends_the_time_to_answer() -> None:
    diary = Diary().put(10, PROPOSED, by="cio-tui").put(130, events.IncidentClosed())
    assert diary.exceptions(ExceptionKind.UNANSWERED)[0].sentence.endswith("(2 min, until the close)")


def test_what_was_answered_or_cleared_at_once_is_none() -> None:
    for reply in (events.EscalationAccepted("to-p1"), events.EscalationDeclined("to-p1", "no")):
        diary = Diary().put(10, PROPOSED).put(300, reply).put(400, events.EscalationCleared("to-p1"))
        assert not diary.exceptions(ExceptionKind.UNANSWERED)
    assert (
        not Diary()
        .put(10, PROPOSED)
        .put(40, events.EscalationCleared("to-p1"))
        .exceptions(ExceptionKind.UNANSWERED)
    )
