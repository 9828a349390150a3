"""The layout of a review: an account in, pixels out. Owns where the reader is and what was last said."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Vertical
from textual.content import Content

from cio_tui.report.drawing.axis import axis_of
from cio_tui.tui.line import words, wrap
from cio_tui.tui.present.review_panes import moment_lines
from cio_tui.tui.present.review_place import Place
from cio_tui.tui.present.review_sections import Section, contents_lines
from cio_tui.tui.present.review_strip import ruler_cells, strip_cells
from cio_tui.tui.present.review_timeline import legend_lines
from cio_tui.tui.present.review_top import damage_lines, footer_line, moment_title, opening_line, top_line
from cio_tui.tui.widgets.boxes import Columns, Rows
from cio_tui.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from cio_tui.core.chart import Cell
    from cio_tui.core.review.strip import Strip
    from cio_tui.report.drawing.axis import Axis
    from cio_tui.runtime.incident_list import Summary
    from cio_tui.runtime.reviewing import Reviewed
    from cio_tui.tui.line import Line

MARGIN = 2
"""Cells before each line of a section, for the cursor."""

LEAST = 20
"""Cells that a section is laid out for at least, whatever the terminal."""


class ReviewView(Rows):
    """Everything a review shows."""

    def __init__(self, incident: str) -> None:
        super().__init__(id="review")
        self._incident = incident
        self.summary: Summary | None = None
        """What a glance at the log says, until all of it is read."""
        self.trouble = ""
        """Why nothing more can be read."""
        self.place: Place | None = None
        self.said = ""
        self.is_contents = False
        """Whether the keys choose a section."""
        self._damaged = 0
        self._axis: Axis | None = None
        self._cells: dict[tuple[str, int], tuple[Cell, ...]] = {}

    def compose(self) -> ComposeResult:
        yield Lines(id="top")
        yield Lines(id="danger")
        with Columns(id="review-main"):
            yield Lines(id="review-contents", classes="box")
            with Vertical(id="review-section", classes="box"):
                yield Lines(id="review-legend")
                yield Lines(id="review-page")
            yield Lines(id="review-moment", classes="box")
        yield Lines(id="message")
        yield Lines(id="keys")

    def on_mount(self) -> None:
        self._lines("review-contents").frame("Contents")

    def on_lines_resized(self) -> None:
        """Draw for the layout there is now."""
        self.draw()

    def take(self, reviewed: Reviewed) -> None:
        """Show this account; the reader stays where they are."""
        self._damaged = reviewed.history.damage.seq if reviewed.history.damage else 0
        self._axis = axis_of(reviewed.account)
        self._cells.clear()
        self.trouble = ""
        if self.place is None:
            self.place = Place(reviewed.account)
        else:
            self.place.follow(reviewed.account)
        self.draw()

    @property
    def height(self) -> int:
        """Lines of a section in view."""
        return max(1, self._lines("review-page").room.height)

    def draw(self) -> None:
        """Show where the reader is; each widget repaints only the lines that differ."""
        if not self.is_mounted:
            return
        width = self.size.width
        place = self.place
        self._lines("message").show([words((self.said, "dim"))])
        matches = place is not None and bool(place.hits)
        self._lines("keys").show([footer_line(width, is_contents=self.is_contents, has_matches=matches)])
        if place is None:
            self._lines("top").show([opening_line(self._incident, self.summary, width)])
            self._lines("review-page").show(self._waiting())
            return
        header = place.account.header
        self._lines("top").show([top_line(header, width, place.moments.zone_name)])
        self._lines("danger").fit(damage_lines(header, self._damaged, width))
        contents = self._lines("review-contents")
        across = contents.room.width or width - 2  # while it is hidden it has no room of its own
        contents.show(contents_lines(place.account, place.section, max(1, across)))
        contents.set_class(self.is_contents, "-focused")
        self._draw_section(place)
        self._draw_moment(place)

    def _waiting(self) -> list[Line]:
        width = max(LEAST, self._lines("review-page").room.width)
        return list(
            wrap(
                self.trouble or "Reading the log and the samples beside it…",
                width,
                "warn" if self.trouble else "dim",
            )
        )

    def _draw_section(self, place: Place) -> None:
        box = self.query_one("#review-section", Vertical)
        page = self._lines("review-page")
        if not page.room.height:  # hidden: where the reader is stays
            return
        is_timeline = place.section is Section.TIMELINE
        width = max(LEAST, page.room.width)
        legend = legend_lines(place.account.rows, place.kinds, width) if is_timeline else ()
        self._lines("review-legend").fit(legend)
        place.lay_out(width - MARGIN, self.height)
        page.show(place.page.lines(self.height, place.needle))
        box.border_title = Content(place.section.value)
        box.border_subtitle = Content(place.told)
        box.set_class(not self.is_contents, "-focused")

    def _draw_moment(self, place: Place) -> None:
        box = self._lines("review-moment")
        shown = place.shown
        width, height = max(LEAST, box.room.width), max(1, box.room.height)
        box.show(moment_lines(shown, self._strip, self._column, width, height))
        box.frame(moment_title(place.moments, place.at, place.offset_s, is_event=bool(place.saw)))

    def _strip(self, strip: Strip | None, width: int) -> tuple[Cell, ...]:
        """The cells of a probe, drawn once for each width: 50,000 samples take longer than a key may."""
        assert self.place is not None and self._axis is not None, "drawn before there is an account"  # noqa: S101, PT018
        name = strip.probe if strip else ""
        if (name, width) not in self._cells:
            rows = self.place.account.rows
            self._cells[name, width] = (
                strip_cells(strip, self._axis, width) if strip else ruler_cells(rows, self._axis, width)
            )
        return self._cells[name, width]

    def _column(self, width: int) -> int:
        assert self.place is not None and self._axis is not None, "drawn before there is an account"  # noqa: S101, PT018
        return self._axis.column(self.place.offset_s, width)

    def _lines(self, name: str) -> Lines:
        return self.query_one(f"#{name}", Lines)
