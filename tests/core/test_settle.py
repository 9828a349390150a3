from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cio_tui.core import events
from cio_tui.core.commands import Answer, Begin, Choose, Confirm, Defer, Go, SetVariable, Skip
from cio_tui.core.errors import ReasonNeeded, Refused
from cio_tui.core.session import Mark
from cio_tui.core.step import Goto
from tests.core.books import do, group, make, switch
from tests.core.transcript import After, See

if TYPE_CHECKING:
    from tests.core.conftest import Walk

COUNT = 'respond = { prompt = "How many?", kind = "int", save = "count" }'
VARIABLE = '[var.count]\nprompt = "How many?"\nkind = "int"\ndefault = 3\n'
WATCH = """
[[step]]
id = "watch"
kind = "watch"
title = "Watch"
until = "queue.depth == 0"
abort = { when = "track.status >= 500", goto = "first", text = "it broke again" }
on_timeout = { after = "30m", goto = "first" }
"""
DECIDE = """
[[step]]
id = "which"
kind = "decide"
title = "Which?"
branch = [
  { label = "down", when = "down", goto = "first" },
  { label = "full", when = "queue.depth > 100", goto = "close" },
  { label = "neither", goto = "close" },
]
"""
NOTIFY = """
[[step]]
id = "tell"
kind = "notify"
title = "Tell"
audience = ["support"]
template = "It is down. log {log.fingerprint}"
"""


# -- do


def test_a_step_is_settled_by_what_was_seen_and_never_by_done(walk: Walk) -> None:
    first = walk(make(do("first"))) >> Begin() << "at first (start)"
    with pytest.raises(Refused, match="Type the value you see"):
        first >> Answer("first", "  ")
    first >> Answer("first", "seen") << 'first attested "seen"' << "at close (next)"


def test_an_answer_that_is_kept_in_a_variable_holds_to_its_largest_number(walk: Walk) -> None:
    book = make(VARIABLE + "max = 5\n" + do("count", COUNT))
    first = walk(book) >> Begin() << "at count (start)"
    with pytest.raises(Refused, match=r"At most 5: How many\?"):
        first >> Answer("count", "6")
    first >> Answer("count", "5") << "count = 5" << 'count attested "5"' << "at close (next)"


def test_another_value_than_expected_needs_a_reason_and_is_marked(walk: Walk) -> None:
    first = walk(make(switch("breaker", "back") + do("back"))) >> Begin() << "at breaker (start)"
    with pytest.raises(ReasonNeeded, match=r"Expected on, you saw off: say why you go on\."):
        first >> Answer("breaker", "off")
    (
        first
        >> Answer("breaker", "off", "the tool lags")
        << 'breaker mismatch "off"' << "undo list: + back" << "at close (next)"
    )  # fmt: skip
    assert first.session.state("breaker").mark is Mark.MISMATCH


def test_an_undo_step_answered_otherwise_than_expected_stays_on_the_list(walk: Walk) -> None:
    back = do("back", 'respond = { prompt = "State?", accept = ["off"] }')
    switched = walk(make(switch("breaker", "back") + back))
    switched >> Begin() << "at breaker (start)"
    switched >> Answer("breaker", "on") << 'breaker attested "on"' << "undo list: + back" << "at close (next)"
    switched >> Go(Goto("back")) << "at back (jump)"
    switched >> Answer("back", "on", "it sticks") << 'back mismatch "on"' << "at close (next)"
    assert switched.session.undo_open == ("a#back",)


def test_what_one_switched_twice_is_on_the_list_once(walk: Walk) -> None:
    twice = switch("breaker", "back") + switch("fallback", "back") + do("back")
    both = walk(make(twice)) >> Begin() << "at breaker (start)"
    both >> Answer("breaker", "on") << 'breaker attested "on"' << "undo list: + back" << "at fallback (next)"
    both >> Answer("fallback", "on") << 'fallback attested "on"' << "at close (next)"


def test_what_cannot_be_undone_is_not_on_the_list(walk: Walk) -> None:
    (
        walk(make(switch("rotate", "none: a leaked key stays away")))
        >> Begin() << "at rotate (start)"
        >> Answer("rotate", "on") << 'rotate attested "on"' << "at close (next)"
    )  # fmt: skip


