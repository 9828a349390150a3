"""The layout of the walk, painted from scenes at a moment that stands still: no conductor, no clock."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cio_tui.core.commands import Answer, AssignRole, Observe, WriteNote
from cio_tui.tui.app import CioTui
from cio_tui.tui.terminal.safe_app import SafeApp
from cio_tui.tui.widgets.walk_view import WalkView
from tests.tui.hands import painted
from tests.tui.stage import INCIDENT, Stage

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.widget import Widget

    from cio_tui.core.runbook import Runbook
    from cio_tui.runtime.scene import Scene

PICTURES = Path(__file__).parents[2] / "data" / "screens"


class Frame(SafeApp):
    """The view and the style sheet of the app."""

    CSS_PATH = str(Path(__import__("cio_tui.tui.app").tui.app.__file__).with_name("app.tcss"))
    HORIZONTAL_BREAKPOINTS = CioTui.HORIZONTAL_BREAKPOINTS
    VERTICAL_BREAKPOINTS = CioTui.VERTICAL_BREAKPOINTS

    def __init__(self) -> None:
        super().__init__()
        self.view = WalkView()

    def compose(self) -> ComposeResult:
        yield self.view


class SlowView(WalkView):
    """Its parts come only when they are let."""

    def __init__(self) -> None:
        super().__init__()
        self.reached = asyncio.Event()
        self.gate = asyncio.Event()

    async def mount_composed_widgets(self, widgets: list[Widget]) -> None:
        self.reached.set()
        await self.gate.wait()
        await super().mount_composed_widgets(widgets)


async def test_a_walk_that_is_drawn_and_left_before_it_is_composed_ends_quietly(stage: Stage) -> None:
    app = Frame()
    async with app.run_test(size=(80, 24)):
        for turns in range(30):
            await app.view.remove()
            app.view = view = SlowView()
            app.screen.mount(view)
            await view.reached.wait()
            leaving = view.remove()
            for _ in range(turns):
                view.draw(stage.scene())
                await asyncio.sleep(0)
            view.gate.set()
            await leaving
            view.draw(stage.scene())
            assert not view.is_attached


async def test_a_step_is_read_from_its_first_line_on_however_far_the_one_before_was_scrolled(
    stage: Stage,
) -> None:
    app = Frame()
    async with app.run_test(size=(34, 16)) as pilot:
        for _ in range(2):
            app.view.draw(stage.scene())
            await pilot.pause()
        assert "WHY" in painted(app)
        app.view.scroll_told(3)
        app.view.draw(stage.scene())
        await pilot.pause()
        assert "WHY" not in painted(app)
        app.view.looking = "settled"
        app.view.draw(stage.scene())
        app.view.looking = ""
        app.view.draw(stage.scene())
        await pilot.pause()
        assert "WHY" in painted(app)


async def paint(scene: Scene, size: tuple[int, int]) -> str:
    app = Frame()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        for _ in range(2):  # the first decides how many rows each part takes
            app.view.draw(scene)
            await pilot.pause()
        return painted(app)


def outage(book: Runbook) -> Stage:
    """Four minutes in: the breaker is open, both hosts fail, a note was written."""
    stage = Stage(book, mode="drill")
    stage.tell(AssignRole("ic", "ana")).wait(20).fail("track").see(
        "control", "204 in 31 ms", status=204, ms=31.0
    )
    stage.wait(40).tell(Answer("breaker", "open")).tell(WriteNote("deploy 4412 is not related"), by="raj")
    stage.wait(180).fail("track").see("control", "204 in 29 ms", status=204, ms=29.0).wait(4)
    return stage.tell(Observe(), by="cio-tui")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=["80x24", "120x40"])
async def test_the_walk_looks_as_it_did(screen_book: Runbook, size: tuple[int, int]) -> None:
    """To accept a change, write what is painted over the file, and look at it."""
    picture = PICTURES / f"walk-{size[0]}x{size[1]}.txt"
    screen = await paint(outage(screen_book).scene(), size)
    assert screen.splitlines() == picture.read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize(
    "size",
    [(200, 60), (120, 40), (110, 30), (109, 29), (80, 24), (60, 15), (40, 10), (40, 40), (200, 8)],
    ids=str,
)
async def test_who_and_what_never_leave_the_top(screen_book: Runbook, size: tuple[int, int]) -> None:
    top = (await paint(outage(screen_book).scene(), size)).splitlines()[0]
    assert top.startswith("P1 DRILL")
    assert INCIDENT in top


@pytest.mark.parametrize("size", [(60, 15), (40, 10), (20, 5), (3, 2), (1, 1)], ids=str)
async def test_below_80_by_24_something_is_left_out_and_nothing_breaks(
    screen_book: Runbook, size: tuple[int, int]
) -> None:
    screen = await paint(outage(screen_book).scene(), size)
    assert len(screen.splitlines()) <= size[1]


async def test_a_small_window_says_that_a_larger_one_shows_more(screen_book: Runbook) -> None:
    screen = await paint(outage(screen_book).scene(), (60, 15))
    assert "80×24 shows more" in screen
    assert "Is it them, or is it us?" in screen


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=str)
async def test_alerts_stand_on_lines_of_their_own_and_hide_neither_incident_nor_step(
    screen_book: Runbook, size: tuple[int, int]
) -> None:
    stage = outage(screen_book).fail("control").tell(Observe(), by="cio-tui")
    trouble = (
        "Not saved to /log.toml: the disk is full. Free some space; the event is kept and can be saved again."
    )
    rows = (await paint(stage.scene(trouble=trouble), size)).splitlines()
    assert rows[0].startswith("P1 DRILL")
    assert rows[2].startswith(" NOT SAVED  Not saved to /log.toml: the disk is full.")
    assert any("Is it them, or is it us?" in row for row in rows)
    assert any(row.startswith(" ESCALATE to P2?  Press e") for row in rows[-5:])


HOSTILE = "[/x] [red]r[/red] 服务 e\u0301 \\[b] {x}"


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (20, 5)], ids=str)
async def test_text_from_outside_is_shown_as_it_is_in_every_part(
    screen_book: Runbook, size: tuple[int, int]
) -> None:
    stage = outage(screen_book).see("track", HOSTILE, ok=False, status=500)
    stage.tell(WriteNote(HOSTILE)).tell(AssignRole("ic", "[b]raj[/b]"))
    screen = await paint(stage.scene(person="[i]ana[/i]", trouble=HOSTILE, label="[u]prod"), size)
    if size[0] >= 80:
        assert "✗ failing  [/x] [red]r" in screen
        assert "[u]prod/us [i]ana" in screen
        assert f"NOT SAVED  {HOSTILE}" in screen


async def test_where_one_was_looking_is_no_looking_once_the_walk_has_come_there(stage: Stage) -> None:
    app = Frame()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.pause()
        app.view.looking = "size-up"
        app.view.draw(stage.scene())
        assert app.query_one("#step").has_class("-looking")
        stage.wait(5).tell(Answer("breaker", "open"))
        app.view.draw(stage.scene())
        assert not app.query_one("#step").has_class("-looking")
        assert app.view.looking == ""


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (60, 15)], ids=str)
async def test_looking_at_a_step_leaves_nothing_to_draw_that_depends_on_it(
    screen_book: Runbook, size: tuple[int, int]
) -> None:
    stage = outage(screen_book).fail("control").tell(Observe(), by="cio-tui")
    scene, app = stage.scene(trouble="the disk is full"), Frame()
    async with app.run_test(size=size) as pilot:
        for _ in range(2):  # the first decides how many rows each part takes
            app.view.draw(scene)
            await pilot.pause()
        for step in (*screen_book.steps, ""):
            app.view.looking = "" if step == stage.session.step else step
            app.view.draw_looked_at(scene, stage.session)
            await pilot.pause()
            looked_at = painted(app)
            app.view.draw(scene)
            await pilot.pause()
            assert looked_at == painted(app)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)], ids=str)
async def test_zoomed_the_first_pane_has_all_the_room_and_the_others_come_back_after_it(
    screen_book: Runbook, size: tuple[int, int]
) -> None:
    scene, app = outage(screen_book).scene(), Frame()
    async with app.run_test(size=size) as pilot:

        async def shown() -> list[str]:
            for _ in range(2):
                app.view.draw(scene)
                await pilot.pause()
            return [str(pane.border_title) for pane in app.query(".pane") if pane.display]

        before = await shown()
        app.screen.add_class("-zoomed")
        assert await shown() == before[:1]
        app.screen.remove_class("-zoomed")
        assert await shown() == before
        assert len(before) == (1 if size == (80, 24) else 2)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_however_long_a_title_is_it_says_that_one_is_only_looking(
    size: tuple[int, int], stage: Stage
) -> None:
    app = Frame()
    async with app.run_test(size=size) as pilot:
        for step in stage.session.runbook.steps.values():
            app.view.looking = step.id
            app.view.draw(stage.scene())
            await pilot.pause()
            if app.view.looking:  # the current one is not looked at
                assert "(only looking) ━" in painted(app)
                assert "only looking: g goes here, esc returns" in painted(app)
