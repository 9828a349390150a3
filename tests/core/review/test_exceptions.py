from __future__ import annotations

import pytest

from cio_tui.core import events
from cio_tui.core.review.account import ExceptionKind
from cio_tui.core.review.source import Proof
from tests.core.books import do, make
from tests.core.review.diary import Diary, opened, saw

DECISION = events.Decision("size-up", "theirs", "theirs", "x", agreed=True)
DECIDE = """
[[step]]
id = "size-up"
kind = "decide"
title = "Whose is it?"
panes = ["track", "queue"]
branch = [{ label = "theirs", goto = "close", when = "down" }]
"""


def test_what_a_reviewer_asks_first_comes_first() -> None:
    diary = Diary(proof=Proof("x#1", "Event 9 was changed.", 9, faults=("The book was changed.",)))
    diary.put(5, events.Amended(1, "title", "other"))
    diary.put(10, events.StepDone("b", "override", reason="no time"))
    diary.put(20, events.StepSkipped("a", "not ours"))
    assert [(one.kind.value, one.seq) for one in diary.account().exceptions] == [
        ("damage", 0),
        ("damage", 9),
        ("skipped", 4),
        ("override", 3),
        ("amended", 2),
    ]


@pytest.mark.parametrize(
    ("event", "kind", "sentence"),
    [
        (events.StepSkipped("a", "not ours"), ExceptionKind.SKIPPED, "skipped a - not ours"),
        (events.StepDeferred("a", "later"), ExceptionKind.DEFERRED, "deferred a - later"),
        (
            events.StepDone("a", "attested", "half", "open", mismatch=True, reason="stuck"),
            ExceptionKind.MISMATCH,
            'a mismatch: "half" (expected open) - stuck',
        ),
        (
            events.EscalationDeclined("to_p1", "one customer"),
            ExceptionKind.DECLINED,
            "declined escalation to_p1 - one customer",
        ),
        (
            events.Decision("s", "theirs", "ours", "x", agreed=False, why="I know"),
            ExceptionKind.DECLINED,
            "decided s: ours (suggested: theirs) - I know",
        ),
        (events.UndoDeclined("off", "stays"), ExceptionKind.UNDO_OPEN, "off left as it is - stays"),
    ],
)
def test_each_is_one_sentence_with_who_and_which_event(
    event: events.Event, kind: ExceptionKind, sentence: str
) -> None:
    (one,) = Diary().put(10, event, by="cy").exceptions(kind)
    assert (one.seq, one.who, one.sentence) == (2, "cy", sentence)


def test_a_book_opened_against_the_suggestion_was_declined() -> None:
    (one,) = Diary(opened("a", suggested="b")).exceptions(ExceptionKind.DECLINED)
    assert one.sentence == "opened P2 with a: Book a (suggested: b)"
    assert not Diary(opened("a", suggested="a")).exceptions(ExceptionKind.DECLINED)


def test_what_became_of_a_skipped_step_is_said() -> None:
    diary = Diary().put(10, events.StepSkipped("a", "no")).put(20, events.StepUndone("a", "skipped"))
    assert diary.exceptions(ExceptionKind.SKIPPED)[0].sentence == "skipped a - no; taken back later"
    diary.put(30, events.StepDone("a", "attested"))
    assert diary.exceptions(ExceptionKind.SKIPPED)[0].sentence == "skipped a - no; attested later"


def test_a_note_with_the_time_it_is_about_is_no_exception_unless_that_lies_ahead_of_it() -> None:
    def said(value: str, by: str = "amira", second: float = 90) -> Diary:
        diary = Diary().put(90, events.Note("pager rang"))
        return diary.put(second, events.Amended(2, "happened_at", value, "written afterwards"), by=by)

    assert not said("2026-11-21T20:10:00.000Z").exceptions(ExceptionKind.AMENDED)
    assert said("2026-11-21T23:10:00.000Z").exceptions(ExceptionKind.AMENDED), (
        "a note of what has yet to come"
    )
    assert said("2026-11-21T20:10:00.000Z", second=95).exceptions(ExceptionKind.AMENDED), "corrected later"
    assert said("2026-11-21T20:10:00.000Z", by="bo").exceptions(ExceptionKind.AMENDED), "by somebody else"


def test_an_update_that_was_promised_and_not_sent_is_missed() -> None:
    diary = Diary().put(1800, events.NotifyDue("cadence", "An update is due"), by="cio-tui")
    diary.put(3600, events.NotifyDue("cadence", "An update is due"), by="cio-tui")
    diary.put(3700, events.NotifySent("update", "text"))
    (one,) = diary.exceptions(ExceptionKind.MISSED_UPDATE)
    assert (one.seq, one.sentence) == (2, "update due at 20:50:00Z was not sent")
    assert diary.metric("updates_kept")[4:7] == ("1 of 2", 1, 2)


