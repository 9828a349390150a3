from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cio_tui.core.commands import (
    Answer,
    Begin,
    Choose,
    Close,
    Confirm,
    Defer,
    Go,
    GoBack,
    Skip,
    TakeBack,
    WriteNote,
)
from cio_tui.core.decide import decide
from cio_tui.core.errors import Refused
from cio_tui.core.evidence import Moment
from cio_tui.core.session import Mark
from cio_tui.core.step import Goto
from tests.core.books import do, group, make, switch
from tests.core.transcript import By, Transcript, short

if TYPE_CHECKING:
    from tests.core.conftest import Walk

CHECK = """
[[step]]
id = "list"
kind = "check"
title = "List"
lines = ["one", "two"]
"""
DECIDE = """
[[step]]
id = "which"
kind = "decide"
title = "Which?"
branch = [{ label = "last", goto = "last" }, { label = "close", goto = "close" }]
"""
SWITCHED = switch("breaker", "back") + do("back", 'next = "close"')
BOTH = group("both", "one", "two") + do("one") + do("two") + do("last")


def after_a_cut(walk: Transcript, events: int) -> list[str]:
    """What beginning again makes of a log of which only so many events reached the disk."""
    session = walk.replayed(events)
    return [short(event) for event in decide(session, Begin(), Moment(walk.now, "amira", walk.raw))]


# -- beginning


def test_a_walk_begins_once(walk: Walk) -> None:
    first = walk(make(do("first"))) >> Begin() << "at first (start)"
    with pytest.raises(Refused, match="has begun already"):
        first >> Begin()


def test_a_book_begins_where_it_says(walk: Walk) -> None:
    walk(make("")) >> Begin() << "at close (start)"


# -- what was cut off is made up for: a log may end anywhere in what one command wrote


def test_a_step_done_before_the_break_leads_on(walk: Walk) -> None:
    done = (
        walk(make(do("first") + do("second")))
        >> Begin() << "at first (start)"
        >> Answer("first", "a") << 'first attested "a"' << "at second (next)"
    )  # fmt: skip
    assert after_a_cut(done, 3) == ["at second (next)"]


def test_what_a_step_switched_is_put_on_the_undo_list_after_the_break(walk: Walk) -> None:
    done = (
        walk(make(SWITCHED))
        >> Begin() << "at breaker (start)"
        >> Answer("breaker", "on") << 'breaker attested "on"' << "undo list: + back" << "at close (next)"
    )  # fmt: skip
    assert after_a_cut(done, 3) == ["undo list: + back", "at close (next)"]
    assert after_a_cut(done, 4) == ["at close (next)"]


def test_what_was_switched_back_leaves_the_undo_list_after_the_break(walk: Walk) -> None:
    done = walk(make(SWITCHED))
    done >> Begin() << "at breaker (start)"
    done >> Answer("breaker", "on") << 'breaker attested "on"' << "undo list: + back" << "at close (next)"
    done >> Go(Goto("back")) << "at back (jump)"
    done >> Answer("back", "off") << 'back attested "off"' << "undo list: - back" << "at close (next)"
    assert after_a_cut(done, 7) == ["undo list: - back", "at close (next)"]


def test_a_decision_taken_before_the_break_leads_along_its_branch(walk: Walk) -> None:
    done = (
        walk(make(DECIDE + do("first") + do("last")))
        >> Begin() << "at which (start)"
        >> Choose("which", 1) << "decided which: last" << "at last (branch)"
    )  # fmt: skip
    assert after_a_cut(done, 3) == ["at last (branch)"]


def test_a_step_left_out_before_the_break_leads_on(walk: Walk) -> None:
    done = (
        walk(make(do("first") + do("second")))
        >> Begin() << "at first (start)"
        >> Skip("first", "no time") << "skipped first - no time" << "at second (next)"
    )  # fmt: skip
    assert after_a_cut(done, 3) == ["at second (next)"]


def test_a_list_whose_last_line_was_confirmed_before_the_break_is_settled(walk: Walk) -> None:
    done = (
        walk(make(CHECK))
        >> Begin() << "at list (start)"
        >> Confirm("list", 1) << "confirmed list 1: one"
        >> Confirm("list", 2)
        << "confirmed list 2: two" << 'list attested "2 of 2 confirmed"' << "at close (next)"
    )  # fmt: skip
    assert after_a_cut(done, 4) == ['list attested "2 of 2 confirmed"', "at close (next)"]


