from __future__ import annotations

from datetime import timedelta

from cio_tui.core import events
from cio_tui.core.kept import Kept
from cio_tui.core.reading import Verdict
from cio_tui.core.review.source import Story
from tests.core.books import do, make
from tests.core.review.diary import AWAKE, STARTED, Diary, opened, saw

CLOSED = events.IncidentClosed(("Both APIs answer", "Queue is empty"))


def lines_of(diary: Diary, title: str) -> tuple[str, ...]:
    (blank,) = (blank for blank in diary.account().draft if blank.title == title)
    return blank.lines


def test_five_lines_say_what_impact_cause_end_and_what_is_open() -> None:
    diary = Diary().put(10, events.ProbeChanged("track", "unknown", "failing"))
    diary.put(20, events.Note("hypothesis: the deploy at 20:05"))
    diary.put(70, events.ProbeChanged("track", "failing", "ok"))
    diary.put(80, events.StepDeferred("tidy", "tomorrow")).put(90, CLOSED)
    assert diary.account().summary == (
        "What: Book a (P2, us prod), 2026-11-21 20:20:00Z, closed after 1 min 30 s",
        "Impact: failing as we measured: track 1 min",
        "Cause: hypothesis: the deploy at 20:05",
        "Ended by: Both APIs answer; Queue is empty",
        "Still open: deferred tidy - tomorrow",
    )


def test_a_close_over_open_ends_says_so_before_what_was_met() -> None:
    closed = events.IncidentClosed(("Both APIs answer",), ("Queue is empty",), reason="no time")
    assert Diary().put(90, closed).account().summary[3] == (
        "Ended by: closed over 1 open item - no time; met: Both APIs answer"
    )


def test_what_nobody_said_is_left_to_write_and_never_invented() -> None:
    assert Diary().account().summary[1:] == (
        "Impact: not recorded: no reading of a probe can be placed; whom it affected is TO WRITE",
        "Cause: TO WRITE",
        "Ended by: not ended",
        "Still open: the incident itself",
    )


def test_that_nothing_failed_is_said_only_where_something_was_measured() -> None:
    diary = Diary().read(5, "track", "ok", 12.0).put(60, events.Note("x"))
    assert diary.account().summary[1] == "Impact: no probe was seen failing; whom it affected is TO WRITE"


def test_an_incident_whose_opening_cannot_be_read_is_called_neither_live_nor_a_drill() -> None:
    diary = Diary().put(60, events.Note("x"))
    diary.doubtful, diary.records = diary.records[1:], []
    assert diary.account().header.mode == "unknown"


def test_how_fast_a_drill_ran_is_in_its_head_and_of_a_live_incident_there_is_no_such_thing() -> None:
    drilled = Diary(opened(mode="drill")._replace(speed=30.0))
    assert drilled.account().header.speed == 30
    assert Diary(opened()._replace(speed=30.0)).account().header.speed == 1


def test_words_added_after_the_close_make_the_incident_no_longer() -> None:
    diary = Diary().put(90, CLOSED).put(86_400, events.IncidentReviewed("fine"), by="cy")
    header = diary.account().header
    assert (header.duration_s, header.ended_at) == (90, STARTED + timedelta(seconds=90))
    assert header.reviewed_by == ("cy",)


def test_the_clock_skew_is_the_median_of_what_the_answers_said() -> None:
    diary = Diary().put(60, events.Note("x"))
    for second, skew in ((1, 0.1), (2, 0.3), (3, 90.0), (4, float("nan"))):
        at = STARTED + timedelta(seconds=second)
        diary.readings.append(Kept("track", at, AWAKE + second, Verdict.OK, "200", (), {"skew_s": skew}))
    assert diary.account().header.clock_skew_s == 0.3
    assert Diary().account().header.clock_skew_s is None


def test_people_are_whoever_did_something_or_held_a_role() -> None:
    diary = Diary().put(60, events.RoleAssigned("driver", "amira"))
    diary.put(1200, events.RoleAssigned("driver", "cy", "amira"), by="bo").put(1300, CLOSED, by="cio-tui")
    found = {one.who: (one.roles, one.events) for one in diary.account().participants}
    assert found == {
        "amira": (("driver 20:21 to 20:40",), 2),
        "cy": (("driver from 20:40",), 0),
        "bo": ((), 1),
    }