def test_an_update_may_take_five_minutes_and_is_late_after() -> None:
    diary = Diary().put(1800, events.NotifyDue("cadence", "An update is due"), by="cio-tui")
    diary.put(2100, events.NotifySent("update", "text"), by="bo")
    assert not diary.exceptions(ExceptionKind.MISSED_UPDATE)
    diary = Diary().put(1800, events.NotifyDue("cadence", "An update is due"), by="cio-tui")
    diary.put(2220, events.NotifySent("update", "text"), by="bo")
    (one,) = diary.exceptions(ExceptionKind.MISSED_UPDATE)
    assert (one.seq, one.who, one.sentence) == (3, "bo", "update due at 20:50:00Z was sent 7 min late")
    assert diary.account().messages[0].late_s == 420


def test_an_update_that_has_just_fallen_due_is_not_missed_yet() -> None:
    diary = Diary().put(1800, events.NotifyDue("cadence", "An update is due"), by="cio-tui")
    assert not diary.put(2000, events.Note("writing it")).exceptions(ExceptionKind.MISSED_UPDATE)
    assert diary.metric("updates_kept").number is None, "nor is it kept yet"
    assert diary.put(2101, events.Note("still")).exceptions(ExceptionKind.MISSED_UPDATE)


def test_a_choice_on_a_pane_older_than_its_book_believes_is_stale() -> None:
    book = make(DECIDE)
    diary = Diary(books=(book,)).put(
        10, DECISION, seen=saw(track=("failing", 46.0), queue=("ok", 45.0), dns=("unknown", 0.0))
    )
    (one,) = diary.exceptions(ExceptionKind.STALE)
    assert one.sentence == "decided size-up: theirs, without a fresh reading of track, 46 s old"


def test_a_pane_of_the_step_that_was_never_read_is_stale() -> None:
    diary = Diary(books=(make(DECIDE),)).put(10, DECISION, seen=saw(track=("failing", 1.0)))
    assert diary.exceptions(ExceptionKind.STALE)[0].sentence.endswith("of queue, never read")


def test_without_the_book_only_what_was_unknown_is_called_stale() -> None:
    diary = Diary().put(10, DECISION, seen=saw(track=("failing", 900.0), queue=("unknown", 2.0)))
    assert diary.exceptions(ExceptionKind.STALE)[0].sentence.endswith("of queue, unknown")


def test_a_break_between_sessions_says_how_long_who_and_where() -> None:
    diary = Diary(books=(make(do("look")),)).put(10, events.StepEntered("look"))
    diary.put(100, events.IncidentDetached("SSH lost"))
    diary.awake = -160
    diary.put(163, events.IncidentResumed("jump1", 2, 63.0, took_over="amira@jump1 1"), by="cy")
    (one,) = diary.exceptions(ExceptionKind.GAP)
    assert (one.seq, one.who) == (4, "cy")
    assert one.sentence == (
        "no session for 1 min 3 s, after amira left (SSH lost); resumed at look, pen taken over from amira@jump1 1"
    )


def test_a_session_that_ended_without_a_word_says_so() -> None:
    diary = Diary().put(10, events.Note("x"))
    diary.awake = -60
    diary.put(70, events.IncidentResumed("jump1", 2, 60.0))
    assert (
        "no session for 1 min, without a word of leaving" in diary.exceptions(ExceptionKind.GAP)[0].sentence
    )


def test_a_wall_clock_that_was_set_is_named() -> None:
    (one,) = Diary().put(10, events.Note("x"), jump=-3600.0).exceptions(ExceptionKind.CLOCK)
    assert one.sentence == "the wall clock was set by -3600.0 s before this event"


def test_a_time_that_goes_back_without_a_word_is_named() -> None:
    diary = Diary().put(600, events.Note("x"))
    diary.set_by = -300
    (one,) = diary.put(610, events.Note("y")).exceptions(ExceptionKind.CLOCK)
    assert (one.seq, one.sentence) == (
        3,
        "the time goes back by 5 min, and nothing notes that the clock was set, before this event",
    )


def test_a_close_over_open_ends_names_each() -> None:
    closed = events.IncidentClosed((), ("Queue is empty",), ("a#off",), reason="ticket OPS-7")
    diary = Diary().put(10, closed)
    assert (
        diary.exceptions(ExceptionKind.UNMET)[0].sentence == "closed without: Queue is empty - ticket OPS-7"
    )
    assert diary.exceptions(ExceptionKind.UNDO_OPEN)[0].sentence == (
        "closed while off was still to be switched back - ticket OPS-7"
    )


def test_while_it_is_open_what_is_still_switched_is_an_exception_of_nobody() -> None:
    (one,) = Diary().put(10, events.UndoOpened("off", "on")).exceptions(ExceptionKind.UNDO_OPEN)
    assert (one.seq, one.who, one.sentence) == (0, "", "off is still on the undo list")
    assert not Diary().exceptions(ExceptionKind.UNDO_OPEN)