def test_a_group_goes_on_wherever_the_log_ends(walk: Walk) -> None:
    done = (
        walk(make(BOTH))
        >> Begin() << "at both (start)" << "at one (member)"
        >> Answer("one", "a") << 'one attested "a"' << "at two (member)"
        >> Answer("two", "a") << 'two attested "a"' << 'both attested "2 of 2 settled"' << "at last (next)"
    )  # fmt: skip
    assert after_a_cut(done, 2) == ["at both (next)", "at one (member)"]
    assert after_a_cut(done, 4) == ["at two (member)"]
    assert after_a_cut(done, 6) == ['both attested "2 of 2 settled"', "at last (next)"]
    assert after_a_cut(done, 7) == ["at last (next)"]


def test_a_group_that_had_nothing_to_do_leads_on(walk: Walk) -> None:
    never = "when = \"undo.has('one')\""
    done = (
        walk(make(group("both", "one") + do("one", never) + do("last")))
        >> Begin() << "at both (start)" << 'both attested "nothing to do"' << "at last (next)"
    )  # fmt: skip
    assert after_a_cut(done, 3) == ["at last (next)"]


def test_a_step_looked_back_at_is_not_taken_for_a_break(walk: Walk) -> None:
    back = (
        walk(make(do("first") + do("second")))
        >> Begin() << "at first (start)"
        >> Answer("first", "a") << 'first attested "a"' << "at second (next)"
        >> GoBack() << "at first (back)"
    )  # fmt: skip
    with pytest.raises(Refused, match="has begun already"):
        back >> Begin()


# -- going back


def test_there_is_nothing_before_the_first_step(walk: Walk) -> None:
    first = walk(make(do("first")))
    with pytest.raises(Refused, match="nothing to go back to"):
        first >> GoBack()
    first >> Begin() << "at first (start)"
    with pytest.raises(Refused, match="nothing to go back to"):
        first >> GoBack()


def test_a_step_gone_back_to_keeps_its_mark_until_it_is_answered_anew(walk: Walk) -> None:
    back = (
        walk(make(do("first") + do("second")))
        >> Begin() << "at first (start)"
        >> Answer("first", "a") << 'first attested "a"' << "at second (next)"
        >> GoBack() << "at first (back)"
    )  # fmt: skip
    assert (back.session.state("first").mark, back.session.state("first").said) == (Mark.ATTESTED, "a")


# -- taking back


def test_a_mark_taken_back_is_asked_again(walk: Walk) -> None:
    taken = (
        walk(make(do("first") + do("second")))
        >> Begin() << "at first (start)"
        >> Answer("first", "a") << 'first attested "a"' << "at second (next)"
        >> TakeBack("wrong line") << "took back attested of first - wrong line" << "at first (back)"
    )  # fmt: skip
    assert taken.session.state("first").mark is Mark.PENDING
    taken >> Answer("first", "b") << 'first attested "b"' << "at second (return)"


def test_the_mark_of_the_current_step_is_taken_back_where_one_is(walk: Walk) -> None:
    (
        walk(make(do("first") + do("second")))
        >> Begin() << "at first (start)"
        >> Answer("first", "a") << 'first attested "a"' << "at second (next)"
        >> GoBack() << "at first (back)"
        >> TakeBack() << "took back attested of first"
    )  # fmt: skip


def test_marks_are_taken_back_one_after_the_other(walk: Walk) -> None:
    (
        walk(make(do("first") + do("second") + do("third")))
        >> Begin() << "at first (start)"
        >> Answer("first", "a") << 'first attested "a"' << "at second (next)"
        >> Answer("second", "a") << 'second attested "a"' << "at third (next)"
        >> TakeBack() << "took back attested of second" << "at second (back)"
        >> TakeBack() << "took back attested of first" << "at first (back)"
    )  # fmt: skip


def test_nobody_takes_back_what_somebody_else_said(walk: Walk) -> None:
    other = (
        walk(make(do("first") + do("second")))
        >> Begin() << "at first (start)"
        >> Answer("first", "a") << 'first attested "a"' << "at second (next)"
        >> By("bo")
    )  # fmt: skip
    with pytest.raises(Refused, match="Nothing of yours to take back"):
        other >> TakeBack()


def test_notes_are_not_taken_back(walk: Walk) -> None:
    noted = walk(make(do("first"))) >> Begin() << "at first (start)" >> WriteNote("hm") << "note: hm"
    with pytest.raises(Refused, match="Notes stay"):
        noted >> TakeBack()


