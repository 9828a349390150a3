from __future__ import annotations

from datetime import timedelta

import pytest

from cio_tui.core import events
from tests.core.books import do, make, switch
from tests.core.review.diary import STARTED, Diary, opened


def milestone(name: str, second: float, basis: str = "") -> events.Milestone:
    return events.Milestone(name, STARTED + timedelta(seconds=second), basis)


def told() -> Diary:
    """Everything is said: impact 8.5 min before detection, and so on, as in an incident of an hour and a bit."""
    diary = Diary()
    diary.put(10, milestone("impact_start", -660, "load balancer log"))
    diary.put(20, milestone("detected", -150))
    diary.put(30, milestone("acknowledged", 60))
    diary.put(234, events.UndoOpened("breaker-off", "breaker"))
    diary.put(400, milestone("mitigated", 348))
    diary.put(1548, events.ProbeChanged("status", "ok", "degraded"), by="cio-tui")
    diary.put(3600, milestone("resolved", 3558))
    return diary.put(3700, events.IncidentClosed())


@pytest.mark.parametrize(
    ("name", "seconds", "begins"),
    [
        (
            "ttd",
            510,
            '8 min 30 s (milestone "impact_start" (event 2, load balancer log) → milestone "detected"',
        ),
        ("tta", 210, "3 min 30 s"),
        ("first_protection", 174, "2 min 54 s"),
        ("ttm", 1008, "16 min 48 s"),
        ("ttr_impact", 4218, "1 h 10 min"),
        ("ttr_detected", 3708, "1 h 1 min"),
        ("vendor_lag", 2208, "36 min 48 s"),
    ],
)
def test_a_time_runs_from_one_milestone_to_the_other(name: str, seconds: float, begins: str) -> None:
    metric = told().metric(name)
    assert metric.seconds == seconds
    assert metric.text.startswith(begins)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("ttd", "not recorded: no word of when the impact began"),
        ("tta", 'not recorded: no milestone "detected"'),
        ("first_protection", "not recorded: no step that switched anything"),
        ("ttm", 'not recorded: no word of when the impact began; no milestone "mitigated"'),
        (
            "ttr_impact",
            'not recorded: no word of when the impact began; no milestone "resolved" and no close',
        ),
        ("ttr_detected", 'not recorded: no milestone "resolved" and no close'),
        (
            "vendor_lag",
            "not recorded: no word of when the impact began; no change of the vendor's status page",
        ),
        ("undo_after_mitigation", 'not recorded: no milestone "mitigated"'),
        ("updates_kept", "not recorded: no update fell due"),
        ("longest_silence", "not recorded: no message was attested"),
        ("suggestions_followed", "not recorded: nothing was suggested where something was decided"),
        ("steps_sensed", "not recorded: no step was settled"),
    ],
)
def test_without_a_basis_a_number_is_not_recorded_and_never_zero(name: str, text: str) -> None:
    metric = Diary().metric(name)
    assert (metric.seconds, metric.number, metric.text) == (None, None, text)


def test_where_nobody_said_so_detection_and_resolution_are_the_opening_and_the_close() -> None:
    diary = Diary().put(5, milestone("impact_start", -60)).put(600, events.IncidentClosed())
    assert diary.metric("ttd")[3:5] == (
        60,
        '1 min (milestone "impact_start" (event 2) → the opening (no milestone "detected"))',
    )
    assert (diary.metric("ttd").figure, diary.metric("ttd").basis) == (
        "1 min",
        'milestone "impact_start" (event 2) → the opening (no milestone "detected")',
    )
    assert diary.metric("ttr_impact").seconds == 660
    assert diary.metric("ttr_impact").text.endswith("→ the close)")


def test_what_was_written_down_afterwards_is_measured_from_when_it_is_said_to_have_begun() -> None:
    diary = Diary(opening=opened()._replace(mode="backfill"))
    diary.put(1, milestone("opened", -7200)).put(2, milestone("impact_start", -7500))
    assert diary.metric("ttd").seconds == pytest.approx(300)
    assert diary.metric("ttr_impact").seconds is None


