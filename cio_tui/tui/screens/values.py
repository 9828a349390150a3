"""The values a step asks for, offered once before its own question. Any may stay empty; `v` gives them later."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.commands import SetVariable
from cio_tui.tui.form import WIDTH, Entry, Field, Form
from cio_tui.tui.line import wrap

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from cio_tui.core.runbook import Variable
    from cio_tui.core.session import Session
    from cio_tui.core.step import Step


def unset_variables(session: Session, step: Step) -> tuple[Variable, ...]:
    """What the step asks for and nobody has given."""
    return tuple(session.runbook.variables[name] for name in step.ask if name not in session.variables)


def values_form(
    variables: tuple[Variable, ...], step: Step, send: Callable[[SetVariable], Awaitable[object]]
) -> Form:
    """One field a value; a refused one stays as it was typed, and those before it are not recorded twice."""
    recorded: dict[str, str] = {}

    async def submit(entry: Entry) -> None:
        for variable in variables:
            typed = entry.value(variable.id) or _usual(variable)
            if typed and recorded.get(variable.id) != typed:
                await send(SetVariable(variable.id, typed))
                recorded[variable.id] = typed

    return Form(
        title=f"First: {step.title}",
        submit=submit,
        body=tuple(wrap("What you do not know may stay empty; v gives it later.", WIDTH, "dim")),
        fields=tuple(_field(variable) for variable in variables),
        verb="go on",
    )


def _usual(variable: Variable) -> str:
    return "" if variable.default is None else str(variable.default)


def _field(variable: Variable) -> Field:
    usual = _usual(variable)
    label = f"{variable.prompt}  (kept as a hash)" if variable.personal else variable.prompt
    return Field(variable.id, label, hint=f"{usual} if left empty" if usual else "")
