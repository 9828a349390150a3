"""Starting, resuming and practising, each asked before it happens: one key too many at 3 a.m. opens nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.runtime.drill import drills
from cio_tui.runtime.pen import PenHeld
from cio_tui.tui.form import WIDTH, Entry, Form
from cio_tui.tui.line import words, wrap

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App

    from cio_tui.core.ranking import Ranked
    from cio_tui.runtime.conductor import Conductor
    from cio_tui.runtime.workplace import Workplace
    from cio_tui.tui.present.listing import BookRow, IncidentRow


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
    lead = "DRILL: start" if conductor.scene().is_drill else "Start"
    return Form(f"{lead} {row.severity} {row.title}?".replace("  ", " "), submit, body=body, verb="start")


def resume_form(row: IncidentRow, conductor: Conductor, review: Callable[[str], None]) -> Form:
    """Go on with this incident, follow it, or read it from its first event on."""

    async def submit(entry: Entry) -> None:
        if entry.choice == 3:
            review(row.incident)
            return
        if entry.choice == 2:
            await conductor.follow(row.incident)
            return
        try:
            await conductor.resume(row.incident)
        except PenHeld:
            await conductor.follow(row.incident)

    choices = (
        words("Go on with it: you write"),
        words("Follow it: you only read"),
        words("Review it: what was seen and decided so far"),
    )
    body = tuple(wrap(f"{row.state} {row.note}", WIDTH, "dim"))
    return Form(f"Take up {row.incident}?", submit, body=body, choices=choices, verb="take it up")


def review(app: App[int], place: Workplace, incident: str) -> None:
    """Read this incident; leaving it leads back here."""
    from cio_tui.runtime.incident_folder import IncidentFolder
    from cio_tui.runtime.reviewer import Reviewer
    from cio_tui.tui.screens.review import ReviewScreen

    reviewer = Reviewer(place.person, place.host, place.redact, place.keeps_personal_data)
    folder = IncidentFolder(str(place.incidents / incident))
    app.call_later(app.push_screen, ReviewScreen(folder, reviewer))


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
