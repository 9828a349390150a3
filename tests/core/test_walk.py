from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cio_tui.core.commands import Answer, Begin, Choose, Close, Defer, Go, GoBack, SetVariable, Skip
from cio_tui.core.errors import Refused
from cio_tui.core.evidence import Evidence
from cio_tui.core.session import Mark
from cio_tui.core.step import Goto
from cio_tui.core.walk import applies
from tests.core.books import do, group, make, switch
from tests.core.transcript import After, See

if TYPE_CHECKING:
    from tests.core.conftest import Walk

DECIDE = """
[[step]]
id = "which"
kind = "decide"
title = "Which?"
branch = [
  { label = "left", goto = "left" },
  { label = "close", goto = "close" },
  { label = "over", goto = "runbook:b#second" },
  { label = "far", goto = "runbook:c" },
]
"""
UNSAID = 'when = "step.first.elapsed < 0s"'
"""A condition that is known to be false."""


def test_steps_follow_each_other(walk: Walk) -> None:
    (
        walk(make(do("first") + do("second")))
        >> Begin() << "at first (start)"
        >> Answer("first", "seen") << 'first attested "seen"' << "at second (next)"
        >> Answer("second", "seen") << 'second attested "seen"' << "at close (next)"
        >> Close() << 'close attested "close"' << "closed"
    )  # fmt: skip


def test_what_is_known_not_to_apply_is_passed_over(walk: Walk) -> None:
    (
        walk(make(do("first") + do("second", UNSAID) + do("third", UNSAID) + do("fourth")))
        >> Begin() << "at first (start)"
        >> Answer("first", "seen") << 'first attested "seen"' << "at fourth (next)"
    )  # fmt: skip


def test_what_is_not_known_to_apply_is_shown(walk: Walk) -> None:
    (
        walk(make(do("first") + do("second", 'when = "queue.depth > 0"')))
        >> Begin() << "at first (start)"
        >> Answer("first", "seen") << 'first attested "seen"' << "at second (next)"
    )  # fmt: skip


def test_a_branch_to_what_does_not_apply_leads_to_what_follows_it(walk: Walk) -> None:
    book = make(do("first") + DECIDE.replace("left", "second") + do("second", UNSAID) + do("third"))
    (
        walk(book, make("", "b"), make("", "c"))
        >> Begin() << "at first (start)"
        >> Go(Goto("which")) << "at which (jump)"
        >> Choose("which", 1) << "decided which: second" << "at third (branch)"
    )  # fmt: skip


def test_a_circle_of_steps_that_do_not_apply_ends_where_it_began(walk: Walk) -> None:
    book = make(
        do("first") + do("second", UNSAID + '\nnext = "third"') + do("third", UNSAID + '\nnext = "second"')
    )
    (
        walk(book)
        >> Begin() << "at first (start)"
        >> Answer("first", "seen") << 'first attested "seen"' << "at second (next)"
    )  # fmt: skip


def test_what_does_not_apply_is_passed_over_into_another_book(walk: Walk) -> None:
    book = make(do("first") + do("second", UNSAID + '\nnext = "runbook:b#second"'))
    (
        walk(book, make(do("second"), "b", "P1"))
        >> Begin() << "at first (start)"
        >> Answer("first", "seen")
        << 'first attested "seen"' << "severity P2 → P1 - moved to b" << "at b#second (next)"
    )  # fmt: skip


def test_a_person_may_go_to_what_does_not_apply(walk: Walk) -> None:
    (
        walk(make(do("first") + do("second", UNSAID)))
        >> Begin() << "at first (start)"
        >> Go(Goto("second")) << "at second (jump)"
    )  # fmt: skip


def test_only_a_condition_known_to_be_false_takes_a_step_out() -> None:
    step = make(do("only", 'when = "queue.depth > 0"')).steps["only"]
    assert applies(step, Evidence(0.0))


def test_going_where_nothing_is_says_so(walk: Walk) -> None:
    first = walk(make(do("first"))) >> Begin() << "at first (start)"
    with pytest.raises(Refused, match="Book a has no step called nowhere"):
        first >> Go(Goto("nowhere"))
    with pytest.raises(Refused, match="b was not pinned when this incident was opened"):
        first >> Go(Goto("", "b"))


# -- groups


