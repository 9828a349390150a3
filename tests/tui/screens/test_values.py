from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.runbook import Variable
from cio_tui.tui.form import Entry
from cio_tui.tui.screens.values import values_form
from tests.core.books import do, make

if TYPE_CHECKING:
    from cio_tui.core.commands import SetVariable

NAMED = Variable("named", "Which one?", default="neither")


async def test_a_default_stands_in_the_field_until_something_is_typed_and_is_recorded_if_nothing_is() -> None:
    sent: list[SetVariable] = []

    async def send(command: SetVariable) -> None:
        sent.append(command)

    form = values_form((NAMED,), make(do("scope")).steps["scope"], send)
    (field,) = form.fields
    assert (field.value, field.hint) == ("", "neither if left empty")
    await form.submit(Entry(0, {"named": ""}))
    await form.submit(Entry(0, {"named": "campaign"}))
    assert [(one.variable, one.value) for one in sent] == [("named", "neither"), ("named", "campaign")]
