from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

import pyte
import pyte.modes
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console
from rich.segment import Segment
from rich.style import Style
from textual._compositor import ChopsUpdate, LayoutUpdate
from textual.geometry import Region, Size
from textual.strip import Strip

from cio_tui.tui.terminal.shown import Shown
from tests.screen import Terminal

if TYPE_CHECKING:
    from pathlib import Path

SIZE = Size(12, 4)
CONSOLE = Console(file=io.StringIO(), force_terminal=True, color_system="truecolor")
STYLES = [None, Style(color="red"), Style(color="red", bold=True), Style(bgcolor="blue"), Style(reverse=True)]
CHARACTERS = "ab ✓│é漢字e\u0301"


def strip(text: str, style: Style | None = None) -> Strip:
    return Strip([Segment(text, style)]).adjust_cell_length(SIZE.width)


def whole(*rows: Strip) -> LayoutUpdate:
    """A frame of the whole screen."""
    lines = [*rows, *[strip("")] * (SIZE.height - len(rows))]
    return LayoutUpdate([[line] for line in lines], Region(0, 0, *SIZE))


def part(y: int, first: int, last: int, line: Strip) -> ChopsUpdate:
    """A frame in which so many cells of one row are dirty."""
    chops = [{0: line} if row == y else {0: None} for row in range(SIZE.height)]
    return ChopsUpdate(chops, [(y, first, last)], [[SIZE.width]] * SIZE.height)


class Screen:
    """A terminal that has been sent these frames."""

    def __init__(self) -> None:
        self.shown = Shown()
        self._screen = pyte.Screen(*SIZE)
        self._screen.reset_mode(pyte.modes.DECAWM)  # pyte scrolls for a mark that combines with the last cell
        self._stream = pyte.Stream(self._screen)

    def take(self, update: LayoutUpdate | ChopsUpdate) -> str:
        sent = self.shown.difference(update, SIZE, CONSOLE)
        self._stream.feed(sent)
        return sent

    @property
    def cells(self) -> list[list[tuple[object, ...]]]:
        rows = self._screen.buffer
        return [
            [
                (cell.data, cell.fg, cell.bg, cell.bold, cell.reverse)
                for cell in map(rows[y].__getitem__, range(SIZE.width))
            ]
            for y in range(SIZE.height)
        ]


@st.composite
def lines(draw: st.DrawFn) -> Strip:
    pieces = st.tuples(st.text(CHARACTERS, max_size=8), st.sampled_from(STYLES))
    segments = [Segment(text, style) for text, style in draw(st.lists(pieces, max_size=4)) if cell_len(text)]
    return Strip(segments).adjust_cell_length(SIZE.width)


frames = st.lists(lines(), max_size=SIZE.height).map(lambda rows: whole(*rows))


@given(st.lists(frames, min_size=1, max_size=6))
def test_whatever_was_there_before_the_last_frame_is_what_is_seen(updates: list[LayoutUpdate]) -> None:
    screen, fresh = Screen(), Screen()
    for update in updates:
        screen.take(update)
    fresh.take(updates[-1])
    assert screen.cells == fresh.cells


def test_what_is_there_already_is_not_sent_again() -> None:
    screen = Screen()
    assert screen.take(whole(strip("one"), strip("two")))
    assert screen.take(whole(strip("one"), strip("two"))) == ""


def test_one_changed_character_is_one_character_and_where_it_goes() -> None:
    screen = Screen()
    screen.take(whole(strip("track 200")))
    assert screen.take(whole(strip("track 503"))) == "\x1b[1;7H503"
    assert screen.take(whole(strip("track 504"))) == "\x1b[1;9H4"


def test_a_mark_on_a_wide_character_is_sent_with_the_character() -> None:
    screen = Screen()
    screen.take(whole(strip("字a")))
    assert screen.take(whole(strip("字\u0301a"))) == "\x1b[1;1H字\u0301"


