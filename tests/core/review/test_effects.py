from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core import events
from cio_tui.core.review.effects import effects_of
from tests.core.books import do, make, switch
from tests.core.review.diary import Diary

if TYPE_CHECKING:
    from cio_tui.core.events import Event
    from cio_tui.core.runbook import Runbook

BOOK = make(
    switch("breaker", "breaker-off")
    + do("mend", 'changes = true\nundo = "none: it stays"')
    + do("breaker-off")
    + do("look")
)
SWITCHED: tuple[Event, ...] = (
    events.StepDone("breaker", "attested", "on"),
    events.UndoOpened("breaker-off", "breaker"),
    events.StepDone("mend", "attested", "the key"),
    events.StepDone("mend", "attested", "half of it", mismatch=True),
    events.StepDone("look", "attested", "fine"),
    events.StepDone("breaker-off", "attested", "off"),
    events.UndoClosed("breaker-off", "off"),
)


def diary(*books: Runbook) -> Diary:
    told = Diary(books=books)
    for number, event in enumerate(SWITCHED, 1):
        told.put(10.0 * number, event)
    return told


def test_what_was_switched_and_switched_back_is_an_effect_and_looking_is_none() -> None:
    assert effects_of(diary(BOOK).course) == {2, 4, 7}


def test_without_the_book_the_undo_list_tells_it() -> None:
    assert effects_of(diary().course) == {2, 7}


def test_rows_carry_it_to_the_axis() -> None:
    assert [row.seq for row in diary(BOOK).account().rows if row.effect] == [2, 4, 7]
