"""The review of one incident: turns keys into moves. Reads only; the one thing it writes is that it was reviewed."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, ClassVar

from textual.screen import Screen

from cio_tui.core.errors import Refused, UserError
from cio_tui.runtime.incident_list import Summary
from cio_tui.tui.bindings import bindings
from cio_tui.tui.form import Entry, Field, Form
from cio_tui.tui.keys.review import REVIEW
from cio_tui.tui.present.review_sections import sections
from cio_tui.tui.screens.dialog import Dialog
from cio_tui.tui.screens.plain_text import PlainText
from cio_tui.tui.screens.review_forms import mark_form
from cio_tui.tui.widgets.review_view import ReviewView

if TYPE_CHECKING:
    from collections.abc import AsyncGenerator, Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from cio_tui.runtime.incident_folder import IncidentFolder
    from cio_tui.runtime.review_watch import News
    from cio_tui.runtime.reviewer import Reviewer
    from cio_tui.runtime.reviewing import Reviewed
    from cio_tui.tui.present.review_place import Place


class ReviewScreen(Screen[None]):
    """One incident, read from its first event to its last."""

    PLACE = "reading a review"
    KEYS = REVIEW
    BINDINGS: ClassVar[list[BindingType]] = list(bindings(REVIEW))

    def __init__(self, folder: IncidentFolder, reviewer: Reviewer) -> None:
        super().__init__()
        self._folder = folder
        self._reviewer = reviewer
        self._view = ReviewView(folder.id)
        self._reviewed: Reviewed | None = None
        self._news: AsyncGenerator[News, None] | None = None

    def compose(self) -> ComposeResult:
        yield self._view

    def on_mount(self) -> None:
        self.call_after_refresh(self._begin)

    def _begin(self) -> None:
        """The layout is known: paint the head, and read the log after that."""
        self._view.draw()
        self.run_worker(self._follow(), group="follow", exit_on_error=True)

    async def _follow(self) -> None:
        from cio_tui.runtime.review_watch import follow_review

        self._news = follow_review(self._folder)
        try:
            async for news in self._news:
                self._take(news)
        finally:
            await self._news.aclose()

    def _take(self, news: News) -> None:
        if isinstance(news, Summary):
            self._view.summary = news
        elif isinstance(news, UserError):
            self._view.trouble = self._view.said = str(news)
        else:
            self._say_what_is_new(news)
            self._reviewed = news
            self._view.take(news)
            return
        self._view.draw()

    def _say_what_is_new(self, news: Reviewed) -> None:
        before = len(self._reviewed.account.rows) if self._reviewed else 0
        more = len(news.account.rows) - before
        if before and more > 0:
            self._view.said = f"{more:,} new in the log"

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """Until the log is read there is nothing to move through."""
        return self._view.place is not None or action == "leave"

    # -- moving

    @property
    def _place(self) -> Place:
        assert self._view.place is not None, "no key is taken before"  # noqa: S101
        return self._view.place

    def _moved(self, said: str = "") -> None:
        self._view.said = said
        self._view.draw()

    def action_move(self, by: int) -> None:
        """The next entry or, in the contents, the next section."""
        if self._view.is_contents:
            order = sections(self._place.account)
            index = order.index(self._place.section) + by
            self._place.show(order[max(0, min(len(order) - 1, index))])
        else:
            self._place.move(by)
        self._moved()

    def action_page(self, by: int) -> None:
        """A view further."""
        self._place.page_on(by)
        self._moved()

    def action_leap(self, by: int) -> None:
        """The first entry, or the last."""
        self._place.leap(by)
        self._moved()

    def action_turn(self, by: int) -> None:
        """Another section."""
        self._place.turn(by)
        self._moved()

    def action_contents(self) -> None:
        """Choose a section, or go back to the one that was chosen."""
        self._view.is_contents = not self._view.is_contents
        self.set_class(self._view.is_contents, "-contents")
        self._moved()

    def action_scrub(self, by: int) -> None:
        """Move the moment."""
        step = self._place.scrub(by)
        self._moved(f"one step is {step:g} s")

    def action_open(self) -> None:
        """Read the section that was chosen; else show the entry in the timeline."""
        if self._view.is_contents:
            return self.action_contents()
        shown = self._place.open()
        return self._moved("" if shown else "This stands for no moment of the timeline.")

    def action_zoom(self) -> None:
        """The probes as large as they go."""
        self.toggle_class("-zoomed")
        self._moved()

    def action_leave(self) -> None:
        """Back to what was before: from the contents, the large probes, the search, the review."""
        if self._view.is_contents:
            return self.action_contents()
        if self.has_class("-zoomed"):
            return self.action_zoom()
        if self._view.place is not None and self._view.place.hits:
            self._view.place.forget_search()
            return self._moved()
        return self.dismiss_review()

    def dismiss_review(self) -> None:
        """Leave it, off this pump: a screen cannot wait for its own end."""
        self.app.call_later(self.app.run_action, "leave_review")

    # -- folding, times, search

    def action_fold(self) -> None:
        """Everything, or what a first reading needs."""
        self._place.fold()
        self._moved()

    def action_toggle_kind(self, digit: int) -> None:
        """Show or hide one kind of event."""
        kind = self._place.toggle_kind(digit)
        self._moved(f"{kind.value}: {'shown' if kind in self._place.kinds else 'folded'}")

    def action_toggle_times(self) -> None:
        """UTC, or this host's own zone; the log keeps UTC."""
        self._moved(f"times in {self._place.toggle_times()}")

    def action_find(self) -> None:
        """Find a text anywhere."""

        async def submit(entry: Entry) -> None:
            wanted = entry.value("find")
            if not self._place.search(wanted):
                raise Refused(f"Nothing in this review holds {wanted!r}.")

        field = Field("find", "A text: a name, a step, a probe, a word of a note")
        self._ask(Form("Find in this review", submit, fields=(field,), verb="find"), self._tell_matches)

    def _tell_matches(self) -> None:
        self.remove_class("-zoomed")
        self._moved(f"{len(self._place.hits):,} entries hold it; n N the next, esc ends the search")

    def action_again(self, by: int) -> None:
        """The next match, or the one before."""
        if not self._place.hits:
            return self._moved("Nothing is searched for: / asks what to find.")
        number = self._place.again(by)
        return self._moved(f"match {number:,} of {len(self._place.hits):,}")

    # -- what leaves the review

    def action_mark(self) -> None:
        """Say in the log that the whole of it was read."""
        header = self._place.account.header
        mark = self._reviewer.mark

        async def submit(entry: Entry) -> None:
            await asyncio.to_thread(mark, self._folder, entry.value("remark"))

        self._ask(mark_form(header, submit), lambda: self._moved("marked as reviewed, saved in the log"))

    def action_export(self, form: str) -> None:
        """Write the report to a file, off this pump: it waits for the disk."""
        self.run_worker(self._export(form), group="export", exit_on_error=True)

    async def _export(self, form: str) -> None:
        from cio_tui.runtime.report_file import write_report

        place = self._place
        self._moved("writing…")
        try:
            path = await asyncio.to_thread(write_report, place.account, form, place.moments.zone)
        except UserError as refusal:
            self._moved(str(refusal))
        else:
            self._moved(f"written to {path}")

    def action_copy(self) -> None:
        """Copy what fits into a message."""
        self.app.copy_to_clipboard(self._slack())
        self._moved("the Slack text was sent to your terminal's clipboard; not there? Y shows it")

    def action_show_plain(self) -> None:
        """The same without frames, to select by hand."""
        self.app.push_screen(PlainText(self._slack()))

    def _slack(self) -> str:
        from cio_tui.runtime.report_file import render

        return render(self._place.account, "slack", self._place.moments.zone)

    def _ask(self, form: Form, then: Callable[[], None]) -> None:
        def answered(accepted: bool | None) -> None:
            then() if accepted else self._moved("left; nothing changed")

        self.app.push_screen(Dialog(form), answered)
