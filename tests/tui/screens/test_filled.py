from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual._compositor import LayoutUpdate

from cio_tui.tui.keyed_app import KeyedApp
from cio_tui.tui.screens.filled import FilledScreen
from cio_tui.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.app import ComposeResult
    from textual.geometry import Size
    from textual.screen import Screen


class Form(FilledScreen):
    """Says how much room it had when it was filled."""

    def __init__(self) -> None:
        super().__init__()
        self.rooms: list[Size] = []
        self._lines = Lines()

    def compose(self) -> ComposeResult:
        self.fit()
        self.fit()
        yield self._lines

    def fill(self) -> None:
        self.rooms.append(self._lines.room)
        self._lines.show([(("filled", ""),)])


class Shower(KeyedApp):
    """Keeps what it displays."""

    CSS_PATH = None  # type: ignore[assignment]  # of its own below
    CSS = ".-narrow Lines { width: 10; } .-wide Lines { width: 30; }"

    def __init__(self) -> None:
        super().__init__()
        self.form = Form()
        self.frames: list[str] = []

    def get_default_screen(self) -> Screen[None]:
        return self.form

    def _display(self, screen: Screen[object], renderable: RenderableType | None) -> None:
        if isinstance(renderable, LayoutUpdate):
            self.frames.append("".join(strip.text for line in renderable.strips for strip in line))
        super()._display(screen, renderable)


@pytest.mark.parametrize(("columns", "width"), [(80, 10), (120, 30)])
async def test_a_screen_is_filled_once_with_its_sizes_known_and_its_first_frame_is_not_empty(
    columns: int, width: int
) -> None:
    app = Shower()
    async with app.run_test(size=(columns, 24)) as pilot:
        await pilot.pause()
        assert [room.width for room in app.form.rooms] == [width]
        assert app.frames
        assert all("filled" in frame for frame in app.frames)


async def test_a_screen_of_another_size_is_drawn_for_that_one_and_never_for_the_one_before() -> None:
    app = Shower()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.form.rooms.clear()
        for columns, width in ((120, 30), (80, 10)):
            await pilot.resize_terminal(columns, 40)
            await pilot.pause()
            assert [room.width for room in app.form.rooms] == [width]
            app.form.rooms.clear()