def test_a_group_asks_its_members_and_is_settled_with_the_last(walk: Walk) -> None:
    (
        walk(make(group("both", "one", "two") + do("one") + do("two")))
        >> Begin() << "at both (start)" << "at one (member)"
        >> Answer("one", "seen") << 'one attested "seen"' << "at two (member)"
        >> Answer("two", "seen") << 'two attested "seen"' << 'both attested "2 of 2 settled"' << "at close (next)"
    )  # fmt: skip


def test_members_may_be_settled_in_any_order(walk: Walk) -> None:
    (
        walk(make(group("both", "one", "two") + do("one") + do("two")))
        >> Begin() << "at both (start)" << "at one (member)"
        >> Go(Goto("two")) << "at two (jump)"
        >> Answer("two", "seen") << 'two attested "seen"' << "at one (member)"
        >> Answer("one", "seen") << 'one attested "seen"' << 'both attested "2 of 2 settled"' << "at close (next)"
    )  # fmt: skip


def test_members_that_do_not_apply_are_not_asked(walk: Walk) -> None:
    never = "when = \"undo.has('one')\""
    book = make(group("both", "one", "two") + do("one", never) + do("two", never) + do("last"))
    (
        walk(book)
        >> Begin() << "at both (start)" << 'both attested "nothing to do"' << "at last (next)"
    )  # fmt: skip


def test_a_group_counts_what_was_settled_also_when_it_no_longer_applies(walk: Walk) -> None:
    back = do("back", "when = \"undo.has('back')\"")
    (
        walk(make(switch("breaker", "back") + group("restore", "back") + back))
        >> Begin() << "at breaker (start)"
        >> Answer("breaker", "on")
        << 'breaker attested "on"' << "undo list: + back" << "at restore (next)" << "at back (member)"
        >> Answer("back", "off")
        << 'back attested "off"' << "undo list: - back" << 'restore attested "1 of 1 settled"' << "at close (next)"
    )  # fmt: skip


def test_groups_without_anything_to_do_that_lead_to_each_other_do_not_turn_for_ever(walk: Walk) -> None:
    never = "when = \"undo.has('one')\""
    book = make(group("round", "one") + 'next = "round"\n' + do("one", never))
    (walk(book) >> Begin() << "at round (start)" << 'round attested "nothing to do"' << "at round (next)")


def test_a_group_entered_again_asks_its_members_again(walk: Walk) -> None:
    book = make(group("both", "one", "two") + do("one") + do("two") + do("last", 'next = "both"'))
    again = (
        walk(book)
        >> Begin() << "at both (start)" << "at one (member)"
        >> Answer("one", "seen") << 'one attested "seen"' << "at two (member)"
        >> Answer("two", "seen") << 'two attested "seen"' << 'both attested "2 of 2 settled"' << "at last (next)"
        >> Answer("last", "seen") << 'last attested "seen"' << "at both (next)" << "at one (member)"
    )  # fmt: skip
    assert {again.session.state(name).mark for name in ("both", "one", "two")} == {Mark.PENDING}


def test_jumping_to_a_settled_group_is_another_round_of_it(walk: Walk) -> None:
    (
        walk(make(group("all", "one") + do("one") + do("last")))
        >> Begin() << "at all (start)" << "at one (member)"
        >> Answer("one", "seen") << 'one attested "seen"' << 'all attested "1 of 1 settled"' << "at last (next)"
        >> Go(Goto("all")) << "at all (jump)" << "at one (member)"
    )  # fmt: skip


def test_a_skipped_group_takes_its_open_members_with_it(walk: Walk) -> None:
    (
        walk(make(group("both", "one", "two") + do("one") + do("two")))
        >> Begin() << "at both (start)" << "at one (member)"
        >> Answer("one", "seen") << 'one attested "seen"' << "at two (member)"
        >> Skip("both", "no time") << "skipped two - no time" << "skipped both - no time" << "at close (next)"
    )  # fmt: skip


# -- put off


def test_a_deferred_step_is_offered_once_more_before_the_close(walk: Walk) -> None:
    (
        walk(make(do("first") + do("second")))
        >> Begin() << "at first (start)"
        >> Defer("first", "later") << "deferred first - later" << "at second (next)"
        >> Answer("second", "seen") << 'second attested "seen"' << "at first (deferred)"
        >> Defer("first", "never") << "deferred first - never" << "at close (return)"
    )  # fmt: skip


