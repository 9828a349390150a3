from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cio_tui.core import events
from cio_tui.core.commands import AcceptEscalation, Answer, Begin, DeclineEscalation, Go, Hold, Release
from cio_tui.core.errors import ReasonNeeded, Refused
from cio_tui.core.observe import open_proposals
from cio_tui.core.step import Goto
from tests.core.books import do, group, make, switch
from tests.core.transcript import After, See

if TYPE_CHECKING:
    from tests.core.conftest import Walk
    from tests.core.transcript import Transcript

ESCALATION = """
[escalation.to_p1]
when = "track.status >= 500"
to = "P1"
goto = "runbook:b"
text = "Track answers {track.status}"
"""
HELD = ESCALATION.replace('to = "P1"', 'for = "1m"')
SENSED = do("fill", 'sensed = "queue.depth > 0"')
STABLE = """
[[step]]
id = "watch"
kind = "watch"
title = "Watch"
until = "stable(track.status == 200, '5m')"
"""


def changes(walk: Transcript) -> list[tuple[str, str, str]]:
    """Every change of a verdict in the log: probe, was, now."""
    told = (each.event for each in walk.log)
    return [(event.probe, event.was, event.now) for event in told if isinstance(event, events.ProbeChanged)]


def begun(walk: Walk, steps: str) -> Transcript:
    return (walk(make(steps), make("", "b", "P1")) >> Begin()).skip_ahead()


# -- what is sensed


def test_what_a_probe_sees_settles_the_step(walk: Walk) -> None:
    sensed = begun(walk, SENSED)
    sensed >> See("queue", {"depth": 412}) << "fill sensed" << "at close (next)"
    done = next(each for each in sensed.log if isinstance(each.event, events.StepDone))
    assert done.by == "cio-tui"
    assert done.event.sensed == "queue.depth > 0 (queue.depth = 412)"  # type: ignore[union-attr]


def test_what_is_sensed_opens_and_closes_the_undo_list_too(walk: Walk) -> None:
    fill = switch("fill", "empty", 'sensed = "queue.depth > 0"')
    restore = group("restore", "empty") + do("empty", 'sensed = "queue.depth == 0"')
    sensed = begun(walk, fill + restore)
    sensed >> See("queue", {"depth": 4}) << "fill sensed" << "undo list: + empty"
    sensed << "at restore (next)" << "at empty (member)"
    sensed >> See("queue", {"depth": 0}) << "empty sensed" << "undo list: - empty"
    sensed << 'restore attested "1 of 1 settled"' << "at close (next)"


def test_a_reading_too_old_settles_nothing(walk: Walk) -> None:
    late = begun(walk, do("first") + SENSED)
    late >> See("queue", {"depth": 412}) >> After(46)
    late >> Answer("first", "seen") << 'first attested "seen"' << "at fill (next)" >> After(1)
    assert changes(late) == [("queue", "unknown", "ok"), ("queue", "ok", "unknown")]


def test_a_field_that_was_not_measured_settles_nothing(walk: Walk) -> None:
    begun(walk, SENSED) >> See("queue", {"status": 200})


def test_a_step_looked_back_at_is_not_settled_a_second_time(walk: Walk) -> None:
    again = begun(walk, SENSED)
    again >> See("queue", {"depth": 4}) << "fill sensed" << "at close (next)"
    again >> Go(Goto("fill")) << "at fill (jump)" >> After(1)


def test_a_condition_has_to_hold_without_a_break(walk: Walk) -> None:
    watch = begun(walk, STABLE)
    for _ in range(9):
        watch >> See("track", {"status": 200}) >> After(30)
    watch >> See("track", {"status": 503}) >> After(1)
    for _ in range(10):
        watch >> See("track", {"status": 200}) >> After(30 - 0.001)
    watch >> See("track", {"status": 200}) >> After(1) << "watch sensed" << "at close (next)"


def test_a_reading_that_is_missing_is_a_break_as_well(walk: Walk) -> None:
    watch = begun(walk, STABLE)
    for _ in range(9):
        watch >> See("track", {"status": 200}) >> After(30)
    watch >> After(20) >> See("track", {"status": 200}) >> After(30)


