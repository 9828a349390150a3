"""A section as a column of entries with one cursor: which lines are in view is reckoned, the others are not touched."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from cio_tui.tui.line import Line, text_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cio_tui.tui.present.review_item import Item

MARGIN = 2
"""Cells before each line, for the cursor."""


class Page:
    """The entries, the one the cursor is on, and the first line in view."""

    def __init__(self, items: Sequence[Item], cursor: int = 0, first: int = 0) -> None:
        self.items = items
        self._ends = list(accumulate(len(item.lines) for item in items))
        self.cursor = max(0, min(cursor, len(items) - 1))
        self.first = first

    @property
    def current(self) -> Item | None:
        """What the cursor is on."""
        return self.items[self.cursor] if self.items else None

    @property
    def height(self) -> int:
        """Lines of all entries."""
        return self._ends[-1] if self._ends else 0

    def start_of(self, index: int) -> int:
        """The first line of an entry."""
        return self._ends[index - 1] if index > 0 else 0

    def move(self, by: int, height: int) -> None:
        """The next entry, or the one before; one that is taller than the view is read to its end first."""
        if not self.items:
            return
        if by > 0 and self._ends[self.cursor] > self.first + height:
            self.first += min(height - 1, self._ends[self.cursor] - self.first - height) or 1
        elif by < 0 and self.start_of(self.cursor) < self.first:
            self.first -= min(height - 1, self.first - self.start_of(self.cursor)) or 1
        else:
            self.put(self.cursor + by, height)

    def put(self, index: int, height: int) -> None:
        """The cursor on this entry, or the nearest there is, and that in view."""
        self.cursor = max(0, min(index, len(self.items) - 1))
        self.reveal(height)

    def turn(self, pages: int, height: int) -> None:
        """So many views further."""
        line = self.start_of(self.cursor) + pages * max(1, height - 1)
        target = bisect_right(self._ends, max(0, line))
        moved = target if target != self.cursor else self.cursor + (1 if pages > 0 else -1)
        self.put(moved, height)

    def reveal(self, height: int) -> None:
        """Move the view so that the entry of the cursor is in it, from its first line on."""
        if not self.items:
            self.first = 0
            return
        start, end = self.start_of(self.cursor), self._ends[self.cursor]
        if end > self.first + height:
            self.first = end - height
        self.first = max(0, min(self.first, start, max(0, self.height - 1)))

    def at_or_before(self, offset_s: float) -> int:
        """The last entry of this moment or an earlier one; the first if all are later."""
        found = 0
        for index, item in enumerate(self.items):
            if item.offset_s is not None and item.offset_s <= offset_s:
                found = index
        return found

    def lines(self, height: int, needle: str = "") -> list[Line]:
        """The lines in view, the cursor's entry marked, what is searched for reversed."""
        index = bisect_right(self._ends, self.first)
        shown: list[Line] = []
        while index < len(self.items) and len(shown) < height:
            item = self.items[index]
            skipped = max(0, self.first - self.start_of(index))
            for number, line in enumerate(item.lines[skipped:], skipped):
                mark = "» " if index == self.cursor and number == skipped else "  "
                shown.append(((mark, "accent"), *(highlight(line, needle) if needle else line)))
            index += 1
        return shown[:height]

    @property
    def place(self) -> str:
        """`12 of 214`."""
        return f"{self.cursor + 1:,} of {len(self.items):,}" if self.items else ""


def highlight(line: Line, needle: str) -> Line:
    """The line with what is searched for reversed; nothing when it stands across two pieces in other cases."""
    text = text_of(line)
    start = text.casefold().find(needle.casefold())
    if start < 0 or not needle:
        return line
    end = start + len(needle)
    pieces = []
    at = 0
    for part, style in line:
        cuts = sorted({0, len(part), *(min(max(cut - at, 0), len(part)) for cut in (start, end))})
        for left, right in pairwise(cuts):
            inside = start <= at + left and at + right <= end
            pieces.append((part[left:right], "cursor" if inside else style))
        at += len(part)
    return tuple(pieces)