def test_it_is_offered_also_when_a_branch_leads_to_the_close(walk: Walk) -> None:
    (
        walk(make(do("left") + DECIDE), make(do("second"), "b"), make("", "c"))
        >> Begin() << "at left (start)"
        >> Defer("left", "later") << "deferred left - later" << "at which (next)"
        >> Choose("which", 2) << "decided which: close" << "at left (deferred)"
        >> Answer("left", "seen") << 'left attested "seen"' << "at close (return)"
    )  # fmt: skip


def test_every_deferred_step_is_offered_in_the_order_of_the_book(walk: Walk) -> None:
    (
        walk(make(do("first") + do("second") + do("third")))
        >> Begin() << "at first (start)"
        >> Defer("first", "a") << "deferred first - a" << "at second (next)"
        >> Defer("second", "b") << "deferred second - b" << "at third (next)"
        >> Answer("third", "seen") << 'third attested "seen"' << "at first (deferred)"
        >> Answer("first", "seen") << 'first attested "seen"' << "at second (deferred)"
        >> Answer("second", "seen") << 'second attested "seen"' << "at close (return)"
    )  # fmt: skip


def test_a_deferred_step_that_no_longer_applies_is_not_offered(walk: Walk) -> None:
    (
        walk(make(do("first", 'when = "queue.depth > 0"') + do("second")))
        >> Begin() << "at first (start)"
        >> Defer("first", "later") << "deferred first - later" << "at second (next)"
        >> See("queue", {"depth": 0})
        >> Answer("second", "seen") << 'second attested "seen"' << "at close (next)"
    )  # fmt: skip


def test_a_step_deferred_in_another_book_is_offered_before_this_ones_close(walk: Walk) -> None:
    over = (
        walk(make(do("left") + DECIDE), make(do("second"), "b", "P1"), make("", "c"))
        >> Begin() << "at left (start)"
        >> Defer("left", "later") << "deferred left - later" << "at which (next)"
        >> Choose("which", 3)
        << "decided which: over" << "severity P2 → P1 - moved to b" << "at b#second (branch)"
        >> Answer("second", "seen") << 'second attested "seen"' << "at a#left (deferred)"
        >> Answer("left", "seen") << 'left attested "seen"' << "at b#close (return)"
    )  # fmt: skip
    assert over.session.severity == "P1"


def test_a_deferred_group_comes_back_whole_and_then_leads_to_the_close(walk: Walk) -> None:
    (
        walk(make(group("both", "one", "two") + do("one") + do("two") + do("last")))
        >> Begin() << "at both (start)" << "at one (member)"
        >> Answer("one", "seen") << 'one attested "seen"' << "at two (member)"
        >> Defer("both", "later") << "deferred both - later" << "at last (next)"
        >> Answer("last", "seen") << 'last attested "seen"' << "at both (deferred)" << "at two (member)"
        >> Answer("two", "seen")
        << 'two attested "seen"' << 'both attested "2 of 2 settled"' << "at close (return)"
    )  # fmt: skip


def test_a_deferred_member_comes_back_alone(walk: Walk) -> None:
    (
        walk(make(group("both", "one", "two") + do("one") + do("two")))
        >> Begin() << "at both (start)" << "at one (member)"
        >> Defer("one", "later") << "deferred one - later" << "at two (member)"
        >> Answer("two", "seen")
        << 'two attested "seen"' << 'both attested "2 of 2 settled"' << "at one (deferred)"
        >> Answer("one", "seen") << 'one attested "seen"' << "at close (return)"
    )  # fmt: skip


# -- looking back


def test_a_step_gone_back_to_leads_back_to_where_one_was(walk: Walk) -> None:
    (
        walk(make(do("first") + do("second") + do("third")))
        >> Begin() << "at first (start)"
        >> Answer("first", "a") << 'first attested "a"' << "at second (next)"
        >> Answer("second", "a") << 'second attested "a"' << "at third (next)"
        >> GoBack() << "at second (back)"
        >> GoBack() << "at first (back)"
        >> Answer("first", "b") << 'first attested "b"' << "at third (return)"
        >> GoBack() << "at first (back)"
    )  # fmt: skip


