from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.step import Group

if TYPE_CHECKING:
    from cio_tui.core.runbook import Runbook


def _on_the_way(book: Runbook) -> set[str]:
    """Steps that the walk itself leads to: as a member of a group, or by `next`."""
    members = {
        name for step in book.steps.values() if isinstance(step.body, Group) for name in step.body.steps
    }
    return members | {step.next.step for step in book.steps.values() if step.next and not step.next.book}


def test_what_is_switched_is_switched_back_on_the_way_to_the_close(book: Runbook) -> None:
    undo = {step.undo_step for step in book.steps.values() if step.undo_step}

    assert undo
    assert undo <= _on_the_way(book)


def test_a_step_that_switches_back_is_shown_exactly_while_there_is_something_to_switch(book: Runbook) -> None:
    for step in book.steps.values():
        if step.undo_step:
            back = book.steps[step.undo_step]
            assert back.when is not None
            assert back.when.text == f"undo.has('{back.id}')"


def test_switching_back_cannot_be_skipped(book: Runbook) -> None:
    for step in book.steps.values():
        if step.undo_step:
            group = book.group_of(step.undo_step)
            assert "never" in {book.steps[step.undo_step].skip, book.steps[group or step.undo_step].skip}


def test_a_change_that_stays_says_why(book: Runbook) -> None:
    stay = [step for step in book.steps.values() if step.changes and not step.undo_step]

    assert [step.id for step in stay if len(step.undo) < len("none: ") + 10] == []


def test_no_book_closes_over_an_open_switch_without_a_reason(book: Runbook) -> None:
    assert "undo.open == 0" in {criterion.when.text for criterion in book.exit}
