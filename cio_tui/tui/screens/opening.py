"""Starting, resuming and practising, each asked before it happens: one key too many at 3 a.m. opens nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.runtime.drill import drills
from cio_tui.runtime.pen import PenHeld
from cio_tui.tui.form import Entry, Form
from cio_tui.tui.line import words, wrap

if TYPE_CHECKING:
    from collections.abc import Callable

    from cio_tui.core.ranking import Ranked
    from cio_tui.runtime.conductor import Conductor
    from cio_tui.tui.present.listing import BookRow, IncidentRow

WIDTH = 64


def start_form(row: BookRow, proposal: Ranked | None, conductor: Conductor) -> Form:
    """Open a new incident on this book."""

    async def submit(_entry: Entry) -> None:
        await conductor.open(row.book, proposal)

    why = (
        f"Suggested, because {proposal.because}"
        if proposal
        else "The evidence does not propose it; you may be right."
    )
    body = (*wrap(f"Opens a new incident on {row.book} and its log.", WIDTH), *wrap(why, WIDTH, "dim"))
    return Form(f"Start {row.severity} {row.title}?".replace("  ", " "), submit, body=body, verb="start")


def resume_form(row: IncidentRow, conductor: Conductor) -> Form:
    """Go on with this incident, or read it."""

    async def submit(entry: Entry) -> None:
        if entry.choice == 2:
            await conductor.follow(row.incident)
            return
        try:
            await conductor.resume(row.incident)
        except PenHeld:
            await conductor.follow(row.incident)

    choices = (words("Go on with it: you write"), words("Follow it: you only read"))
    body = tuple(wrap(f"{row.state} {row.note}", WIDTH, "dim"))
    return Form(f"Take up {row.incident}?", submit, body=body, choices=choices, verb="take it up")


def drill_form(practise: Callable[[str], None]) -> Form:
    """Choose a scenario; `practise` leaves this screen for it."""
    scenarios = drills()

    async def submit(entry: Entry) -> None:
        practise(scenarios[entry.choice - 1].id)

    text = (
        "The real probes against a simulator on this host, with clocks of its own. Every screen says DRILL; "
        "q and q lead back here."
    )
    return Form(
        "Practise: what shall go wrong?",
        submit,
        body=tuple(wrap(text, WIDTH)),
        choices=tuple(words((f"{one.books[0][:2].upper()} ", "strong"), one.title) for one in scenarios),
        verb="start the drill",
    )