def test_notes_that_begin_with_a_word_and_a_colon_stand_in_the_draft() -> None:
    diary = Diary()
    for second, text in enumerate(
        (
            "todo: ask them",
            "LUCKY: it was Sunday",
            "well: quick",
            "wrong:  no comms",
            "action: alert",
            "todo:",
            "x: y",
        ),
        1,
    ):
        diary.put(second, events.Note(text))
    assert lines_of(diary, "Where we were lucky") == ("it was Sunday (amira, 20:20:02Z, event 3)",)
    assert lines_of(diary, "What went well") == ("quick (amira, 20:20:03Z, event 4)",)
    assert lines_of(diary, "What went wrong") == ("no comms (amira, 20:20:04Z, event 5)",)
    assert lines_of(diary, "Action items") == (
        "alert (amira, 20:20:05Z, event 6)",
        "ask them (amira, 20:20:01Z, event 2)",
    )


def test_the_draft_asks_what_four_templates_ask_and_leaves_to_people_what_only_they_know() -> None:
    draft = Diary().account().draft
    assert {name for blank in draft for name in blank.asked_by} == {
        "Google",
        "PagerDuty",
        "Atlassian",
        "Etsy",
    }
    assert not [blank.title for blank in draft if not blank.lines and not blank.to_write]
    (whys,) = (blank for blank in draft if blank.title == "Five whys")
    assert (whys.lines, bool(whys.to_write)) == ((), True)


def test_a_field_of_the_draft_is_cut_and_says_so() -> None:
    diary = Diary()
    for second in range(1, 41):
        diary.put(second, events.StepSkipped(f"s{second}", "no"))
    lines = lines_of(diary, "Contributing factors")
    assert (len(lines), lines[-1]) == (31, "and 10 more")


def test_messages_stand_as_they_were_sent() -> None:
    diary = Diary().put(
        60, events.NotifySent("tell", "It is down.\nNext 20:50", ("support",), "ad72cef5a1b0#1")
    )
    (message,) = diary.account().messages
    assert (message.text, message.audience, message.fingerprint, message.late_s) == (
        "It is down.\nNext 20:50",
        ("support",),
        "ad72cef5a1b0#1",
        None,
    )
    assert lines_of(diary, "Internal") == ("It is down.", "Next 20:50")


def test_the_book_as_used_lists_every_step_of_it_with_its_source() -> None:
    book = make(do("look", 'source = ["P1.1", "F.4"]\nexpect = "a number"') + do("tell"))
    diary = (
        Diary(books=(book,))
        .put(10, events.StepEntered("look"))
        .put(15, events.StepEntered("look", why="back"))
    )
    diary.put(40, events.StepDone("look", "attested", "7"), by="bo")
    look, tell, close = diary.account().steps
    assert tuple(look) == ("a", "look", "Look", "attested", "bo", "7", "a number", 30, "P1.1, F.4", True)
    assert (tell.mark, tell.seconds, tell.who) == ("pending", None, "")
    assert (close.step, close.entered) == ("close", False)


def test_what_spoke_against_the_other_ways_out_comes_from_the_samples_of_that_moment() -> None:
    book = make(
        '[[step]]\nid = "size-up"\nkind = "decide"\ntitle = "Whose is it?"\nbranch = [\n'
        '{ label = "theirs", goto = "close", when = "down" },\n'
        '{ label = "ours", goto = "fix", when = "track.status < 500" },\n'
        '{ label = "dry", goto = "dry", when = "queue.depth == 0" },\n'
        '{ label = "neither", goto = "rest" }]\n' + do("fix") + do("dry") + do("rest")
    )
    decision = events.Decision(
        "size-up", "theirs", "theirs", "close", agreed=True, rejected=("ours", "dry", "neither")
    )
    diary = Diary(books=(book,)).put(60, decision).put(90, events.Note("x"))
    assert diary.account().choices[0].rejected == ("ours", "dry", "neither")
    diary.read(50, "track", "failing", 503, "status").read(70, "track", "ok", 200, "status")
    diary.read(1, "queue", "ok", 7, "depth")
    assert diary.account().choices[0].rejected == (
        "ours (did not hold: track.status = 503)",
        "dry (cannot be told from what was kept: queue.depth not known)",
        "neither",
    )


