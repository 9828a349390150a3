from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.commands import AssignRole
from cio_tui.core.step import StepKind
from cio_tui.runtime.library import Library
from cio_tui.shipped import shipped_books
from cio_tui.tui.screens.settling import UNHELD, UNTIL, settling_form
from tests.tui.stage import Stage, texts_of

if TYPE_CHECKING:
    from cio_tui.core.commands import Command


async def refuse(command: Command) -> object:
    raise AssertionError(command)


def test_a_watch_that_nothing_has_ended_yet_says_that_it_ends_by_itself() -> None:
    stage = Stage(Library([shipped_books()]).open_book("p1-outage"))
    form = settling_form(stage.scene(), stage.session, stage.book.steps["recovery"], refuse)
    assert form is not None
    assert " ".join(texts_of(form.body)) == UNTIL


def asked(stage: Stage) -> str:
    """The words of the first message of the book."""
    step = next(one for one in stage.book.steps.values() if one.kind is StepKind.NOTIFY)
    form = settling_form(stage.scene(), stage.session, step, refuse)
    assert form is not None
    return " ".join(texts_of(form.body))


def test_a_message_that_names_a_role_nobody_holds_says_how_to_give_it() -> None:
    stage = Stage(Library([shipped_books()]).open_book("p1-outage"))
    assert asked(stage).startswith(UNHELD)
    assert "IC: nobody yet." in asked(stage)
    stage.tell(AssignRole("ic", "bo"))
    assert UNHELD not in asked(stage)
    assert "IC: bo." in asked(stage)
