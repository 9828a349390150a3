from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core import events
from cio_tui.core.review.source import Sight, Story
from tests.core.books import do, make, switch
from tests.core.review.diary import AWAKE, Diary, opened

if TYPE_CHECKING:
    from cio_tui.core.events import Event
    from cio_tui.core.review.debrief import Debrief, Mark

DECIDE = """
[[step]]
id = "size-up"
kind = "decide"
title = "Whose is it?"
branch = [
  { label = "theirs ({track.status})", goto = "recovery", when = "down" },
  { label = "ours", goto = "fix", when = "track.status < 500" },
]
"""
WATCH = """
[[step]]
id = "recovery"
kind = "watch"
title = "Wait"
until = "stable(track.status == 200, '5m')"
next = "breaker-off"
"""
BOOK = make(
    switch("breaker", "breaker-off") + DECIDE + do("fix") + WATCH + do("breaker-off", 'panes = ["track"]')
)
DOWN = Sight(120, "both fail", {"track": {"status": 503, "ok": False}})
UP = Sight(540, "it answers", {"track": {"status": 200, "ok": True}})
STORY = Story("total-outage", "Everything fails", ("a",), 0.0, (DOWN, UP))

BREAKER = (
    events.StepEntered("breaker", "Breaker"),
    events.StepDone("breaker", "attested"),
    events.UndoOpened("breaker-off", "breaker"),
)
SIZE_UP = (
    events.StepEntered("size-up"),
    events.Decision("size-up", "theirs", "theirs", "recovery", agreed=True),
)
RECOVERY = (events.StepEntered("recovery"), events.StepDone("recovery", "sensed"))
BACK = (
    events.ProbeChanged("track", "failing", "ok"),
    events.StepEntered("breaker-off"),
    events.StepDone("breaker-off", "attested"),
    events.UndoClosed("breaker-off"),
)
CLOSE = (events.StepEntered("close"), events.StepDone("close", "attested"), events.IncidentClosed())


def drill(*told: Event, story: Story = STORY, book: str = "a") -> Diary:
    """An event every ten seconds."""
    diary = Diary(opened(book, mode="drill"), (BOOK,), story=story)
    for number, event in enumerate(told, 1):
        diary.put(10.0 * number, event)
    return diary


def debrief(diary: Diary) -> Debrief:
    found = diary.account().debrief
    assert found is not None
    return found


def mark(diary: Diary, title: str) -> Mark:
    (found,) = (one for one in debrief(diary).marks if one.title == title)
    return found


def test_the_ideal_walk_takes_what_each_moment_of_the_scenario_suggests() -> None:
    assert debrief(drill()).ideal == (
        "breaker: Breaker",
        "size-up: Whose is it? → theirs (503) (both fail)",
        "recovery: Wait → it holds (it answers)",
        "breaker-off: Breaker-Off",
        "close: Close",
    )


def test_a_walk_that_went_the_ideal_way_differs_nowhere() -> None:
    found = debrief(drill(*BREAKER, *SIZE_UP, *RECOVERY, *BACK, *CLOSE))
    assert found.differences == ()
    assert [one.passed for one in found.marks] == [True] * 5


def test_where_a_walk_left_the_ideal_one_is_said_in_sentences() -> None:
    other = events.Decision("size-up", "theirs", "ours", "fix", agreed=False, why="I know")
    walk = (SIZE_UP[0], other, events.StepEntered("fix"), events.StepDone("fix", "attested"), *BREAKER)
    assert debrief(drill(*walk)).differences == (
        "at size-up went to fix, where the scenario leads to recovery (event 3)",
        "left out recovery (Wait)",
        "left out breaker-off (Breaker-Off)",
        "left out close (Close)",
        "went through fix (Fix) (event 4)",
        "did size-up (Whose is it?) before breaker (Breaker)",
    )


def test_where_no_moment_says_how_it_goes_on_the_ideal_walk_ends_and_nothing_after_it_is_judged() -> None:
    story = STORY._replace(sights=(DOWN,))
    found = debrief(drill(*BREAKER, *SIZE_UP, *RECOVERY, *BACK, *CLOSE, story=story))
    assert found.ideal[-1] == "recovery: Wait → until it holds; how it goes on depends on what is left then"
    assert found.differences == ()


def test_a_decision_that_the_book_leaves_to_people_goes_in_the_ideal_walk_as_they_decided() -> None:
    branches = '{ label = "let it go", goto = "close" }, { label = "pause", goto = "pause" }'
    stale = f'[[step]]\nid = "stale"\nkind = "decide"\ntitle = "Stale?"\nbranch = [{branches}]\n'
    book = make(stale + do("pause"))
    diary = Diary(opened("a", mode="drill"), (book,), story=STORY)
    assert debrief(diary).ideal[-1].endswith("no moment of the scenario suggests a branch")
    diary.put(9, events.StepEntered("stale"))
    diary.put(10, events.Decision("stale", "", "pause", "pause", agreed=False))
    assert debrief(diary).ideal == (
        "stale: Stale? → pause (left to people, and decided so)",
        "pause: Pause",
        "close: Close",
    )