def test_ways_out_that_lead_to_the_same_step_are_told_apart_by_their_labels() -> None:
    book = make(
        '[[step]]\nid = "scope"\nkind = "decide"\ntitle = "Who?"\nbranch = [\n'
        '{ label = "Some ({queue.depth} wait)", goto = "look", when = "queue.depth > 5" },\n'
        '{ label = "One", goto = "look", when = "down" },\n'
        '{ label = "All", goto = "close", when = "queue.depth > 50" }]\n' + do("look")
    )
    decision = events.Decision(
        "scope", "Some (7 wait)", "Some (7 wait)", "look", agreed=True, rejected=("One", "All")
    )
    diary = (
        Diary(books=(book,))
        .put(60, decision)
        .read(50, "track", "ok", 200, "status")
        .read(55, "queue", "ok", 7, "depth")
    )
    assert diary.account().choices[0].rejected == (
        "One (did not hold: track.status = 200)",
        "All (did not hold: queue.depth = 7)",
    )


def test_thresholds_are_known_of_a_drill_alone_where_the_simulator_set_them() -> None:
    book = make(
        '[[step]]\nid = "size-up"\nkind = "decide"\ntitle = "Whose is it?"\nbranch = [\n'
        '{ label = "theirs", goto = "close", when = "down" },\n'
        '{ label = "full", goto = "full", when = "queue.depth > threshold.queue_depth" }]\n' + do("full")
    )
    decision = events.Decision("size-up", "theirs", "theirs", "close", agreed=True, rejected=("full",))
    diary = Diary(opened(mode="drill"), (book,)).put(60, decision).read(55, "queue", "ok", 7, "depth")
    assert diary.account().choices[0].rejected == (
        "full (cannot be told from what was kept: threshold.queue_depth not known)",
    )
    diary.story = Story("dry", "x", ("a",), 0.0, (), {"threshold.queue_depth": 10_000.0})
    assert diary.account().choices[0].rejected == (
        "full (did not hold: queue.depth = 7, threshold.queue_depth = 10000)",
    )


def test_the_draft_repeats_of_a_choice_what_was_not_well_and_the_names_of_the_other_ways() -> None:
    decision = events.Decision("size-up", "", "theirs", "close", agreed=False, rejected=("ours", "neither"))
    seen = saw(track=("failing", 4.0), dns=("ok", 1.0), tls=("ok", 1.0), app=("unknown", 1.0))
    diary = Diary().put(60, decision, seen=seen)
    assert lines_of(diary, "Cues: what was seen when") == (
        "20:21:00Z size-up track failing (track failing), app unknown (app unknown); 2 others ok",
    )
    assert lines_of(diary, "Options considered") == ("20:21:00Z size-up chosen: theirs; not: ours; neither",)


def test_the_lead_up_says_once_when_it_was() -> None:
    diary = Diary().put(60, events.Milestone("impact_start", STARTED - timedelta(days=1)))
    diary.put(90, events.Note("pager rang"))
    diary.put(90, events.Amended(3, "happened_at", "2026-11-21T20:10:00Z", "written afterwards"))
    assert lines_of(diary, "Lead-up") == (
        "milestone impact_start at 2026-11-20 20:20:00Z (event 2)",
        "2026-11-21 20:10:00Z note: pager rang (event 3)",
    )


def test_an_incident_written_down_afterwards_lasted_as_long_as_is_said_and_not_as_long_as_the_writing() -> (
    None
):
    diary = Diary(opened(mode="backfill"))
    diary.put(0, events.Milestone("opened", STARTED - timedelta(hours=5)))
    diary.put(1, events.Milestone("resolved", STARTED - timedelta(hours=3, seconds=30)))
    diary.put(900, events.Note("the rest from the chat"))
    header = diary.account().header
    assert header.opened_at == STARTED - timedelta(hours=5)
    assert header.ended_at == STARTED - timedelta(hours=3, seconds=30)
    assert (header.duration_s, header.is_closed) == (7170, True)
    ids = {metric.id for metric in diary.account().metrics}
    assert not ids & {"severity.P2", "held", "session_gaps", "undo_after_mitigation"}
