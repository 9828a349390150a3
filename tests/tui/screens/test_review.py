"""The review of real incidents: written by the conductor, read on the app, damaged by hand."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pytest
from textual.events import Key

from cio_tui.core.commands import ChangeSeverity, WriteNote
from cio_tui.core.events import IncidentClosed, IncidentReviewed
from cio_tui.runtime.aside import add_event
from cio_tui.runtime.conductor import Conductor
from cio_tui.runtime.incident_folder import IncidentFolder
from cio_tui.runtime.log_reader import read_history
from cio_tui.runtime.pen import Holder
from cio_tui.runtime.reviewer import Reviewer
from cio_tui.tui.review_app import ReviewApp
from tests.tui.hands import PATIENCE, POLL, Hands, painted

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from cio_tui.runtime.workplace import Workplace
    from cio_tui.tui.app import CioTui
    from tests.tui.conftest import Program
    from tests.tui.hands import OpenApp

STORM = ((120, 40), (1, 1), (80, 24), (20, 5), (200, 60), (40, 10), (3, 2), (60, 15), (80, 24))


@pytest.fixture
async def folder(workplace: Workplace) -> IncidentFolder:
    """An incident with a severity, two notes and nobody who writes."""
    async with Conductor(workplace) as conductor:
        await conductor.open("screen")
        await conductor.send(WriteNote("their support says a network change"))
        await conductor.send(ChangeSeverity("P2", "half of the calls answer"))
        await conductor.send(WriteNote("[/red] is no markup"))
        path = conductor.scene().folder
    return IncidentFolder(path)


@asynccontextmanager
async def reviewing(
    folder: IncidentFolder, size: tuple[int, int] = (80, 24), person: str = "bo"
) -> AsyncIterator[Hands]:
    app = ReviewApp(folder, Reviewer(person, "jump2", lambda text: text))
    async with app.run_test(size=size) as pilot:
        yield Hands(cast("CioTui", app), pilot, cast("Conductor", None))  # none is behind a review


async def leave(hands: Hands) -> None:
    """Press q, and see the app end."""
    hands.app.post_message(Key("q", "q"))
    async with asyncio.timeout(PATIENCE):
        while hands.app.is_running:  # noqa: ASYNC110  an app that ends tells nobody
            await asyncio.sleep(POLL)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=str)
async def test_it_opens_with_the_summary_and_says_that_it_only_reads_and_that_the_chain_holds(
    folder: IncidentFolder, size: tuple[int, int]
) -> None:
    async with reviewing(folder, size) as hands:
        screen = await hands.see("chain holds", "Still open", "Probes at")
        assert screen.splitlines()[0].startswith("REVIEW read only P1 → P2 LIVE")
        assert "? help" in screen.splitlines()[-1]
        assert "esc back" in screen.splitlines()[-1]


async def test_sections_are_turned_and_chosen(folder: IncidentFolder) -> None:
    async with reviewing(folder) as hands:
        await hands.see("Still open")
        await hands.press("tab")
        await hands.see("━ Exceptions ━")
        await hands.press("c")
        await hands.see("Draft review", "space read it")
        await hands.press("j", "j", "j", "space")
        await hands.see("━ Timeline ━", "note: [/red] is no markup")


async def test_the_timeline_unfolds_by_kind_and_at_once(folder: IncidentFolder) -> None:
    async with reviewing(folder, (120, 40)) as hands:
        await hands.see("Still open")
        await hands.press("f")
        await hands.see("events shown", "at breaker")
        await hands.press("f")
        await hands.see("f shows all")
        assert "at breaker" not in hands.screen
        await hands.press("7")
        await hands.see("at breaker", "step: shown")


async def test_scrubbing_moves_the_probes_and_says_by_how_much(folder: IncidentFolder) -> None:
    async with reviewing(folder) as hands:
        await hands.see("Still open", "T+0:00")
        await hands.press("right_square_bracket")
        await hands.see("one step is 1 s")


async def test_a_text_is_found_anywhere_and_escape_ends_the_search(folder: IncidentFolder) -> None:
    async with reviewing(folder) as hands:
        await hands.see("Still open")
        await hands.press("slash")
        await hands.type("NETWORK change")
        await hands.press("enter")
        await hands.see("entries hold it", "» ", "a network change")
        await hands.press("n")
        await hands.see("match 1 of")
        await hands.press("escape", "n")
        await hands.see("Nothing is searched for")


async def test_what_is_nowhere_is_refused_in_the_dialog(folder: IncidentFolder) -> None:
    async with reviewing(folder) as hands:
        await hands.see("Still open")
        await hands.press("slash")
        await hands.type("no such words")
        await hands.press("enter")
        await hands.see("Nothing in this review holds 'no such words'.")
        await hands.press("escape")
        await hands.see("left; nothing changed")


async def test_marking_asks_and_is_written_into_the_log(folder: IncidentFolder) -> None:
    async with reviewing(folder) as hands:
        await hands.see("Still open")
        await hands.press("s")
        await hands.see("Mark INC-", "as reviewed?", "Nothing else is changed.")
        assert not any(isinstance(one.event, IncidentReviewed) for one in read_history(folder).records)
        await hands.type("the breaker was late")
        await hands.press("enter")
        await hands.see("marked as reviewed")
        last = read_history(folder).records[-1]
        assert (last.by, last.event) == ("bo", IncidentReviewed("the breaker was late"))


async def test_a_log_that_somebody_writes_is_followed_and_not_marked(workplace: Workplace) -> None:
    async with Conductor(workplace) as writer:
        await writer.open("screen")
        folder = IncidentFolder(writer.scene().folder)
        async with reviewing(folder, (120, 40)) as hands:
            await hands.see("Still open", "open  chain holds")
            await hands.press("f")
            await hands.press("j")
            await writer.send(WriteNote("seen by both"))
            await hands.see("new in the log")
            await hands.press("G")
            await hands.see("seen by both")
            await hands.press("s")
            await hands.press("enter")
            await hands.see("ana is writing this log", "Ask ana to mark it")


@pytest.mark.parametrize(("key", "suffix"), [("m", "md"), ("h", "html"), ("J", "json")])
async def test_the_report_goes_to_a_new_file_and_its_path_is_told(
    folder: IncidentFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, key: str, suffix: str
) -> None:
    monkeypatch.chdir(tmp_path)
    async with reviewing(folder, (160, 24)) as hands:
        await hands.see("Still open")
        await hands.press(key)
        await hands.see("written to")
        await hands.press(key)
        await hands.see(f"{folder.id}-report-2.{suffix}")
    assert names(tmp_path) >= {f"{folder.id}-report.{suffix}", f"{folder.id}-report-2.{suffix}"}


def names(folder: Path) -> set[str]:
    """Of what is in a folder."""
    return {path.name for path in folder.iterdir()}


async def test_the_slack_text_is_copied_and_shown_as_plain_text(folder: IncidentFolder) -> None:
    async with reviewing(folder) as hands:
        await hands.see("Still open")
        await hands.press("y")
        await hands.see("Y shows it")
        assert folder.id in hands.app.clipboard
        await hands.press("Y")
        await hands.see(folder.id, "q returns")


async def test_help_and_palette_name_the_keys_of_a_review(folder: IncidentFolder) -> None:
    async with reviewing(folder) as hands:
        await hands.see("Still open")
        await hands.press("question_mark")
        await hands.see("Help for: reading a review", "Move through what is shown")
        await hands.press("escape")
        shown = {one.title for one in hands.app.get_system_commands(hands.app.screen)}
        assert "mark reviewed  (s)" in shown
        assert "ask again  (r)" not in shown


async def test_leaving_ends_the_review(folder: IncidentFolder) -> None:
    async with reviewing(folder) as hands:
        await hands.see("Still open")
        await hands.press("z")
        await hands.press("escape")
        await leave(hands)
        assert hands.app.return_code == 0


async def test_a_storm_of_resizing_leaves_the_review_whole(folder: IncidentFolder) -> None:
    async with reviewing(folder) as hands:
        await hands.see("Still open")
        for keys in ((), ("f",), ("z",), ("escape", "c")):
            await hands.press(*keys)
            for size in STORM:
                await hands.pilot.resize_terminal(*size)
            await hands.until(lambda: hands.app.size == (80, 24))
            assert painted(hands.app).startswith("REVIEW read only")
        assert hands.app.crash is None


# -- from the start screen


async def test_an_open_incident_can_be_reviewed_instead_of_resumed_and_escape_leads_back(
    open_app: OpenApp, folder: IncidentFolder
) -> None:
    async with open_app(size=(120, 40)) as hands:
        await hands.see(folder.id)
        await hands.press("tab", "enter")
        await hands.see("Take up", "Review it")
        await hands.press("3", "enter")
        await hands.see("REVIEW read only", "Still open")
        assert hands.conductor.scene().session is None
        await hands.press("question_mark")
        await hands.see("Help for: reading a review")
        await hands.press("escape", "escape")
        await hands.see("Runbooks", "Incidents")


async def test_a_key_of_its_own_opens_the_review(open_app: OpenApp, folder: IncidentFolder) -> None:
    async with open_app(size=(120, 40)) as hands:
        await hands.see("o review", folder.id)
        await hands.press("o")
        await hands.see("Choose an incident first")
        await hands.press("enter")
        await hands.see("space starts the runbook")
        await hands.press("tab", "o")
        await hands.see("REVIEW read only", "chain holds")


async def test_enter_on_a_closed_incident_opens_its_review(open_app: OpenApp, folder: IncidentFolder) -> None:
    me = Holder("ana", "jump1", 4242, "2026-11-21T20:21:07.000Z")
    add_event(folder, me, datetime.now(UTC), lambda _: IncidentClosed(reason="over"))
    async with open_app(size=(120, 40)) as hands:
        await hands.see("closed", folder.id)
        await hands.press("tab", "enter")
        await hands.see("REVIEW read only", "chain holds")
        assert hands.conductor.scene().session is None


async def test_a_walk_is_reviewed_while_it_goes_on_and_esc_leads_back_to_the_step(open_app: OpenApp) -> None:
    async with open_app("screen", size=(120, 40)) as hands:
        await hands.see("Open the circuit breaker")
        await hands.press("l")
        await hands.see("REVIEW read only", "chain holds", "the incident itself")
        await hands.conductor.send(WriteNote("somebody else types"))
        await hands.see("new in the log")
        await hands.press("escape")
        await hands.see("Open the circuit breaker")
        assert hands.conductor.scene().session is not None


async def test_the_real_program_shows_a_review_on_a_terminal_and_leaves_it_as_it_was(
    program: Program, folder: IncidentFolder, state: dict[str, str]
) -> None:
    with program("incident", "review", folder.id[-7:], size=(80, 24), environment=state) as terminal:
        terminal.wait_for("Still open")
        terminal.press("f", "j", "]", "z")
        terminal.wait_for("Probes at")
        terminal.press("q", "q")
        assert terminal.wait() == 0
        assert terminal.is_normal


async def test_a_drill_is_painted_in_its_review(open_app: OpenApp, workplace: Workplace) -> None:
    drill = workplace.for_drill("total-outage", 20.0)
    async with Conductor(drill) as conductor:
        await conductor.open("screen")
    async with open_app(size=(120, 40)) as hands:
        await hands.press("tab", "o")
        await hands.see("REVIEW read only P1 DRILL", "This was a DRILL of the scenario total-outage")


# -- logs that are not what they were


def replace(folder: IncidentFolder, content: bytes) -> None:
    """Put this in the place of the log."""
    Path(folder.log()).write_bytes(content)


def cut_off(folder: IncidentFolder, size: int) -> None:
    """Take so many bytes off its end."""
    replace(folder, Path(folder.log()).read_bytes()[:-size])


def rewrite(folder: IncidentFolder, old: bytes, new: bytes) -> None:
    path = Path(folder.log())
    data = path.read_bytes()
    assert old in data
    path.write_bytes(data.replace(old, new))


async def test_an_edited_log_names_the_event_and_shows_what_can_be_read(folder: IncidentFolder) -> None:
    rewrite(folder, b"half of the calls answer", b"none of the calls answer")
    async with reviewing(folder, (120, 40)) as hands:
        await hands.see("DAMAGED at event", "The 3 events before can")
        await hands.press("f", "G")
        await hands.see("doubtful: it stands after")


async def test_a_truncated_log_is_read_as_far_as_it_goes(folder: IncidentFolder) -> None:
    cut_off(folder, 40)
    async with reviewing(folder, (120, 40)) as hands:
        await hands.see("DAMAGED", "a write was cut off", "Summary")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n\n",
        b"hello\n\n",
        b"\x00" * 5000,
        b"[[event]]\nseq = 1\n\n",
        b"\xff\xfe\x1b]52;c;cm0=\x07\n\n",
    ],
    ids=["empty", "blank", "foreign", "zeros", "half", "hostile"],
)
async def test_a_log_without_an_event_says_so_and_can_be_left(folder: IncidentFolder, content: bytes) -> None:
    replace(folder, content)
    async with reviewing(folder) as hands:
        await hands.see("There is nothing to review in")
        assert "\x1b" not in hands.screen
        await hands.press("f", "j", "s", "z")
        await leave(hands)
        assert hands.app.crash is None


async def test_a_folder_without_a_log_says_so(tmp_path: Path) -> None:
    async with reviewing(IncidentFolder(str(tmp_path / "INC-1"))) as hands:
        await hands.see("log.toml")
        assert hands.app.crash is None


async def test_samples_that_are_none_take_nothing_from_the_log(folder: IncidentFolder) -> None:
    with open(folder.readings, "wb") as file:  # noqa: ASYNC230  nothing waits for it
        file.write(b'{"probe": "track", "at": "2026"}\n\xff\xff\n[1,2]\n' + b"x" * 10_000)
    async with reviewing(folder) as hands:
        await hands.see("chain holds", "Still open")