def test_an_answer_may_be_kept_as_a_variable(walk: Walk) -> None:
    counted = walk(make(VARIABLE + do("first", COUNT) + do("second", 'when = "var.count > 5"') + do("third")))
    counted >> Begin() << "at first (start)"
    counted >> Answer("first", "7") << "count = 7" << 'first attested "7"' << "at second (next)"
    assert counted.session.variables == {"count": 7}


def test_a_value_just_given_decides_what_comes_next_over_the_default(walk: Walk) -> None:
    counted = walk(
        make(VARIABLE + do("first", COUNT) + do("second", 'when = "var.count == 3"') + do("third"))
    )
    counted >> Begin() << "at first (start)"
    counted >> Answer("first", "7") << "count = 7" << 'first attested "7"' << "at third (next)"


def test_a_value_given_anew_wins_over_the_one_before(walk: Walk) -> None:
    counted = walk(
        make(VARIABLE + do("first", COUNT) + do("second", 'when = "var.count == 9"') + do("third"))
    )
    counted >> Begin() << "at first (start)"
    counted >> SetVariable("count", "9") << "count = 9"
    counted >> Answer("first", "7") << "count = 7" << 'first attested "7"' << "at third (next)"


def test_what_the_probe_does_not_see_is_overridden_with_a_reason(walk: Walk) -> None:
    sensed = walk(make(do("first", 'sensed = "queue.depth > 0"'))) >> Begin() << "at first (start)"
    sensed >> See("queue", {"depth": 0})
    with pytest.raises(ReasonNeeded, match=r"does not see it yet \(queue\.depth > 0 \(queue\.depth = 0\)\)"):
        sensed >> Answer("first", "412")
    sensed >> Answer("first", "412", "counted by hand") << 'first override "412"' << "at close (next)"


def test_what_no_probe_can_see_is_attested_without_one(walk: Walk) -> None:
    (
        walk(make(do("first", 'sensed = "queue.depth > 0"')))
        >> Begin() << "at first (start)"
        >> Answer("first", "412") << 'first attested "412"' << "at close (next)"
    )  # fmt: skip


def test_what_is_needed_first_is_asked_first(walk: Walk) -> None:
    needy = (
        walk(make(do("first") + do("third") + do("second", 'needs = ["third", "first"]')))
        >> Begin()
        << "at first (start)"
    )
    needy >> Go(Goto("third")) << "at third (jump)"
    needy >> Answer("third", "seen") << 'third attested "seen"' << "at second (next)"
    with pytest.raises(Refused, match="First settle 'First'; go there with its id, first"):
        needy >> Answer("second", "seen")


def test_a_step_says_how_long_it_took(walk: Walk) -> None:
    slow = walk(make(do("first"))) >> Begin() << "at first (start)" >> After(95)
    slow >> Answer("first", "seen") << 'first attested "seen"' << "at close (next)"
    done = slow.log[2].event
    assert isinstance(done, events.StepDone)
    assert done.seconds == 95.0


# -- watch, wait


def test_a_watch_is_ended_by_hand_with_a_reason(walk: Walk) -> None:
    watch = walk(make(WATCH + do("first"))) >> Begin() << "at watch (start)"
    with pytest.raises(ReasonNeeded, match="overriding a watch that has not settled"):
        watch >> Answer("watch")
    watch >> Answer("watch", reason="seen by hand") << "watch override" << "at first (next)"


def test_a_wait_is_cut_short_with_a_reason(walk: Walk) -> None:
    wait = '[[step]]\nid = "pause"\nkind = "wait"\ntitle = "Pause"\nfor = "10m"\n'
    pause = walk(make(wait)) >> Begin() << "at pause (start)"
    with pytest.raises(ReasonNeeded, match="cutting the wait short"):
        pause >> Answer("pause")
    pause >> Answer("pause", reason="no time") << 'pause override "cut short"' << "at close (next)"


