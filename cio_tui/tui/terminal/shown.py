"""What the terminal shows, cell by cell, so that a frame sends the cells that differ and no others.

Textual sends every cell of a dirty region, and takes a whole widget for dirty when its title changes or it scrolls.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import compress, count, groupby
from operator import itemgetter, ne
from typing import TYPE_CHECKING, NamedTuple

from rich.cells import get_character_cell_size
from rich.color import ColorSystem
from textual._compositor import ChopsUpdate, CompositorUpdate, LayoutUpdate

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from rich.console import Console
    from rich.style import Style
    from textual.geometry import Size
    from textual.strip import Strip

NEAR = 6
"""Unchanged cells of the same style that are cheaper to send again than to step over."""

MARK = "\0"

Codes = tuple[str, str]
"""What switches a style on, and off again."""

Cell = tuple[str, Codes]
"""A character with its style; the second cell of a wide character is empty."""

PLAIN: Codes = ("", "")

UNKNOWN: Cell = (MARK, PLAIN)
"""A cell that equals none."""


class Piece(NamedTuple):
    """A strip of an update, and which of its cells count: only what is dirty was drawn, the rest may be blank."""

    y: int
    x: int
    strip: Strip
    first: int
    """Column of the first cell that counts."""
    last: int
    """Column after the last."""


class Run(NamedTuple):
    """Cells of one style to send."""

    y: int
    x: int
    width: int
    """Cells; 0 when that cannot be told."""
    codes: Codes
    text: str


class Frame(CompositorUpdate):
    """A frame as it goes to the terminal."""

    def __init__(self, text: str) -> None:
        self.text = text

    def render_segments(self, console: Console) -> str:  # noqa: ARG002
        """The text, for Textual to send."""
        return self.text


class Shown:
    """The cells as they were last sent."""

    def __init__(self) -> None:
        self._rows: list[list[Cell]] = []
        self._size: tuple[int, int] | None = None

    def forget(self) -> None:
        """Take nothing for granted: somebody else may have drawn, moved or cleared what there was."""
        self._size = None

    def difference(self, update: LayoutUpdate | ChopsUpdate, size: Size, console: Console) -> str:
        """What turns the screen as it is into the one that `update` leads to; empty if it is that already."""
        if (size.width, size.height) != self._size:
            self._size = (size.width, size.height)
            self._rows = [[UNKNOWN] * size.width for _ in range(size.height)]
        runs = (
            run
            for piece in _pieces(update)
            if piece.y < size.height and piece.x < size.width
            for run in self._differing(piece, console)
        )
        return "".join(_drawn(runs))

    def _differing(self, piece: Piece, console: Console) -> Iterator[Run]:
        y, x, strip, first, last = piece
        row = self._rows[y]
        cells = _cells(strip, console._color_system or ColorSystem.TRUECOLOR)  # noqa: SLF001
        if cells is None:  # rich and we count its width in different ways: as a whole, and never known
            end = min(x + strip.cell_length, len(row))
            row[x:end] = [UNKNOWN] * (end - x)
            yield Run(y, x, 0, PLAIN, strip.render(console))
            return
        first, last = max(first, x), min(last, x + len(cells), len(row))
        if first >= last:  # a frame that was laid out for a larger screen
            return
        first, last = _whole(cells, first - x, last - x)
        cells, first, last = cells[first:last], first + x, min(last + x, len(row))
        old = row[first:last]
        if old == cells:
            return
        _halve(row, first, last)
        row[first:last] = cells
        for start, end in _runs(old, cells):
            column = first + start
            for codes, run in groupby(cells[start:end], itemgetter(1)):
                text = [character for character, _ in run]
                yield Run(y, column, len(text), codes, "".join(text))
                column += len(text)


def _pieces(update: LayoutUpdate | ChopsUpdate) -> Iterator[Piece]:
    """Each strip of an update."""
    if isinstance(update, LayoutUpdate):
        for y, strips in enumerate(update.strips, update.region.y):
            x = update.region.x
            for strip in strips:
                yield Piece(y, x, strip, x, x + strip.cell_length)
                x += strip.cell_length
        return
    for y, first, last in update.spans:
        for end, (x, chop) in zip(update.chop_ends[y], update.chops[y].items(), strict=False):
            if chop is not None and x < last and end > first:
                yield Piece(y, x, chop, first, last)


def _cells(strip: Strip, colors: ColorSystem) -> list[Cell] | None:
    """The strip cell by cell; None if that does not add up to its width."""
    cells: list[Cell] = []
    for text, style, control in strip:
        if control:
            return None
        codes = _codes(style, colors) if style else PLAIN
        if text.isascii():
            cells.extend([(character, codes) for character in text])
        else:
            _extend(cells, text, codes)
    return cells if len(cells) == strip.cell_length else None


def _whole(cells: list[Cell], first: int, last: int) -> tuple[int, int]:
    """The same stretch with the other half of a wide character at either end of it."""
    while first and not cells[first][0]:
        first -= 1
    while last < len(cells) and not cells[last][0]:
        last += 1
    return first, last


def _halve(row: list[Cell], first: int, last: int) -> None:
    """Of a wide character that is drawn over in part, what the terminal makes of its other half is not known."""
    if first and not row[first][0]:
        row[first - 1] = UNKNOWN
    if last < len(row) and not row[last][0]:
        row[last] = UNKNOWN


def _extend(cells: list[Cell], text: Iterable[str], codes: Codes) -> None:
    for character in text:
        width = get_character_cell_size(character)
        if width:
            cells.append((character, codes))
            cells.extend([("", codes)] * (width - 1))
        elif cells:
            combined = -1 if cells[-1][0] else -2
            cells[combined] = (cells[combined][0] + character, cells[combined][1])


def _runs(old: list[Cell], new: list[Cell]) -> Iterator[tuple[int, int]]:
    """Stretches that differ, those that are near each other as one."""
    start = end = -1
    for index in compress(count(), map(ne, old, new)):
        if start < 0:
            start = index
        elif index > end and (
            index - end > NEAR or any(cell[1] != new[index][1] for cell in new[end - 1 : index])
        ):
            yield start, end
            start = index
        end = index + 1
    if start >= 0:
        yield start, end


def _drawn(runs: Iterable[Run]) -> Iterator[str]:
    """Where to go, which style to switch on, what to write: each only where it is not so already."""
    place, style = (-1, -1), PLAIN
    for y, x, width, codes, text in runs:
        if place != (y, x):
            yield f"\x1b[{y + 1};{x + 1}H"
        if codes != style:
            yield style[1] + codes[0]
        yield text
        place, style = (y, x + width) if width else (-1, -1), codes
    yield style[1]


@lru_cache(maxsize=4096)
def _codes(style: Style, colors: ColorSystem) -> Codes:
    on, _, off = style.render(MARK, color_system=colors).partition(MARK)
    return on, off
