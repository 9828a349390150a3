from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.events import Note, UndoOpened
from cio_tui.core.evidence import Moment
from cio_tui.core.plan import Plan
from tests.core.books import make

if TYPE_CHECKING:
    from tests.core.conftest import Walk


def test_later_decisions_of_one_command_see_the_earlier_ones(walk: Walk) -> None:
    before = walk(make(""))
    plan = Plan(before.session, Moment(before.now, "amira", before.raw))
    plan.record(UndoOpened("back", "breaker"))
    plan.record(Note("hm"))
    assert plan.evidence.undo_open == ("back",)
    assert (plan.session.seq, before.session.seq) == (3, 1)
    assert plan.events == [UndoOpened("back", "breaker"), Note("hm")]
