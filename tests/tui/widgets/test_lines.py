from __future__ import annotations

import random
from typing import TYPE_CHECKING, Self

import pytest
from textual.app import App, ComposeResult

from cio_tui.tui.line import Line, words
from cio_tui.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from textual.geometry import Region
    from textual.strip import Strip

SIZE = (20, 5)


class Block(App[None]):
    """One block that fills the screen, and what it asks to be painted again."""

    CSS = "Lines { height: 1fr; }"

    def __init__(self) -> None:
        super().__init__()
        self.block = Recording()

    def compose(self) -> ComposeResult:
        yield self.block


class Recording(Lines):
    """Remembers which rows were painted again."""

    def __init__(self) -> None:
        super().__init__()
        self.repainted: list[tuple[Region, ...]] = []

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        if hasattr(self, "repainted"):
            self.repainted.append(regions)
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)


def numbered(count: int) -> list[Line]:
    return [words(f"line {number}") for number in range(count)]


def rows(block: Lines) -> list[str]:
    return [block.render_line(y).text.rstrip() for y in range(block.content_size.height)]


async def test_only_the_rows_that_differ_are_painted_again() -> None:
    app = Block()
    async with app.run_test(size=SIZE):
        app.block.show(numbered(5))
        app.block.repainted.clear()
        changed = numbered(5)
        changed[3] = words("another")
        app.block.show(changed)
        assert [[region.y for region in regions] for regions in app.block.repainted] == [[3]]
        app.block.repainted.clear()
        app.block.show(changed)
        assert app.block.repainted == []


async def test_where_fewer_lines_move_the_view_every_row_is_painted_again() -> None:
    app = Block()
    async with app.run_test(size=SIZE):
        app.block.show(numbered(9))
        app.block.scroll_lines(4)
        app.block.repainted.clear()
        app.block.show(numbered(6))
        assert [[region.y for region in regions] for regions in app.block.repainted] == [[*range(SIZE[1])]]
        assert rows(app.block) == [f"line {number}" for number in range(1, 6)]


async def test_a_block_that_grows_shows_again_what_was_hidden_above() -> None:
    app = Block()
    async with app.run_test(size=(20, 3)) as pilot:
        app.block.show(numbered(5))
        app.block.scroll_lines(2)
        await pilot.resize_terminal(20, 5)
        await pilot.pause()
        assert rows(app.block) == [f"line {number}" for number in range(5)]


async def test_a_block_scrolls_within_what_there_is() -> None:
    app = Block()
    async with app.run_test(size=SIZE):
        app.block.show(numbered(12))
        assert app.block.hidden_below == 7
        app.block.scroll_lines(3)
        assert rows(app.block)[0] == "line 3"
        app.block.scroll_lines(100)
        assert rows(app.block)[-1] == "line 11"
        app.block.show(numbered(2))
        assert rows(app.block)[0] == "line 0"


@pytest.mark.parametrize("index", range(12))
async def test_a_revealed_line_is_in_view_with_a_line_around_it(index: int) -> None:
    app = Block()
    async with app.run_test(size=SIZE):
        app.block.show(numbered(12))
        app.block.reveal(index)
        shown = rows(app.block)
        assert f"line {index}" in shown
        assert index in (0, 11) or shown[0] != f"line {index}" != shown[-1]


async def test_text_that_looks_like_markup_is_text() -> None:
    app = Block()
    async with app.run_test(size=(40, 5)):
        app.block.show([words("[/x] [red]not red[/red] [@click=quit]no[/]")])
        assert rows(app.block)[0] == "[/x] [red]not red[/red] [@click=quit]no…"


@pytest.mark.parametrize(
    "text", ["服务不可用，请稍后再试，谢谢你的耐心等待", "e\u0301" * 40, "👩‍🚒" * 15, "a\u200bb" * 20]
)
async def test_wide_and_combining_characters_fill_the_row_exactly(text: str) -> None:
    app = Block()
    async with app.run_test(size=SIZE):
        app.block.show([words(text)])
        assert app.block.render_line(0).cell_length == SIZE[0]


async def test_a_line_break_in_a_name_is_a_blank_and_no_second_row() -> None:
    app = Block()
    async with app.run_test(size=(40, 5)):
        app.block.show([words("20:21:07 amira\nbo  status")])
        assert rows(app.block)[0].rstrip() == "20:21:07 amira bo  status"


class Framed(Block):
    """A block with a frame, in two looks."""

    CSS = """
    Lines { height: 1fr; border: round $foreground 35%; padding: 0 1; }
    .-fail { border: heavy $error; background: $panel; }
    """


def cells(strips: list[Strip]) -> list[list[tuple[str, str]]]:
    """Every cell with its style, however it is cut into segments."""
    return [
        [(character, str(segment.style)) for segment in strip for character in segment.text]
        for strip in strips
    ]


@pytest.mark.parametrize("seed", range(8))
async def test_what_is_kept_of_a_block_is_what_textual_would_paint_anew(seed: int) -> None:
    app, chance = Framed(), random.Random(seed)
    async with app.run_test(size=(24, 9)) as pilot:
        block = app.block

        def scroll() -> None:
            block.scroll_lines(chance.randint(-3, 3))

        def change_a_line() -> None:
            lines = list(block.lines) or numbered(3)
            lines[chance.randrange(len(lines))] = words(
                (f"changed {chance.random()}", "fail"), "服务\x1b[31m"
            )
            block.show(lines)

        def show_others() -> None:
            block.show(numbered(chance.randint(0, 12)))

        def retitle() -> None:
            block.frame(f"title {chance.randint(0, 3)}", chance.choice(["", "more below"]))

        def look_otherwise() -> None:
            block.set_class(chance.random() < 0.5, "-fail")

        async def resize() -> None:
            await pilot.resize_terminal(chance.randint(4, 40), chance.randint(1, 12))

        for _ in range(60):
            change = chance.choice([scroll, change_a_line, show_others, retitle, look_otherwise, resize])
            if pending := change():
                await pending
            if chance.random() < 0.7:
                await pilot.pause()
            whole = block.outer_size.region
            kept = cells(block.render_lines(whole))
            block._styles_cache.clear()  # what is kept below us, too
            assert kept == cells(super(Lines, block).render_lines(whole)), change


async def test_a_new_title_paints_its_own_row_and_no_other() -> None:
    app = Framed()
    async with app.run_test(size=SIZE) as pilot:
        app.block.show(numbered(3))
        app.block.frame("one", "below")
        await pilot.pause()
        app.block._repaint_regions.clear()
        app.block.frame("two", "below")
        assert {(region.y, region.height) for region in app.block._repaint_regions} == {(0, 1)}
        app.block._repaint_regions.clear()
        app.block.frame("two", "below that")
        assert {(region.y, region.height) for region in app.block._repaint_regions} == {(SIZE[1] - 1, 1)}