def test_a_wait_ends_by_the_clock(walk: Walk) -> None:
    wait = begun(walk, '[[step]]\nid = "pause"\nkind = "wait"\ntitle = "Pause"\nfor = "10m"\n')
    wait >> After(599) >> After(1) << "pause sensed" << "at close (next)"


# -- suggestions


def test_a_suggestion_is_logged_when_another_way_is_suggested_and_not_when_its_values_change(
    walk: Walk,
) -> None:
    which = """
[[step]]
id = "which"
kind = "decide"
title = "Which?"
branch = [
  { label = "full ({queue.depth})", when = "queue.depth > 9", goto = "close" },
  { label = "empty", when = "queue.depth == 0", goto = "close" },
]
"""
    full = begun(walk, which)
    full >> See("queue", {"depth": 10}) << "suggests full (10)"
    full >> See("queue", {"depth": 11}) >> See("queue", {"depth": 12})
    full >> See("queue", {"depth": 0}) << "suggests empty"
    full >> After(60) << "suggests nothing"


# -- hold


def test_on_hold_nothing_settles_by_itself(walk: Walk) -> None:
    held = begun(walk, SENSED)
    held >> Hold("lunch") << "paused the walk - lunch"
    held >> See("queue", {"depth": 412}) >> After(40)
    held >> Release() << "went on after 40 s"
    held >> After(1) << "fill sensed" << "at close (next)"


# -- verdicts


def test_each_change_of_a_verdict_is_logged_and_nothing_else(walk: Walk) -> None:
    seen = begun(walk, do("first"))
    for status in (200, 200, 503, 503, 200):
        seen >> See("track", {"status": status}) >> After(10)
    seen >> After(60)
    assert changes(seen) == [
        ("track", "unknown", "ok"),
        ("track", "ok", "failing"),
        ("track", "failing", "ok"),
        ("track", "ok", "unknown"),
    ]


def test_a_reading_gone_stale_is_told_without_its_reasons(walk: Walk) -> None:
    stale = begun(walk, do("first")) >> See("track", {"status": 503}) >> After(60)
    told = stale.log[-1].event
    assert isinstance(told, events.ProbeChanged)
    assert (told.summary, told.reasons) == ("no fresh reading", ())


# -- timers

REMINDERS = """
[timer.cadence]
from = "incident.opened"
every = "30m"
notify = "tell"
text = "An update is due"
[timer.relief]
from = "step:first"
after = "1h"
text = "Who relieves whom?"
[timer.recheck]
from = "step:first"
every = "10m"
until = "queue.depth == 0"
text = "Look again: {queue.depth}"
"""
TELL = '[[step]]\nid = "tell"\nkind = "notify"\ntitle = "Tell"\ntemplate = "Down."\n'


def only(walk: Transcript, timer: str) -> list[float]:
    """When a timer fired, in seconds."""
    return [each.mono for each in walk.log if getattr(each.event, "timer", "") == timer]


def test_a_timer_reminds_every_so_often_from_the_opening(walk: Walk) -> None:
    timed = begun(walk, REMINDERS + do("first") + TELL)
    for _ in range(70):
        timed.skip_ahead() >> After(60)
    timed.skip_ahead()
    assert only(timed, "cadence") == [1800, 3600]
    assert only(timed, "relief") == [3600]
    assert only(timed, "recheck") == [600, 1200, 1800, 2400, 3000, 3600, 4200]


def test_what_promises_an_update_says_that_it_is_due(walk: Walk) -> None:
    timed = begun(walk, REMINDERS + do("first") + TELL) >> After(1800)
    timed.skip_ahead()
    assert events.NotifyDue("cadence", "An update is due") in [each.event for each in timed.log]


def test_a_reminder_is_silent_while_there_is_nothing_to_remind_of(walk: Walk) -> None:
    timed = begun(walk, REMINDERS + do("first") + TELL)
    timed >> See("queue", {"depth": 0}) >> After(40)
    timed.mono = 590.0
    timed >> See("queue", {"depth": 0}) >> After(20)
    assert only(timed, "recheck") == []


def test_a_reminder_missed_while_nobody_was_there_comes_once(walk: Walk) -> None:
    timed = begun(walk, REMINDERS + do("first") + TELL) >> After(7 * 1800)
    timed.skip_ahead() >> After(60)
    assert only(timed, "cadence") == [7 * 1800]