def test_a_watch_is_left_early_for_the_way_that_is_suggested(walk: Walk) -> None:
    (
        walk(make(WATCH + do("first")))
        >> Begin() << "at watch (start)"
        >> See("track", {"status": 503}) << "suggests it broke again"
        >> Choose("watch", 1) << "decided watch: it broke again" << "at first (abort)"
    )  # fmt: skip


def test_a_watch_left_before_its_time_needs_a_reason(walk: Walk) -> None:
    watch = walk(make(WATCH + do("first"))) >> Begin() << "at watch (start)" >> After(60)
    with pytest.raises(ReasonNeeded, match=r"speaks against it \(watched for 1 min\)"):
        watch >> Choose("watch", 2)


def test_a_watch_that_takes_too_long_suggests_to_go_on_otherwise(walk: Walk) -> None:
    (
        walk(make(WATCH + do("first")))
        >> Begin() << "at watch (start)"
        >> After(1800) << "suggests After 30 min: First"
        >> Choose("watch", 2) << "decided watch: After 30 min: First" << "at first (timeout)"
    )  # fmt: skip


# -- decide


def test_the_first_true_branch_is_suggested_and_taken_without_a_reason(walk: Walk) -> None:
    choice = (
        walk(make(DECIDE + do("first")))
        >> Begin() << "at which (start)"
        >> See("track", {"status": 503}) << "suggests down"
        >> Choose("which", 1) << "decided which: down" << "at first (branch)"
    )  # fmt: skip
    decision = next(each.event for each in choice.log if isinstance(each.event, events.Decision))
    assert decision.agreed
    assert decision.because == "down (down = true (track.status = 503))"
    assert decision.rejected == ("full", "neither")


def test_another_branch_needs_a_reason(walk: Walk) -> None:
    choice = walk(make(DECIDE + do("first"))) >> Begin() << "at which (start)"
    choice >> See("track", {"status": 503}) << "suggests down"
    with pytest.raises(ReasonNeeded, match="suggests 'down': say why you choose otherwise"):
        choice >> Choose("which", 3)
    choice >> Choose("which", 3, "a drill") << "decided which: neither" << "at close (branch)"


def test_a_branch_that_the_evidence_speaks_against_needs_a_reason(walk: Walk) -> None:
    choice = walk(make(DECIDE + do("first"))) >> Begin() << "at which (start)"
    choice >> See("track", {"status": 200})
    with pytest.raises(ReasonNeeded, match="speaks against it"):
        choice >> Choose("which", 1)


def test_where_nothing_is_known_a_person_decides_without_a_reason(walk: Walk) -> None:
    choice = (
        walk(make(DECIDE + do("first")))
        >> Begin() << "at which (start)"
        >> Choose("which", 1) << "decided which: down" << "at first (branch)"
    )  # fmt: skip
    decision = choice.log[2].event
    assert isinstance(decision, events.Decision)
    assert (decision.suggested, decision.agreed) == ("", False)


@pytest.mark.parametrize("number", [0, 4])
def test_a_branch_that_is_not_there_cannot_be_chosen(walk: Walk, number: int) -> None:
    choice = walk(make(DECIDE + do("first"))) >> Begin() << "at which (start)"
    with pytest.raises(Refused, match="number from 1 to 3"):
        choice >> Choose("which", number)


def test_a_watch_without_ways_out_has_nothing_to_choose(walk: Walk) -> None:
    bare = "\n".join(line for line in WATCH.splitlines() if not line.startswith(("abort", "on_timeout")))
    watch = walk(make(bare)) >> Begin() << "at watch (start)"
    with pytest.raises(Refused, match="nothing to choose from"):
        watch >> Choose("watch", 1)


# -- notify


def test_a_message_is_attested_with_the_text_that_was_sent(walk: Walk) -> None:
    tell = walk(make(NOTIFY)) >> Begin() << "at tell (start)"
    tell >> Answer("tell", "As I wrote it") << f"sent tell to support  log {tell.log[1].digest[:12]}#2"
    tell.skip_ahead()
    sent = tell.log[2].event
    assert isinstance(sent, events.NotifySent)
    assert sent.text == "As I wrote it"


