from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.commands import Answer, Begin, SetVariable
from cio_tui.core.evidence import Evidence
from cio_tui.core.expr import truth
from cio_tui.core.session import Mark, Session, view
from tests.core.books import do, group, make, switch
from tests.core.transcript import After

if TYPE_CHECKING:
    from tests.core.conftest import Walk

VARIABLE = '[var.rate]\nprompt = "Rate?"\nkind = "int"\ndefault = 60\n'


def test_a_settled_mark_lets_the_walk_move_on() -> None:
    assert [mark for mark in Mark if not mark.is_settled] == [Mark.PENDING, Mark.CURRENT, Mark.NOT_APPLICABLE]


def test_before_the_opening_nothing_is_known() -> None:
    empty = Session({})
    assert (empty.current, empty.is_drill, empty.step_of("a#b")) == (None, False, None)
    assert view(empty, Evidence(1.0)) == Evidence(1.0)


def test_expressions_see_what_the_session_knows(walk: Walk) -> None:
    seen = walk(make(VARIABLE + switch("breaker", "back") + do("back") + do("last")))
    seen >> Begin() << "at breaker (start)" >> After(30)
    assert seen.evidence.elapsed == {"breaker": 30.0}
    assert seen.evidence.variables == {"rate": 60}
    seen >> Answer("breaker", "on") << 'breaker attested "on"' << "undo list: + back" << "at last (next)"
    seen >> SetVariable("rate", "70") << "rate = 70"
    assert seen.evidence.variables == {"rate": 70}
    assert seen.evidence.undo_open == ("back",)
    assert seen.session.has_to_undo("back")
    down = seen.session.runbook.facts["down"]
    assert truth(down.when, seen.evidence) is None


def test_a_value_that_the_log_must_not_hold_wins_over_its_hash(walk: Walk) -> None:
    hashed = walk(make(VARIABLE.replace('"int"\ndefault = 60', '"text"'))) >> SetVariable("rate", "person:12")
    hashed.skip_ahead()
    shown = view(hashed.session, Evidence(1.0, variables={"rate": "amira@example.com"}))
    assert shown.variables == {"rate": "amira@example.com"}


def test_a_group_has_members_and_a_list_has_lines(walk: Walk) -> None:
    check = '[[step]]\nid = "list"\nkind = "check"\ntitle = "List"\nlines = ["one", "two"]\n'
    session = walk(make(group("both", "one") + do("one") + check)).session
    steps = session.runbook.steps
    assert [one.id for one in session.members(steps["both"])] == ["one"]
    assert session.members(steps["one"]) == ()
    assert session.open_lines(steps["list"]) == (1, 2)
    assert session.open_lines(steps["one"]) == ()


def test_a_message_carries_the_chain_and_the_number_of_the_event(walk: Walk) -> None:
    begun = walk(make("")) >> Begin() << "at close (start)"
    assert begun.session.fingerprint == f"{begun.log[-1].digest[:12]}#2"
