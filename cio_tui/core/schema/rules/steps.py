"""What must fit together in one step."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.schema import take
from cio_tui.core.schema.names import unit_typed
from cio_tui.core.step import StepKind

if TYPE_CHECKING:
    from cio_tui.core.schema.check import Row, Spot


def check_step(row: Row, spot: Spot) -> None:
    """Report what contradicts itself."""
    name = take.text(row, "id")
    changes, undo = take.flag(row, "changes"), take.text(row, "undo")
    is_wrong = spot.has("changes") and "changes" not in row  # reported by its shape
    if changes and not undo and not spot.has("undo"):
        spot.under("changes").report(
            'what changes something needs undo: name the step that switches it back, or write undo = "none: why"'
        )
    if undo and not changes and not is_wrong:
        spot.under("undo").report(
            "undo goes with changes = true; without it nothing would be put on the undo list"
        )
    if name and undo == name:
        spot.under("undo").report("a step cannot undo itself; name the step that switches it back")
    if name and name in take.texts(row, "needs"):
        spot.under("needs").report("a step cannot need itself")
    if row.get("kind") == StepKind.GROUP and name in take.texts(row, "steps"):
        spot.under("steps").report("a group cannot be a member of itself")


def check_respond(row: Row, spot: Spot) -> None:
    """Report answers that nobody could give."""
    kind, accept, choices = take.text(row, "kind"), take.texts(row, "accept"), take.texts(row, "choices")
    if kind == "choice" and not accept and not choices:
        spot.report("a choice needs accept or choices: the answers to pick from")
    if choices and kind != "choice":
        spot.under("choices").report(f'choices go with kind = "choice", and this is {kind}', at_key=True)
    save = take.text(row, "save")
    kept, typed = spot.vocabulary.unit(f"var.{save}"), unit_typed(kind)
    if kept and kept is not typed:
        spot.under("save").report(f"{save} keeps a {kept}, and this answer is a {typed}; give both one kind")
    for answer in accept if choices else ():
        if answer not in choices:
            spot.under("accept").report(f"{answer} is accepted but not among choices")