def test_a_mark_of_another_book_is_taken_back_there(walk: Walk) -> None:
    over = (
        walk(make(do("first") + do("second")), make(do("second"), "b"))
        >> Begin() << "at first (start)"
        >> Answer("first", "a") << 'first attested "a"' << "at second (next)"
        >> Go(Goto("second", "b")) << "at b#second (jump)"
    )  # fmt: skip
    with pytest.raises(Refused, match="That was in a; go back there first"):
        over >> TakeBack()


def test_what_was_switched_back_is_on_the_undo_list_again(walk: Walk) -> None:
    taken = walk(make(SWITCHED))
    taken >> Begin() << "at breaker (start)"
    taken >> Answer("breaker", "on") << 'breaker attested "on"' << "undo list: + back" << "at close (next)"
    taken >> Go(Goto("back")) << "at back (jump)"
    taken >> Answer("back", "off") << 'back attested "off"' << "undo list: - back" << "at close (next)"
    taken >> TakeBack() << "took back attested of back" << "undo list: + back" << "at back (back)"
    assert taken.session.has_to_undo("back")
    taken >> Answer("back", "off") << 'back attested "off"' << "undo list: - back" << "at close (return)"


def test_taking_back_the_step_that_switched_leaves_it_on_the_undo_list(walk: Walk) -> None:
    taken = walk(make(SWITCHED))
    taken >> Begin() << "at breaker (start)"
    taken >> Answer("breaker", "on") << 'breaker attested "on"' << "undo list: + back" << "at close (next)"
    taken >> TakeBack() << "took back attested of breaker" << "at breaker (back)"
    taken >> Answer("breaker", "on") << 'breaker attested "on"' << "at close (return)"
    assert taken.session.undo_open == ("a#back",)


def test_taking_back_a_member_opens_its_group_again(walk: Walk) -> None:
    (
        walk(make(BOTH))
        >> Begin() << "at both (start)" << "at one (member)"
        >> Answer("one", "a") << 'one attested "a"' << "at two (member)"
        >> Answer("two", "a") << 'two attested "a"' << 'both attested "2 of 2 settled"' << "at last (next)"
        >> TakeBack()
        << "took back attested of two" << "took back attested of both" << "at two (back)"
        >> Answer("two", "b")
        << 'two attested "b"' << 'both attested "2 of 2 settled"' << "at last (return)"
    )  # fmt: skip


def test_a_confirmed_line_is_taken_back_alone(walk: Walk) -> None:
    (
        walk(make(CHECK))
        >> Begin() << "at list (start)"
        >> Confirm("list", 1) << "confirmed list 1: one"
        >> TakeBack() << "took back list 1: one"
    )  # fmt: skip


def test_the_last_line_of_a_settled_list_is_taken_back_with_its_mark(walk: Walk) -> None:
    (
        walk(make(CHECK))
        >> Begin() << "at list (start)"
        >> Confirm("list", 1) << "confirmed list 1: one"
        >> Confirm("list", 2)
        << "confirmed list 2: two" << 'list attested "2 of 2 confirmed"' << "at close (next)"
        >> TakeBack() << "took back attested of list" << "took back list 2: two" << "at list (back)"
        >> Confirm("list", 2)
        << "confirmed list 2: two" << 'list attested "2 of 2 confirmed"' << "at close (return)"
    )  # fmt: skip


def test_a_skipped_list_is_taken_back_as_a_whole(walk: Walk) -> None:
    (
        walk(make(CHECK))
        >> Begin() << "at list (start)"
        >> Skip("list", "no time") << "skipped list - no time" << "at close (next)"
        >> TakeBack() << "took back skipped of list" << "at list (back)"
    )  # fmt: skip


def test_a_decision_taken_back_is_taken_anew(walk: Walk) -> None:
    (
        walk(make(DECIDE + do("last")))
        >> Begin() << "at which (start)"
        >> Choose("which", 1) << "decided which: last" << "at last (branch)"
        >> TakeBack() << "took back attested of which" << "at which (back)"
        >> Choose("which", 2) << "decided which: close" << "at close (branch)"
    )  # fmt: skip


def test_a_deferred_step_is_taken_back_at_once(walk: Walk) -> None:
    (
        walk(make(do("first") + do("second")))
        >> Begin() << "at first (start)"
        >> Defer("first", "later") << "deferred first - later" << "at second (next)"
        >> TakeBack() << "took back deferred of first" << "at first (back)"
    )  # fmt: skip


# -- closing


def test_an_incident_is_closed_at_its_close_step_only(walk: Walk) -> None:
    first = walk(make(do("first"))) >> Begin() << "at first (start)"
    with pytest.raises(Refused, match="Go to the book's close step first"):
        first >> Close()
