from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.commands import Close, Go, WriteNote
from cio_tui.core.events import IncidentResumed, Note
from cio_tui.core.step import Goto
from cio_tui.runtime.conductor import Conductor

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from cio_tui.runtime.workplace import Workplace
    from tests.tui.hands import OpenApp


async def test_the_cursor_waits_on_the_book_that_is_suggested_and_starting_asks(open_app: OpenApp) -> None:
    async with open_app() as hands:
        await hands.see("P2 High error rate  suggested")
        await hands.until(lambda: "» P2" in hands.screen)
        await hands.press("space")
        await hands.see(
            "Opens a new incident on p2-error-rate", "Suggested, because A part of our calls fails"
        )
        await hands.press("space")
        assert hands.conductor.scene().session is None
        await hands.press("enter")
        await hands.until(lambda: hands.conductor.scene().session is not None)
        assert hands.session.book == "p2-error-rate"


async def test_moving_the_cursor_ends_that_it_follows_the_suggestion(open_app: OpenApp) -> None:
    async with open_app() as hands:
        await hands.see("suggested")
        await hands.press("j")
        await hands.until(lambda: "» P3" in hands.screen)
        hands.conductor.monitor.refresh()
        await hands.see("oldest 0s")
        assert "» P3" in hands.screen


async def test_a_book_that_is_broken_says_so_and_cannot_be_started(open_app: OpenApp, books: Path) -> None:
    (books / "zz.toml").write_text(
        'schema = 1\n[runbook]\nid = "zz"\ntitle = "[red]Broken"\nseverity = "P1"\nowner = 3\n'
    )
    async with open_app(size=(120, 40)) as hands:
        await hands.see("[red]Broken", "cannot be used")
        await hands.press(*["k"] * 9)
        while "» P1 [red]Broken" not in hands.screen:
            await hands.press("j")
        await hands.press("space")
        await hands.see("zz.toml")  # on one line or two, as long as the path is
        assert hands.conductor.scene().session is None


async def test_an_open_incident_is_taken_up_at_the_very_step(open_app: OpenApp, workplace: Workplace) -> None:
    async with Conductor(workplace) as conductor:
        await conductor.open("screen")
        await conductor.send(WriteNote("before the line dropped"))
    async with open_app() as hands:
        await hands.press("tab", "space", "enter")
        await hands.see("DO  Open the circuit breaker")
        told = [one.event for one in hands.conductor.scene().tail]
        assert any(isinstance(event, Note) and event.text == "before the line dropped" for event in told)
        assert any(isinstance(event, IncidentResumed) for event in told)


async def test_whoever_leaves_an_open_incident_finds_the_cursor_on_it(
    open_app: OpenApp, workplace: Workplace
) -> None:
    async with Conductor(workplace) as conductor:
        await conductor.open("screen")  # an older one, open as well
    async with open_app("screen") as hands:
        here = hands.session.opened
        assert here is not None
        await hands.press("q")
        await hands.see("Open and saved.")
        await hands.press("space")
        await hands.see(f"Take up {here.incident}?")
        await hands.press("enter")
        await hands.until(lambda: hands.conductor.scene().session is not None)
        assert hands.session.opened == here


async def test_whoever_leaves_a_sealed_incident_reads_all_of_what_to_keep(open_app: OpenApp) -> None:
    async with open_app("screen") as hands:
        await hands.conductor.send(Go(Goto("end"), "an exercise"))
        await hands.conductor.send(Close("an exercise"))
        folder = hands.conductor.scene().folder
        await hands.see("keep this in the ticket", "l reads its review, n still adds a note, q leaves.")
        told = "".join(row.strip("┃") for row in hands.screen.splitlines() if row.startswith("┃"))
        assert folder in told.replace(" ", "")  # all of it, over as many lines as it takes
        await hands.press("q")
        await hands.see("keep this in the ticket, it", "shows later whether anything was changed.", "» P2")


async def test_an_incident_that_somebody_writes_is_followed_and_says_who_holds_the_pen(
    open_app: OpenApp, workplace: Workplace
) -> None:
    async with Conductor(workplace) as writer:
        await writer.open("screen")
        async with open_app() as hands:
            await hands.press("tab", "w")
            await hands.see("READ ONLY", "W takes it over")
            await hands.see("escalation proposed")  # the last event before the note, in a log of two lines
            await writer.send(WriteNote("seen by both"))
            await hands.see("seen by both")
            await hands.press("n")
            await hands.type("mine")
            await hands.press("enter")
            await hands.see("holds the pen; this session only reads")


async def test_a_drill_is_chosen_from_a_list_and_asked_for_on_leaving(open_app: OpenApp) -> None:
    async with open_app() as hands:
        await hands.press("D")
        await hands.see("Practise: what shall go wrong?", "Both APIs answer 503")
        row = next(row for row in hands.screen.splitlines() if "Both APIs answer 503" in row)
        await hands.press(row.split("P1")[0].split()[-1], "enter")
        await hands.until(lambda: hands.app.wanted_drill == "total-outage")


async def test_watching_without_an_incident_says_what_to_do(open_app: OpenApp) -> None:
    async with open_app() as hands:
        await hands.press("w")
        await hands.see("Choose an incident first: tab goes to the list.")


async def test_a_walk_that_is_opened_here_is_drawn_for_its_layout_at_once(
    open_app: OpenApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cio_tui.tui.app.CLOCK", 3600.0)
    async with open_app(size=(120, 40)) as hands:
        await hands.see("P2 High error rate  suggested")
        await hands.press("p")  # from here on no probe is a reason to draw
        await hands.press("space")
        await hands.see("Opens a new incident on p2-error-rate")
        await hands.press("enter")
        await hands.see("What changed just before is the cause")
