"""What holds on every screen: DRILL, the palette, the keys that work everywhere, any size."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from cio_tui.tui.keys import ANYWHERE, START, WALK
from cio_tui.tui.screens.start import StartScreen
from cio_tui.tui.screens.walk import WalkScreen
from tests.tui.hands import painted

if TYPE_CHECKING:
    from cio_tui.runtime.scene import Scene
    from cio_tui.runtime.workplace import Workplace
    from tests.tui.hands import Hands, OpenApp

STORM = ((120, 40), (1, 1), (80, 24), (20, 5), (200, 60), (40, 10), (3, 2), (60, 15), (80, 24))


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (40, 12)], ids=str)
async def test_every_screen_of_a_drill_says_drill(
    open_app: OpenApp, workplace: Workplace, size: tuple[int, int]
) -> None:
    drill = workplace.for_drill("total-outage", 20.0)
    async with open_app("screen", size=size, place=drill) as hands:
        await hands.see("DRILL×20")
        for key in ("n", "space", "question_mark", "Y", "slash", "a", "H"):
            await hands.press(key)
            await hands.until(lambda: len(hands.app.screen_stack) == 3)
            await hands.until(lambda: "DRILL×20" in hands.screen.splitlines()[0])
            await hands.press("escape")
            await hands.until(lambda: len(hands.app.screen_stack) == 2)
        await hands.press("q")
        await hands.see("DRILL×20", "Runbooks")
        if size[1] >= 24:
            await hands.see("DRILL  What the evidence suggests")
            await hands.press("tab", "space")
            await hands.see("DRILL: start P")
            await hands.press("escape")
            await hands.until(lambda: len(hands.app.screen_stack) == 1)
        await hands.press("D")
        assert "D" in hands.screen
        await hands.until(lambda: "This is a drill already" in hands.screen or size[0] < 80)


async def test_the_clock_goes_on_behind_a_dialog(open_app: OpenApp) -> None:
    async with open_app("screen") as hands:
        await hands.press("n")
        before = hands.screen.splitlines()[0]
        await hands.until(lambda: hands.screen.splitlines()[0] != before)


async def palette(hands: Hands) -> dict[str, str]:
    return {one.title: one.help for one in hands.app.get_system_commands(hands.app.screen)}


async def test_every_action_is_in_the_palette_with_its_key_and_sentence(open_app: OpenApp) -> None:
    async with open_app("screen") as hands:
        shown = await palette(hands)
        for key in (*WALK, *ANYWHERE):
            assert shown[f"{key.word}  ({key.label})"] == key.tooltip
        await hands.press("q")
        await hands.see("Runbooks")
        shown = await palette(hands)
        for key in (*START, *ANYWHERE):
            assert shown[f"{key.word}  ({key.label})"] == key.tooltip


async def test_an_action_is_found_by_name_and_done(open_app: OpenApp) -> None:
    async with open_app("screen") as hands:
        await hands.press("colon")
        await hands.until(lambda: len(hands.app.screen_stack) == 3)
        await hands.type("roles")
        await hands.see("Say who holds which role")
        await hands.press("enter")
        await hands.see("Who holds which role")


async def test_polling_is_paused_and_says_so_until_it_goes_on(open_app: OpenApp) -> None:
    async with open_app("screen") as hands:
        await hands.press("p")
        await hands.see("PAUSED")
        assert hands.conductor.monitor.paused
        await hands.press("p")
        await hands.until(lambda: "PAUSED" not in hands.screen)


async def test_help_names_the_place_scrolls_and_returns(open_app: OpenApp) -> None:
    async with open_app("screen") as hands:
        await hands.press("question_mark")
        await hands.see("Help for: walking an incident", "FIVE KEYS ARE ENOUGH")
        await hands.press("pagedown", "pagedown", "pagedown", "pagedown", "pagedown")
        await hands.see("GOOD TO KNOW")
        await hands.press("escape")
        await hands.see("DO  Open the circuit breaker")


@pytest.mark.parametrize(
    "keys", [(), ("n",), ("space",), ("question_mark",), ("o",), ("z",), ("q",), ("q", "D")], ids=str
)
async def test_a_storm_of_resizing_leaves_every_screen_whole(
    open_app: OpenApp, keys: tuple[str, ...]
) -> None:
    async with open_app("screen") as hands:
        await hands.press(*keys)
        for size in STORM:
            await hands.pilot.resize_terminal(*size)
        await hands.until(lambda: hands.app.size == (80, 24))
        await hands.pilot.pause()
        assert painted(hands.app).splitlines()[0].startswith(("P1 LIVE", "cio-tui LIVE"))
        assert hands.app.crash is None


@pytest.mark.parametrize(("book", "kind"), [("", StartScreen), ("screen", WalkScreen)])
async def test_a_terminal_of_another_size_is_drawn_for_at_once(
    open_app: OpenApp, monkeypatch: pytest.MonkeyPatch, book: str, kind: type[StartScreen | WalkScreen]
) -> None:
    """Without the clock that draws once a second: it would make up for a size that nothing was drawn for."""
    monkeypatch.setattr("cio_tui.tui.app.CLOCK", 1000.0)
    drawn_for: list[tuple[int, int]] = []
    draw = kind.draw

    def draw_and_note(self: Any, scene: Scene) -> None:
        drawn_for.append((self.size.width, self.size.height))
        draw(self, scene)

    monkeypatch.setattr(kind, "draw", draw_and_note)
    async with open_app(book, size=(80, 24)) as hands:
        assert drawn_for[0] == (80, 24)
        for size in ((120, 40), (80, 24), (120, 40)):
            drawn_for.clear()
            await hands.pilot.resize_terminal(*size)
            await hands.until(lambda size=size: size in drawn_for)  # type: ignore[misc]
            widest = max(map(len, (await hands.see("NOW")).splitlines()))
            assert widest == size[0]
        await hands.press("D" if kind is StartScreen else "n")  # a dialog, and the screen behind it
        await hands.until(lambda: hands.app.screen_stack[-1].is_modal)
        drawn_for.clear()
        await hands.pilot.resize_terminal(80, 24)
        await hands.until(lambda: (80, 24) in drawn_for)
