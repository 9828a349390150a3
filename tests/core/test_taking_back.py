from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.commands import Answer, Begin, TakeBack
from cio_tui.core.taking_back import stays_to_undo
from tests.core.books import do, make, switch

if TYPE_CHECKING:
    from tests.core.conftest import Walk


def test_only_a_mark_of_what_was_switched_leaves_something_to_undo(walk: Walk) -> None:
    begun = walk(make(switch("open", "shut") + do("plain") + do("shut")))
    for command in (Begin(), Answer("open", "on"), Answer("plain", "seen"), TakeBack()):
        begun.unread.clear()
        begun = begun >> command
    assert {stays_to_undo(begun.session, each.event) for each in begun.log} == {""}
    begun.unread.clear()
    begun = begun >> TakeBack()
    assert {stays_to_undo(begun.session, each.event) for each in begun.log} == {"", "Shut"}
    begun.unread.clear()