def test_a_message_is_filled_in_where_none_is_given(walk: Walk) -> None:
    tell = (walk(make(NOTIFY)) >> Begin() << "at tell (start)" >> Answer("tell")).skip_ahead()
    sent = tell.log[2].event
    assert isinstance(sent, events.NotifySent)
    assert sent.text == f"It is down. log {sent.fingerprint}"


def test_the_fingerprint_of_a_message_is_the_one_in_its_text(walk: Walk) -> None:
    tell = walk(make(NOTIFY)) >> Begin() << "at tell (start)"
    tell >> Answer("tell", "log 0123456789ab#1") << "sent tell to support  log 0123456789ab#1"
    tell.skip_ahead()


# -- check


LIST = '[[step]]\nid = "list"\nkind = "check"\ntitle = "List"\nlines = ["one", "two"]\n'


def test_lines_are_confirmed_once_and_opened_again(walk: Walk) -> None:
    (
        walk(make(LIST))
        >> Begin() << "at list (start)"
        >> Confirm("list", 2) << "confirmed list 2: two"
        >> Confirm("list", 2)
        >> Confirm("list", 2, on=False) << "took back list 2: two"
        >> Confirm("list", 1, on=False)
        >> Confirm("list", 1) << "confirmed list 1: one"
    )  # fmt: skip


def test_a_confirmed_line_is_logged_as_it_read_then(walk: Walk) -> None:
    (
        walk(make(VARIABLE + LIST.replace('"one"', '"all {var.count} are off"')))
        >> Begin() << "at list (start)"
        >> Confirm("list", 1) << "confirmed list 1: all 3 are off"
        >> SetVariable("count", "4") << "count = 4"
        >> Confirm("list", 1, on=False) << "took back list 1: all 4 are off"
    )  # fmt: skip


def test_a_line_opened_in_a_settled_list_opens_the_list(walk: Walk) -> None:
    (
        walk(make(LIST))
        >> Begin() << "at list (start)"
        >> Confirm("list", 1) << "confirmed list 1: one"
        >> Confirm("list", 2)
        << "confirmed list 2: two" << 'list attested "2 of 2 confirmed"' << "at close (next)"
        >> Go(Goto("list")) << "at list (jump)"
        >> Confirm("list", 1, on=False) << "took back attested of list" << "took back list 1: one"
    )  # fmt: skip


@pytest.mark.parametrize("line", [0, 3])
def test_a_line_that_is_not_there_cannot_be_confirmed(walk: Walk, line: int) -> None:
    check = walk(make(LIST)) >> Begin() << "at list (start)"
    with pytest.raises(Refused, match="lines 1 to 2"):
        check >> Confirm("list", line)


# -- leaving out, putting off


@pytest.mark.parametrize(
    ("policy", "sentence"),
    [("reason", "Skipping this step needs a reason"), ("never", "cannot be skipped; defer it")],
)
def test_a_step_says_whether_it_may_be_left_out(walk: Walk, policy: str, sentence: str) -> None:
    first = walk(make(do("first", f'skip = "{policy}"'))) >> Begin() << "at first (start)"
    with pytest.raises(Refused, match=sentence):
        first >> Skip("first")


def test_a_free_step_is_left_out_without_a_reason(walk: Walk) -> None:
    (
        walk(make(do("first", 'skip = "free"')))
        >> Begin() << "at first (start)"
        >> Skip("first") << "skipped first" << "at close (next)"
    )  # fmt: skip


def test_putting_a_step_off_needs_a_reason(walk: Walk) -> None:
    first = walk(make(do("first"))) >> Begin() << "at first (start)"
    with pytest.raises(ReasonNeeded, match="Deferring a step needs a reason"):
        first >> Defer("first", " ")


def test_leaving_out_the_step_that_switches_back_leaves_it_on_the_list(walk: Walk) -> None:
    left = walk(make(switch("breaker", "back") + group("restore", "back") + do("back")))
    left >> Begin() << "at breaker (start)"
    left >> Answer("breaker", "on") << 'breaker attested "on"' << "undo list: + back"
    left.skip_ahead()
    left >> Skip("back", "no time") << "skipped back - no time" << 'restore attested "1 of 1 settled"'
    left << "at close (next)"
    assert left.session.undo_open == ("a#back",)
