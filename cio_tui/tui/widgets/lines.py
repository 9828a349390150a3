"""The one widget everything is drawn with: lines in, pixels out, and only changed lines go down the wire.

Textual re-sends every cell of a dirty region, so a `Static` of 58×12 costs 5 kB a second where one changed value
here costs 80 bytes (over SSH that is the difference between calm and jerky).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.content import Content
from textual.geometry import Region, Size
from textual.message import Message
from textual.strip import Strip
from textual.widget import Widget

from cio_tui.tui.line import Line, crop, one_row
from cio_tui.tui.looks import look_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.style import Style as RichStyle
    from textual.color import Color

    from cio_tui.tui.line import Style


class Lines(Widget):
    """A block of lines, scrolled by `scroll_lines`."""

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes)
        self._lines: tuple[Line, ...] = ()
        self._first = 0
        self._rows: int | None = None
        """Its height as `fit` has set it; setting it again would lay out the whole screen."""
        self._frame = ("", "")
        """Titles above and below; setting one again would repaint all that is inside."""
        self._styles: dict[Style, RichStyle] = {}
        self._drawn: list[Strip] = []
        """Every row as it was painted last; empty when all of them are to be painted anew."""
        self._stale: set[int] = set()
        """The rows among them that are to be painted anew."""
        self._edges: tuple[list[Segment], list[Segment]] = ([], [])
        """Of its frame, on both sides of a row."""
        self._framing: int | None = None
        """The row whose title is being set: Textual would paint all of them anew."""

    @property
    def lines(self) -> tuple[Line, ...]:
        """What is shown now."""
        return self._lines

    @property
    def room(self) -> Size:
        """Cells and lines there are to fill."""
        return self.content_size

    def show(self, lines: Sequence[Line]) -> None:
        """Show these lines; repaint the ones that differ."""
        new = tuple(lines)
        if new == self._lines:
            return
        old, self._lines = self._lines, new
        if self._first > self._last_first():  # every line moves
            self._first = self._last_first()
            self._refresh_rows(range(self.content_size.height))
            return
        self._refresh_rows(y for y in range(self.content_size.height) if self._at(old, y) != self._at(new, y))

    def fit(self, lines: Sequence[Line]) -> None:
        """Show these lines in as many rows."""
        if len(lines) != self._rows:
            self._rows = len(lines)
            self.styles.height = self._rows
        self.show(lines)

    def frame(self, title: str, below: str = "") -> None:
        """Title its border."""
        if title != self._frame[0]:
            self._framing, self.border_title = 0, Content(title)
        if below != self._frame[1]:
            self._framing, self.border_subtitle = self.outer_size.height - 1, Content(below)
        self._framing, self._frame = None, (title, below)

    class Resized(Message):
        """It has got another size: what fills it was laid out for the one before, or left out while it had none."""

        def can_replace(self, message: Message) -> bool:
            """One drawing is enough for all the parts of a layout that change together."""
            return isinstance(message, Lines.Resized)

    def on_resize(self) -> None:
        """Leave no line hidden above where there is room for it now."""
        self.scroll_lines(0)
        self.post_message(self.Resized())

    def scroll_lines(self, by: int) -> None:
        """Move the view by so many lines, within what there is."""
        first = max(0, min(self._first + by, self._last_first()))
        if first != self._first:
            self._first = first
            self._refresh_rows(range(self.content_size.height))

    def _refresh_rows(self, rows: Iterable[int]) -> None:
        width = self.content_size.width
        if regions := [Region(0, y, width, 1) for y in rows]:
            self.refresh(*regions)

    def reveal(self, index: int) -> None:
        """Move the view so that this line is in it, with one line around it where there is one."""
        height = self.content_size.height
        if index <= self._first:
            self.scroll_lines(index - 1 - self._first)
        elif index >= self._first + height - 1:
            self.scroll_lines(index + 2 - height - self._first)

    @property
    def hidden_below(self) -> int:
        """Lines that do not fit below."""
        return max(0, len(self._lines) - self._first - self.content_size.height)

    def render_lines(self, crop: Region) -> list[Strip]:
        """All its rows, those painted anew that have changed.

        Textual asks every widget for all of them when a row of any has changed, looks at each, and makes four strips of
        one that has: a third of what a key costs.
        """
        if crop != self.outer_size.region:
            return super().render_lines(crop)
        if len(self._drawn) != crop.height:
            self._drawn = super().render_lines(crop)
            self._edges = self._edges_of(self._drawn)
        elif self._stale:
            self._paint(crop.width, crop.height)
        self._stale.clear()
        return self._drawn

    def render_line(self, y: int) -> Strip:
        """One row of the content."""
        width = self.content_size.width
        return Strip(self._segments(y, width), width)

    def _paint(self, width: int, height: int) -> None:
        """Paint the rows that are stale: the frame's by Textual, the others with its edges as they were."""
        gutter, inside, (left, right) = self.gutter, self.content_size.width, self._edges
        filters, ground = self.get_line_filters(), self._ground
        for y in self._stale.intersection(range(height)):
            if not gutter.top <= y < height - gutter.bottom:
                self._drawn[y] = super().render_lines(Region(0, y, width, 1))[0]
                continue
            segments = self._segments(y - gutter.top, inside)
            for line_filter in filters:
                segments = line_filter.apply(segments, ground)
            self._drawn[y] = Strip([*left, *segments, *right], width)

    def _edges_of(self, rows: Sequence[Strip]) -> tuple[list[Segment], list[Segment]]:
        """What stands on both sides of every row of the content."""
        gutter, width = self.gutter, self.outer_size.width
        if not gutter.width or not self.content_size:
            return [], []
        row = rows[gutter.top]
        return list(row.crop(0, gutter.left)), list(row.crop(width - gutter.right, width))

    def _segments(self, y: int, width: int) -> list[Segment]:
        """One row of the content, as wide as that is."""
        line = crop(self._at(self._lines, y), width)
        segments = [Segment(one_row(text), self._style(name)) for text, name in line]
        return Segment.adjust_line_length(segments, width, self._style(""))

    def _set_dirty(self, *regions: Region) -> None:
        """Note which rows are to be painted."""
        x, above = self.content_offset
        if self._framing is not None:
            regions = (Region(-x, self._framing - above, self.outer_size.width, 1),)
        super()._set_dirty(*regions)
        if not regions:
            self._drawn = []
        self._stale.update(y + above for region in regions for y in region.line_range)

    def notify_style_update(self) -> None:
        """Forget the resolved styles when the theme or a class changes."""
        self._styles.clear()
        super().notify_style_update()

    @property
    def _ground(self) -> Color:
        return self.background_colors[1]

    def _style(self, name: Style) -> RichStyle:
        style = self._styles.get(name)
        if style is None:
            style = look_of(name, self.rich_style, self._ground, self.app.theme_variables)
            self._styles[name] = style
        return style

    def _at(self, lines: tuple[Line, ...], y: int) -> Line:
        index = self._first + y
        return lines[index] if index < len(lines) else ()

    def _last_first(self) -> int:
        return max(0, len(self._lines) - max(1, self.content_size.height))