def test_a_style_is_switched_on_once_for_all_that_has_it() -> None:
    screen = Screen()
    screen.take(whole(strip("a         b"), strip("c")))
    sent = screen.take(whole(strip("A         B", Style(color="red")), strip("C", Style(color="red"))))
    assert sent.count("\x1b[31m") == 1


def test_cells_that_are_not_dirty_are_left_alone_though_the_frame_has_them_blank() -> None:
    screen = Screen()
    screen.take(whole(strip("left  right")))
    screen.take(part(0, 0, 4, strip("LEFT       ")))
    assert "".join(str(cell[0]) for cell in screen.cells[0]) == "LEFT  right "


def over(y: int, first: int, line: Strip, cover: Strip) -> ChopsUpdate:
    """A frame in which something comes to lie over a part of one row."""
    last = first + cover.cell_length
    before, _, after = line.divide([first, last, SIZE.width])
    rows: list[dict[int, Strip | None]] = [{0: None} for _ in range(SIZE.height)]
    rows[y] = {0: before, first: cover, last: after}
    ends = [[first, last, SIZE.width] if row == y else [SIZE.width] for row in range(SIZE.height)]
    return ChopsUpdate(rows, [(y, first, last)], ends)


@pytest.mark.parametrize("first", range(1, 8))
@pytest.mark.parametrize("width", range(1, 4))
def test_wide_characters_that_were_covered_in_part_come_back_whole(first: int, width: int) -> None:
    line, cover = strip("a漢字bc漢字d"), Strip([Segment("T" * width)])
    screen, fresh = Screen(), Screen()
    screen.take(whole(line))
    screen.take(over(0, first, line, cover))
    screen.take(part(0, first, first + width, line))
    fresh.take(whole(line))
    assert screen.cells == fresh.cells
    assert screen.shown._rows == fresh.shown._rows


def test_after_somebody_else_may_have_drawn_everything_is_sent_again() -> None:
    screen = Screen()
    first = screen.take(whole(strip("one")))
    screen.shown.forget()
    assert screen.take(whole(strip("one"))) == first


def test_a_screen_of_another_size_is_sent_whole() -> None:
    shown = Shown()
    shown.difference(whole(strip("one")), SIZE, CONSOLE)
    assert "one" in shown.difference(whole(strip("one")), Size(SIZE.width, SIZE.height + 1), CONSOLE)


@pytest.mark.parametrize("size", [Size(1, 1), Size(5, 2), Size(12, 1), Size(30, 9)])
def test_a_frame_that_was_laid_out_for_another_size_is_sent_as_far_as_it_fits(size: Size) -> None:
    sent = Shown().difference(
        LayoutUpdate([[strip("a"), strip("b")]] * 4, Region(0, 0, 24, 4)), size, CONSOLE
    )
    assert "a" in sent
    assert f"\x1b[{size.height + 1};" not in sent


def test_a_walk_looks_the_same_after_many_keys_as_when_it_is_drawn_anew(tmp_path: Path) -> None:
    """But for the clock in the first row, and the time that the current step has taken."""
    config = tmp_path / "config.toml"
    config.write_text("[endpoints]\n" + "".join(f'{name} = ""\n' for name in ("track", "app", "status")))
    home = {"HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path), "NO_COLOR": ""}
    words = (sys.executable, "-m", "cio_tui", "--config", str(config), "walk", "p1-outage")
    with Terminal(words, size=(120, 40), environment=home) as terminal:
        terminal.wait_for(r"Log .*saved")
        terminal.press("p")
        for keys in ("jjjj", "kk", "n", "a note", "escape", "?", "escape", "jjjjjjjj", "z", "z", "kkk"):
            terminal.press(*([keys] if keys in ("escape", "a note") else keys))
            terminal.settle()
        before = terminal.settle().splitlines()
        terminal.press("ctrl+l")
        after = terminal.settle().splitlines()
        assert [row for row in before[1:] if "»»»" not in row] == [
            row for row in after[1:] if "»»»" not in row
        ]
        assert len(before) == len(after)
