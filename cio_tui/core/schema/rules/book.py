"""What must fit together across a book: repeated ids, members of groups, timers and variables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.schema import take
from cio_tui.core.step import StepKind

if TYPE_CHECKING:
    from cio_tui.core.schema.check import Row, Spot

_NUMBERS = frozenset({"int", "number", "percent"})


def check_timer(row: Row, spot: Spot) -> None:
    """A timer fires once or again and again, never both."""
    if ("every" in row) == ("after" in row) and not (spot.has("every") ^ spot.has("after")):
        spot.report("give a timer either every (again and again) or after (once)")


def check_escalation(row: Row, spot: Spot) -> None:
    """What is proposed must be something that a person can accept."""
    if not ({"to", "goto"} & row.keys() or spot.has("to") or spot.has("goto")):
        spot.report("say what it proposes: to (a severity), goto (a step or a book), or both")


def check_variable(row: Row, spot: Spot) -> None:
    """The default must be an answer that the variable would take."""
    kind, default, most = row.get("kind"), row.get("default"), row.get("max")
    counts = isinstance(default, int | float)
    if default is not None and counts != (kind in _NUMBERS):
        spot.under("default").reject(spot.written("default"), "a number" if kind in _NUMBERS else "a text")
    elif isinstance(default, float) and kind == "int" and default != int(default):
        spot.under("default").reject(default, "a whole number")
    if most is not None and kind not in _NUMBERS:
        spot.under("max").report(f"max limits numbers, and {spot.label} is {kind}", at_key=True)
    elif isinstance(default, int | float) and isinstance(most, int | float) and default > most:
        spot.under("default").report(f"the default is more than max ({most:g})")


def check_book(row: Row, spot: Spot) -> None:
    """Report steps that stand in one another's way, or cannot be what others take them for."""
    kinds: dict[str, str] = {}
    groups: dict[str, str] = {}
    steps, written = take.tables(row, "step"), spot.written("step")
    if not isinstance(written, list) or len(written) != len(steps):
        return  # a step that is no table is reported already, and indexes would be off
    for index, step in enumerate(steps):
        there = spot.under("step").under(index)
        name = take.text(step, "id")
        if name in kinds:
            there.under("id").report(f"a step called {name} stands further up; every id is used once")
        elif name:
            kinds[name] = take.text(step, "kind")
        for member in take.texts(step, "steps"):
            if member in groups:
                there.under("steps").report(f"{member} is already a member of {groups[member]}")
            groups.setdefault(member, name)
    _check_named(row, spot, kinds)
    for name, timer in take.table(row, "timer").items():
        notify = take.text(timer, "notify") if isinstance(timer, dict) else ""
        if notify and kinds.get(notify) != StepKind.NOTIFY:
            spot.under("timer").under(name).under("notify").report(f"{notify} is not a notify step")


def _check_named(row: Row, spot: Spot, kinds: dict[str, str]) -> None:
    """Report what undoes a change, or is a member of a group, and cannot be either."""
    for index, step in enumerate(take.tables(row, "step")):
        undo = take.text(step, "undo")
        if kinds.get(undo) in {StepKind.CLOSE, StepKind.DECIDE, StepKind.WAIT, StepKind.WATCH}:
            spot.under("step").under(index).under("undo").report(
                f"{undo} is a {kinds[undo]} step, which switches nothing back"
            )
        for member in take.texts(step, "steps"):
            if kinds.get(member) in {StepKind.GROUP, StepKind.CLOSE, StepKind.DECIDE} and member != step.get(
                "id"
            ):
                spot.under("step").under(index).under("steps").report(
                    f"{member} is a {kinds[member]} step, which cannot be a member: its end leads elsewhere"
                )
