"""Whatever is pressed, the screen that came about row by row is the one that painting all of it anew gives."""

from __future__ import annotations

import asyncio
import random
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from textual.drivers.headless_driver import HeadlessDriver
from textual.events import Resize
from textual.geometry import Size

from cio_tui.runtime.conductor import Conductor
from cio_tui.runtime.drill import drill_workplace
from cio_tui.runtime.settings import load_settings
from cio_tui.tui.keyed_app import Keyed
from cio_tui.tui.keys import ANYWHERE
from tests.tui.hands import Hands
from tests.tui.watched import Watched

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from cio_tui.runtime.workplace import Workplace

SIZES = ((80, 24), (120, 40), (60, 15), (79, 23), (110, 30), (200, 50))
OFTEN = (*"jjkkjkgn1", "space", "enter")
ASKED = (*"123", "enter", "enter", "escape", "escape", "tab", "up", "down", "backspace", "ctrl+d", "ctrl+u")
"""Keys of dialogs, of the palette and of plain text."""
TYPED = ("half open", "服务 restarted", "e\u0301t\u0301", "12:04", "60", "7")

FRAME = 1 / 60
"""Seconds from one look of Textual's at what is to be painted to the next."""
LOOKS = 40
"""How often a screen may still be on its way while no frame comes: the machine may be busy."""
THOROUGH = 10
"""After so many keys the terminal itself is compared."""


class Player:
    """Somebody who presses anything, and looks at the screen after each key."""

    def __init__(self, hands: Hands, app: Watched, seed: int) -> None:
        self._hands, self._app = hands, app
        self._chance = random.Random(seed)
        self._done: list[str] = []

    async def act(self) -> None:
        """One thing, and a look at the screen."""
        chance, roll = self._chance, self._chance.random()
        if roll < 0.08:
            await self._resize(Size(*chance.choice(SIZES)))
        elif roll < 0.11:
            self._app.theme = self._did("theme", chance.choice(sorted(self._app.available_themes)))
        elif roll < 0.14:
            self._app.notify(self._did("toast", chance.choice(TYPED)), timeout=chance.choice((0.02, 0.3)))
        elif roll < 0.22:
            await self._hands.type(self._did("text", chance.choice(TYPED)))
        else:
            await self._hands.press(self._did("key", chance.choice(self._keys())))
        await self._look()

    def _did(self, what: str, which: str) -> str:
        self._done.append(f"{what} {which}")
        return which

    def _keys(self) -> tuple[str, ...]:
        screen: object = self._app.screen
        if not isinstance(screen, Keyed):
            return ASKED
        return (*OFTEN, *(name for key in (*screen.KEYS, *ANYWHERE) for name in key.keys.split(",")))

    async def _resize(self, size: Size) -> None:
        self._did("size", str(size))
        assert isinstance(self._app._driver, HeadlessDriver)
        self._app._driver._size = size
        self._app.post_message(Resize(size, size))
        await self._hands.until(lambda: self._app.size == size)

    async def _look(self) -> None:
        """Once no frame comes any more, what is on the terminal is right."""
        wrong = []
        for _ in range(LOOKS):
            await self._frames_end()
            wrong = self._app.differences(thoroughly=len(self._done) % THOROUGH == 0)
            if not wrong:
                return
        story = f"{self._done[-15:]} on {self._app.screen}: {len(wrong)} cells, {wrong[:6]}"
        raise AssertionError(f"{story}\n{self._hands.screen}")

    async def _frames_end(self) -> None:
        frames = -1
        while frames != self._app.frames:
            frames = self._app.frames
            await asyncio.sleep(FRAME)
            await self._hands.type("")  # every message has been dealt with


@asynccontextmanager
async def play(place: Workplace, book: str, seed: int) -> AsyncIterator[Player]:
    """The app at this place, on a book if one is named."""
    async with Conductor(place) as conductor:
        if book:
            await conductor.open(book)
        app = Watched(conductor)
        async with app.run_test(size=SIZES[seed % 2]) as pilot:
            app.animation_level = "none"  # what moves by itself is never at rest
            hands = Hands(app, pilot, conductor)
            await hands.until(lambda: "NOW" in hands.screen)
            yield Player(hands, app, seed)


@pytest.fixture(autouse=True)
def _written_elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Keys of the review write its reports where one stands."""
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize(("book", "seed"), [("", 0), ("screen", 1), ("screen", 2)])
async def test_what_has_changed_is_painted_and_nothing_is_left_over(
    workplace: Workplace, book: str, seed: int
) -> None:
    async with play(workplace, book, seed) as player:
        for _ in range(40):
            await player.act()


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(10, 40))
async def test_nothing_is_left_over_in_a_long_game(workplace: Workplace, seed: int) -> None:
    async with play(workplace, "screen" if seed % 3 else "", seed) as player:
        for _ in range(150):
            await player.act()


@pytest.mark.soak
@pytest.mark.parametrize(
    ("scenario", "book"),
    [("total-outage", "p1-outage"), ("error-rate", "p2-error-rate"), ("total-outage", "")],
)
async def test_nothing_is_left_over_while_a_drill_goes_on(
    scenario: str, book: str, state: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in state.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    with drill_workplace(scenario, 60.0, load_settings(None)) as place:
        async with play(place, book, len(scenario)) as player:
            for _ in range(150):
                await player.act()