def test_an_amended_milestone_counts_and_says_so() -> None:
    diary = told().put(3800, events.Amended(2, "happened_at", "2026-11-21T20:08:12Z", "read again"))
    assert diary.metric("ttd").seconds == 510 + 48
    assert "event 2, as amended" in diary.metric("ttd").text


def test_an_end_before_its_beginning_is_no_time() -> None:
    diary = Diary().put(5, milestone("impact_start", 100)).put(6, milestone("detected", 40))
    metric = diary.metric("ttd")
    assert metric.seconds is None
    assert metric.text == (
        'not recorded: milestone "detected" (event 3) is 1 min before milestone "impact_start" (event 2)'
    )


def test_the_first_protective_action_is_a_step_done_that_changes_something() -> None:
    book = make(do("look") + switch("breaker", "breaker-off") + do("breaker-off"))
    diary = Diary(books=(book,))
    diary.put(10, events.StepEntered("look")).put(20, events.StepDone("look", "attested"))
    diary.put(30, events.StepEntered("breaker"))
    diary.put(40, events.StepDone("breaker", "attested", mismatch=True))
    diary.put(50, events.StepDone("breaker", "attested"))
    assert diary.metric("first_protection")[3:5] == (50, "50 s (the opening → step breaker (event 6))")


def test_time_in_a_severity_adds_up_over_its_returns() -> None:
    diary = Diary().put(100, events.SeverityChanged("P2", "P1", "worse"))
    diary.put(400, events.SeverityChanged("P1", "P2", "better")).put(450, events.IncidentClosed())
    assert (diary.metric("severity.P1").seconds, diary.metric("severity.P2").seconds) == (300, 150)
    assert diary.account().header.severities == ("P2", "P1", "P2")


def test_pauses_gaps_and_what_stayed_switched_are_timed() -> None:
    diary = Diary().put(10, events.Held("lunch")).put(70, events.Released(60))
    diary.put(80, milestone("mitigated", 80)).put(90, events.UndoOpened("off", "on"))
    diary.put(100, events.IncidentDetached("SSH lost"))
    diary.awake = -160  # another process, whose clock reads 3 at second 163
    diary.put(163, events.IncidentResumed("jump1", 2, 63.0))
    diary.put(190, events.UndoClosed("off")).put(200, events.IncidentClosed())
    assert diary.metric("held")[3:6] == (60, "1 min in 1 pause", 1)
    assert diary.metric("session_gaps")[3:6] == (63, "1 min 3 s in 1 gap", 1)
    assert diary.metric("undo_after_mitigation").seconds == 100
    assert diary.account().header.duration_s == 200


def test_a_wall_clock_that_is_set_changes_no_duration() -> None:
    diary = Diary().put(60, events.Note("before"))
    diary.set_by = 5 * 3600.0
    diary.put(120, events.IncidentClosed(), jump=5 * 3600.0)
    assert diary.account().header.duration_s == 120


def test_shares_of_steps_and_suggestions_are_counted() -> None:
    diary = Diary()
    told: tuple[events.Event, ...] = (
        events.StepDone("a", "sensed"),
        events.StepDone("b", "attested"),
        events.StepDone("c", "override", reason="no time"),
        events.StepSkipped("d", "not ours"),
        events.Decision("e", "left", "left", "x", agreed=True),
        events.Decision("f", "left", "right", "x", agreed=False, why="I know it"),
        events.Decision("g", "", "right", "x", agreed=False),
    )
    for number, event in enumerate(told, 1):
        diary.put(number, event)
    diary.put(9, events.StepDone("group", "attested", "7 of 7 settled"), by="cio-tui")
    shares = {metric.id: (metric.number, metric.of) for metric in diary.account().metrics if metric.of}
    assert shares["steps_sensed"] == (1, 7)
    assert shares["steps_attested"] == (4, 7)
    assert shares["steps_override"] == (1, 7)
    assert shares["steps_skipped"] == (1, 7)
    assert shares["suggestions_followed"] == (1, 2)
    assert shares["stale_choices"] == (0, 3)