def test_a_promise_goes_along_into_another_book(walk: Walk) -> None:
    cadence = '[timer.cadence]\nfrom = "incident.opened"\nevery = "30m"\ntext = "An update is due"\n'
    over = (walk(make(cadence + do("first")), make(cadence, "b", "P1")) >> Begin()).skip_ahead()
    over >> After(1800) << "due: An update is due" >> After(600)
    over >> Go(Goto("", "b")) << "severity P2 → P1 - moved to b" << "at b#close (jump)"
    over >> After(1199) >> After(1) << "due: An update is due"


# -- escalations


def test_an_escalation_is_proposed_on_every_step_and_a_person_accepts_it(walk: Walk) -> None:
    bad = begun(walk, ESCALATION + do("first"))
    bad >> See("track", {"status": 503})
    bad << "escalation proposed: Track answers 503 - track.status >= 500 (track.status = 503)"
    assert [one.id for one in open_proposals(bad.session)] == ["to_p1"]
    bad >> AcceptEscalation("to_p1", "yes")
    (
        bad
        << "accepted escalation to_p1 - yes"
        << "severity P2 → P1 - escalation to_p1"
        << "at b#close (escalation)"
    )
    assert open_proposals(bad.session) == ()


def test_an_escalation_without_a_target_changes_the_severity_only(walk: Walk) -> None:
    bad = begun(walk, ESCALATION.replace('goto = "runbook:b"', "") + do("first"))
    (bad >> See("track", {"status": 503})).skip_ahead()
    bad >> AcceptEscalation("to_p1")
    bad << "accepted escalation to_p1" << "severity P2 → P1 - escalation to_p1"


def test_an_escalation_may_lead_on_without_changing_the_severity(walk: Walk) -> None:
    text = ESCALATION.replace('to = "P1"', "").replace("runbook:b", "second")
    bad = begun(walk, text + do("first") + do("second"))
    (bad >> See("track", {"status": 503})).skip_ahead()
    bad >> AcceptEscalation("to_p1") << "accepted escalation to_p1" << "at second (escalation)"


def test_declining_needs_a_reason_and_lasts_until_it_has_cleared_and_returned(walk: Walk) -> None:
    bad = begun(walk, ESCALATION + do("first"))
    (bad >> See("track", {"status": 503})).skip_ahead()
    with pytest.raises(ReasonNeeded, match="Declining an escalation needs a reason"):
        bad >> DeclineEscalation("to_p1", " ")
    bad >> DeclineEscalation("to_p1", "known") << "declined escalation to_p1 - known"
    bad >> See("track", {"status": 502}) >> After(10)
    bad >> See("track", {"status": 200}) << "escalation to_p1 cleared"
    bad >> See("track", {"status": 503})
    bad << "escalation proposed: Track answers 503 - track.status >= 500 (track.status = 503)"


def test_not_knowing_neither_proposes_nor_withdraws(walk: Walk) -> None:
    bad = begun(walk, ESCALATION + do("first")) >> After(10)
    (bad >> See("track", {"status": 503})).skip_ahead()
    bad >> After(100)
    assert [one.id for one in open_proposals(bad.session)] == ["to_p1"]


def test_a_proposal_that_has_cleared_cannot_be_answered(walk: Walk) -> None:
    bad = begun(walk, ESCALATION + do("first"))
    (bad >> See("track", {"status": 503})).skip_ahead()
    (bad >> See("track", {"status": 200})).skip_ahead()
    for answer in (AcceptEscalation("to_p1"), DeclineEscalation("to_p1", "no")):
        with pytest.raises(Refused, match="not proposed now"):
            bad >> answer


def test_one_bad_sample_escalates_nothing_where_the_book_says_for_how_long(walk: Walk) -> None:
    bad = begun(walk, HELD + do("first"))
    bad >> See("track", {"status": 503}) >> After(20) >> See("track", {"status": 200}) >> After(20)
    bad >> See("track", {"status": 503}) >> After(40) >> See("track", {"status": 503}) >> After(19)
    bad >> After(1) << "escalation proposed: Track answers 503 - track.status >= 500 (track.status = 503)"