def test_time_to_detect_runs_from_the_fault_to_the_right_book_and_to_the_decision_that_named_it() -> None:
    assert mark(drill(*BREAKER, *SIZE_UP), "time to detect")[1:] == (
        "1 min 40 s: opened a (event 1); named 2 min 30 s after the fault began (event 6)",
        True,
    )
    later = STORY._replace(fault_s=AWAKE + 60)
    assert mark(drill(story=later), "time to detect").text == "opened a 1 min before the fault began"


def taken_up_again(story_s: float) -> Diary:
    """After an hour away; the decision comes 120 seconds after that."""
    diary = drill(*BREAKER, events.IncidentDetached("quit"), story=STORY._replace(fault_s=AWAKE + 20))
    diary.awake = 5 - 3640.0
    diary.put(3640, events.IncidentResumed("jump1", 2, 3600.0, story_s=story_s))
    return diary.put(3750, SIZE_UP[0]).put(3760, SIZE_UP[1])


def test_the_story_of_a_drill_stands_still_between_its_sessions() -> None:
    assert mark(taken_up_again(AWAKE + 45), "time to detect").text == (
        "opened a 20 s before the fault began; named 2 min 25 s after the fault began (event 8)"
    )


def test_a_story_that_does_not_say_where_it_goes_on_began_anew() -> None:
    assert mark(taken_up_again(0.0), "time to detect").text == (
        "opened a 20 s before the fault began; named 5 s after the fault began (event 8)"
    )


def test_a_book_the_scenario_is_not_meant_for_is_never_a_detection() -> None:
    story = STORY._replace(books=("b",))
    assert mark(drill(story=story), "right book")[1:] == ("a; the scenario is meant for b", False)
    assert mark(drill(story=story), "time to detect")[1:] == (
        "never: no book of the scenario was opened (b)",
        False,
    )


def test_the_right_book_left_for_one_that_the_scenario_does_not_lead_to_is_no_right_book() -> None:
    moved = events.StepEntered("breakdown", book="p2", why="branch")
    assert mark(drill(*BREAKER, moved), "right book")[1:] == (
        "a, but left for p2, which the scenario does not lead to (event 5)",
        False,
    )


def test_suggestions_that_were_not_followed_are_named() -> None:
    other = events.Decision("size-up", "theirs", "ours", "fix", agreed=False, why="I know")
    assert mark(drill(other), "suggestions followed")[1:] == ("0 of 1; not at size-up: ours (event 2)", False)
    assert mark(drill(), "suggestions followed").passed is None


def test_skips_and_jumps_are_out_of_order() -> None:
    found = mark(
        drill(events.StepSkipped("fix", "x"), events.StepEntered("close", why="jump")),
        "skipped or out of order",
    )
    assert found[1:] == ("skipped fix (event 2); jumped to close (event 3)", False)


def test_switching_protection_back_while_it_still_fails_is_unsafe() -> None:
    failing = events.ProbeChanged("track", "ok", "failing")
    found = mark(drill(*BREAKER, failing, *BACK[1:]), "unsafe acts")
    assert found[1:] == ("switched back with breaker-off while track failed (event 8 by amira)", False)


def test_closing_over_what_is_not_met_is_unsafe() -> None:
    closed = events.IncidentClosed((), ("Queue is empty",), ("a#off",))
    assert mark(drill(closed), "unsafe acts").text == (
        "closed without: Queue is empty (event 2 by amira); "
        "closed while off was still to be switched back (event 2 by amira)"
    )


def test_changing_something_without_what_it_needs_is_unsafe() -> None:
    book = make(do("look") + switch("breaker", "breaker-off", 'needs = ["look"]') + do("breaker-off"))
    diary = drill(events.StepSkipped("look", "no time"), *BREAKER[:2])
    diary.books = (book,)
    assert mark(diary, "unsafe acts").text == ("did breaker without look, which it needs (event 4 by amira)")


def test_going_on_before_what_a_watch_waits_for_is_unsafe() -> None:
    overridden = events.StepDone("recovery", "override", reason="no time", sensed="track.status = 503")
    found = mark(drill(*RECOVERY[:1], overridden), "unsafe acts")
    assert found[1:] == ("went on from recovery before what it waits for held (event 3 by amira)", False)
    assert mark(drill(*RECOVERY), "unsafe acts").passed


def test_without_the_books_nothing_is_called_safe() -> None:
    diary = drill(*BREAKER)
    diary.books = ()
    assert mark(diary, "unsafe acts").passed is None
    assert debrief(diary).ideal == ()


def test_a_live_incident_has_no_debrief() -> None:
    assert Diary().account().debrief is None
