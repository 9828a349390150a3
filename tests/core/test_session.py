from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.commands import Begin
from cio_tui.core.session import Mark, Session
from tests.core.books import do, group, make

if TYPE_CHECKING:
    from tests.core.conftest import Walk


def test_a_settled_mark_lets_the_walk_move_on() -> None:
    assert [mark for mark in Mark if not mark.is_settled] == [Mark.PENDING, Mark.CURRENT, Mark.NOT_APPLICABLE]


def test_before_the_opening_there_is_no_step_and_no_drill() -> None:
    empty = Session({})
    assert (empty.current, empty.is_drill, empty.step_of("a#b")) == (None, False, None)


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
