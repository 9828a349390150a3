from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.commands import Answer, Begin, Go
from cio_tui.core.session import Mark
from cio_tui.core.step import Goto
from tests.core.books import do, group, make, switch

if TYPE_CHECKING:
    from cio_tui.core.commands import Command
    from tests.core.conftest import Walk


def test_what_is_switched_once_more_is_to_be_switched_back_once_more_and_its_group_is_open(
    walk: Walk,
) -> None:
    shut = do("shut", "when = \"undo.has('shut')\"")
    begun = walk(make(switch("open", "shut") + group("back", "shut") + shut + do("after")))
    thither: tuple[Command, ...] = (Begin(), Answer("open", "on"), Answer("shut", "off"))
    for command in thither:
        begun.unread.clear()
        begun = begun >> command
    assert [begun.session.state(name).mark for name in ("shut", "back")] == [Mark.ATTESTED, Mark.ATTESTED]
    again: tuple[Command, ...] = (Go(Goto("open")), Answer("open", "on"))
    for command in again:
        begun.unread.clear()
        begun = begun >> command
    assert begun.session.undo_open == ("a#shut",)
    assert begun.session.step == "shut"
    assert begun.session.state("back").mark is Mark.PENDING
    assert [item.key for item in begun.session.settled] == ["a#open", "a#open"]
    begun.unread.clear()
    begun = begun >> Answer("shut", "off")
    assert begun.session.undo_open == ()
    assert begun.session.state("back").said == "1 of 1 settled"
    begun.unread.clear()


def test_a_group_that_had_nothing_to_do_is_open_again_once_there_is_something(walk: Walk) -> None:
    shut = do("shut", "when = \"undo.has('shut')\"")
    begun = walk(make(group("back", "shut") + shut + switch("open", "shut")))
    thither: tuple[Command, ...] = (Begin(), Answer("open", "on"))
    for command in thither:
        begun.unread.clear()
        begun = begun >> command
    assert begun.session.state("back").mark is Mark.PENDING
    assert begun.session.state("back").said == ""
    begun.unread.clear()