def test_going_back_passes_over_the_group_itself(walk: Walk) -> None:
    back = (
        walk(make(do("first") + group("both", "one", "two") + do("one") + do("two") + do("last")))
        >> Begin() << "at first (start)"
        >> Answer("first", "a") << 'first attested "a"' << "at both (next)" << "at one (member)"
        >> GoBack() << "at first (back)"
        >> Answer("first", "b") << 'first attested "b"' << "at one (return)"
        >> Answer("one", "a") << 'one attested "a"' << "at two (member)"
        >> GoBack() << "at one (back)"
        >> Answer("one", "b") << 'one attested "b"' << "at two (member)"
        >> Answer("two", "a") << 'two attested "a"' << 'both attested "2 of 2 settled"' << "at last (next)"
    )  # fmt: skip
    assert back.session.return_to == ""


def test_a_member_gone_back_to_from_outside_leads_back_outside(walk: Walk) -> None:
    (
        walk(make(group("both", "one", "two") + do("one") + do("two") + do("last")))
        >> Begin() << "at both (start)" << "at one (member)"
        >> Answer("one", "a") << 'one attested "a"' << "at two (member)"
        >> Answer("two", "a") << 'two attested "a"' << 'both attested "2 of 2 settled"' << "at last (next)"
        >> GoBack() << "at two (back)"
        >> Answer("two", "b") << 'two attested "b"' << "at last (return)"
    )  # fmt: skip


def test_a_decision_taken_anew_leads_along_its_new_branch(walk: Walk) -> None:
    (
        walk(make(DECIDE + do("left")), make(do("second"), "b"), make("", "c"))
        >> Begin() << "at which (start)"
        >> Choose("which", 1) << "decided which: left" << "at left (branch)"
        >> GoBack() << "at which (back)"
        >> Choose("which", 2) << "decided which: close" << "at close (branch)"
    )  # fmt: skip


def test_looking_back_into_another_book_leaves_the_severity_alone(walk: Walk) -> None:
    back = (
        walk(make(do("left") + DECIDE), make(do("second"), "b", "P1"), make("", "c"))
        >> Begin() << "at left (start)"
        >> Go(Goto("second", "b")) << "severity P2 → P1 - moved to b" << "at b#second (jump)"
        >> GoBack() << "at a#left (back)"
        >> Answer("left", "seen") << 'left attested "seen"' << "at b#second (return)"
    )  # fmt: skip
    assert (back.session.severity, back.session.book) == ("P1", "b")


def test_a_wait_that_was_only_looked_away_from_goes_on(walk: Walk) -> None:
    wait = '[[step]]\nid = "pause"\nkind = "wait"\ntitle = "Pause"\nfor = "10m"\n'
    (
        walk(make(do("first") + wait))
        >> Begin() << "at first (start)"
        >> Answer("first", "a") << 'first attested "a"' << "at pause (next)"
        >> After(540)
        >> GoBack() << "at first (back)"
        >> Answer("first", "b") << 'first attested "b"' << "at pause (return)"
        >> After(60) << "pause sensed" << "at close (next)"
    )  # fmt: skip


# -- into another book


def test_another_book_gets_variables_roles_and_the_undo_list(walk: Walk) -> None:
    variable = '[var.rate]\nprompt = "Rate?"\nkind = "int"\n'
    first = make(variable + switch("breaker", "breaker-off") + do("breaker-off") + DECIDE + do("left"))
    second = make(
        variable + do("second") + do("breaker-off", "when = \"undo.has('breaker-off')\""), "b", "P1"
    )
    over = (
        walk(first, second, make("", "c", ""))
        >> Begin() << "at breaker (start)"
        >> Answer("breaker", "on") << 'breaker attested "on"' << "undo list: + breaker-off" << "at which (next)"
        >> SetVariable("rate", "60") << "rate = 60"
        >> Go(Goto("second", "b")) << "severity P2 → P1 - moved to b" << "at b#second (jump)"
    )  # fmt: skip
    assert over.evidence.variables == {"rate": 60}
    (
        over
        >> Answer("second", "seen") << 'second attested "seen"' << "at breaker-off (next)"
        >> Answer("breaker-off", "off")
        << 'breaker-off attested "off"' << "undo list: - breaker-off" << "at close (next)"
        >> Close() << 'close attested "close"' << "closed"
    )  # fmt: skip


def test_a_book_without_a_severity_leaves_it_as_it_is(walk: Walk) -> None:
    (
        walk(make(DECIDE + do("left")), make(do("second"), "b"), make("", "c", ""))
        >> Begin() << "at which (start)"
        >> Choose("which", 4) << "decided which: far" << "at c#close (branch)"
    )  # fmt: skip
