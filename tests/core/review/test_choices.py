from __future__ import annotations

from datetime import timedelta

from cio_tui.core import events
from tests.core.review.diary import STARTED, Diary, opened, saw


def test_a_decision_says_what_was_suggested_chosen_rejected_why_and_what_was_seen() -> None:
    seen = saw(track=("failing", 4.0))
    diary = Diary().put(5, events.StepEntered("size-up", "Whose is it?"))
    decision = events.Decision(
        "size-up", "theirs", "ours", "fix", agreed=False, why="I know", rejected=("theirs", "neither"),
        because="down (track.status = 503)",
    )  # fmt: skip
    (choice,) = diary.put(60, decision, seen=seen).account().choices
    assert (choice.seq, choice.offset_s, choice.who, choice.title) == (3, 60, "amira", "Whose is it?")
    assert (choice.suggested, choice.chosen, choice.agreed) == ("theirs", "ours", False)
    assert (choice.reason, choice.because) == ("I know", "down (track.status = 503)")
    assert choice.rejected == ("theirs", "neither")
    assert choice.saw == seen


def test_a_decision_that_nothing_was_suggested_for_neither_agrees_nor_disagrees() -> None:
    diary = Diary().put(60, events.Decision("size-up", "", "ours", "fix", agreed=False))
    assert diary.account().choices[0].agreed is None


def test_an_answer_to_an_escalation_stands_with_what_was_proposed() -> None:
    proposed = events.EscalationProposed("to_p1", "Make it a P1", "P1", because="errors.rate > 5% (7 %)")
    diary = Diary().put(60, proposed, by="cio-tui")
    diary.put(70, events.EscalationAccepted("to_p1", "yes")).put(
        70, events.SeverityChanged("P2", "P1", "escalation to_p1")
    )
    diary.put(90, events.EscalationDeclined("to_p1", "one customer"))
    accepted, declined = diary.account().choices
    assert (accepted.title, accepted.chosen, accepted.agreed) == ("Make it a P1", "accepted", True)
    assert (declined.chosen, declined.agreed, declined.rejected) == ("declined", False, ("accepted",))
    assert declined.because == "errors.rate > 5% (7 %)"


def test_a_severity_is_a_choice_where_a_person_judged_and_not_where_it_followed() -> None:
    diary = Diary().put(10, events.SeverityChanged("P2", "P1", "a big customer"))
    diary.put(20, events.SeverityChanged("P1", "P3", "moved to b")).put(20, events.StepEntered("x", book="b"))
    (choice,) = diary.account().choices
    assert (choice.title, choice.chosen, choice.reason) == ("Severity", "P2 → P1", "a big customer")


def test_of_a_pane_that_was_not_well_the_log_says_since_when_and_by_which_rule() -> None:
    decision = events.Decision("size-up", "", "theirs", "fix", agreed=False)
    slow, down = ("ms > 800 (ms = 900)",), ("status >= 500 (status = 503)",)
    diary = Diary().put(5, events.ProbeChanged("track", "unknown", "degraded", "200", slow))
    diary.put(10, events.ProbeChanged("track", "degraded", "failing", "503", down))
    diary.put(12, events.ProbeChanged("app", "unknown", "failing", "503", down))
    seen = saw(track=("failing", 4.0), app=("ok", 1.0), dns=("unknown", 9.0))
    diary.put(60, decision, seen=seen).put(70, events.ProbeChanged("track", "failing", "ok"))
    (choice,) = diary.account().choices
    assert choice.turns == {"track": (3, STARTED + timedelta(seconds=10), "status >= 500 (status = 503)")}
    assert "track degraded → failing: 503 - status >= 500 (status = 503)" in [
        row.sentence for row in diary.account().rows
    ]


def test_the_book_at_the_opening_is_a_choice_where_one_was_suggested() -> None:
    (choice,) = Diary(opened("a", suggested="b")).account().choices
    assert (choice.title, choice.suggested, choice.chosen, choice.agreed) == (
        "Which runbook?",
        "b",
        "a",
        False,
    )
    assert choice.rejected == ("b",)
    assert Diary(opened("a", suggested="a")).account().choices[0].agreed is True
    assert Diary().account().choices == ()


def test_a_close_over_open_ends_is_a_choice_and_a_clean_one_is_not() -> None:
    closed = events.IncidentClosed((), ("Queue is empty",), ("a#off",), ("a#tell",), (), "ticket OPS-7")
    (choice,) = Diary().put(10, closed).account().choices
    assert choice.chosen == "closed over not met: Queue is empty; still switched: off; skipped: tell"
    assert choice.reason == "ticket OPS-7"
    assert Diary().put(10, events.IncidentClosed(("Queue is empty",))).account().choices == ()


def test_what_was_seen_at_the_close_stands_with_the_step_that_closed_it() -> None:
    seen = saw(track=("failing", 4.0))
    diary = Diary().put(90, events.StepDone("close", "attested", "close"), seen=seen)
    (choice,) = diary.put(90, events.IncidentClosed((), ("Queue is empty",))).account().choices
    assert (choice.seq, choice.saw) == (3, seen)
