"""Which names an expression may use and what each one is; anything else is a load error with the nearest name."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cio_tui.core.nearest import nearest
from cio_tui.core.probe import Unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class ExpressionError(Exception):
    """A sentence and the 1-based column, counted in the text of the expression, that it is about."""

    def __init__(self, message: str, column: int) -> None:
        super().__init__(message, column)
        self.message = message
        self.column = column

    def __str__(self) -> str:
        return f"column {self.column}: {self.message}"


class Vocabulary(NamedTuple):
    """The names of one place in a runbook."""

    units: Mapping[str, Unit] = {}
    """`track.status`, a fact's id (a FLAG), `var.x`, `config.x`, `threshold.x`, or a probe's own bare fields."""
    steps: frozenset[str] = frozenset()
    """Step ids: with them come `undo.open`, `step.ID.elapsed` and `undo.has('ID')`."""
    words: frozenset[str] = frozenset()
    """Further names for `{…}` in text only: `incident`, `role.ic`, `next_update`, …"""
    history: bool = True
    """Whether `stable(…)` may be used: a probe's own rules see one sample and cannot."""

    def unit(self, name: str) -> Unit | None:
        """What a name stands for; None if there is no such name."""
        unit = self.units.get(name)
        if unit is None and self.steps:
            if name == "undo.open":
                return Unit.COUNT
            if name.startswith("step.") and name.endswith(".elapsed") and name[5:-8] in self.steps:
                return Unit.SECONDS
        return unit

    def names(self) -> list[str]:
        """Every name an expression may use here."""
        timed = [f"step.{step}.elapsed" for step in self.steps]
        return [*self.units, *(["undo.open", *timed] if timed else [])]


def hint(name: str, known: Iterable[str]) -> str:
    """`; did you mean X?`, to go behind a message; nothing when no known name is near."""
    near = nearest(name, sorted(known))
    return f"; did you mean {near}?" if near else ""
