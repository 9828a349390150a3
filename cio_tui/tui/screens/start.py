"""The first screen of an incident: how things stand, what that suggests, and what to open. Starting asks first."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content

from cio_tui.tui.bindings import bindings
from cio_tui.tui.keys import START
from cio_tui.tui.line import fit, wrap
from cio_tui.tui.present.key_line import START_KEYS, keys_line
from cio_tui.tui.present.start import (
    book_lines,
    book_rows,
    incident_lines,
    incident_rows,
    right_now_lines,
    suggestion_lines,
)
from cio_tui.tui.present.top import now_line, top_line
from cio_tui.tui.screens.filled import FilledScreen
from cio_tui.tui.widgets.boxes import Columns, Rows
from cio_tui.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from cio_tui.core.ranking import Ranked
    from cio_tui.runtime.conductor import Conductor
    from cio_tui.runtime.scene import Scene
    from cio_tui.tui.form import Form
    from cio_tui.tui.line import Line
    from cio_tui.tui.present.listing import BookRow, IncidentRow

BOOKS, INCIDENTS = "books", "incidents"

TITLES = {
    "suggestion": "What the evidence suggests",
    BOOKS: "Runbooks",
    INCIDENTS: "Incidents",
    "right-now": "Right now (probes only read)",
}
"""Of the framed parts."""

SAID = 3
"""Lines of one sentence above the keys; the words for the ticket take two of 80 cells."""

SIMULATED = ("suggestion", "right-now")
"""What a drill makes up: in each of these a suggestion could be taken for one about the real service."""


class StartScreen(FilledScreen):
    """What is happening, and what to open."""

    PLACE = "the start screen"
    KEYS = START
    BINDINGS: ClassVar[list[BindingType]] = list(bindings(START))

    def __init__(self, conductor: Conductor) -> None:
        super().__init__()
        self._conductor = conductor
        self._box = BOOKS
        self._cursor = {BOOKS: 0, INCIDENTS: 0}
        self._said = ""
        self._books: tuple[BookRow, ...] = ()
        self._incidents: tuple[IncidentRow, ...] = ()
        self._ranked: tuple[Ranked, ...] | None = None
        self._has_moved = False
        self._parts: dict[str, Lines] = {}
        """By name; asking the DOM fails while the app ends that has not composed this screen yet."""

    def compose(self) -> ComposeResult:
        self.fit()
        yield self._lines("top")
        yield self._lines("now")
        yield self._lines("suggestion")
        with Columns(id="start-main"):
            with Rows(id="start-left"):
                yield self._lines(BOOKS)
                yield self._lines(INCIDENTS)
            yield self._lines("right-now")
        yield self._lines("message")
        yield self._lines("keys")

    def on_mount(self) -> None:
        lead = "DRILL  " if self._conductor.scene().is_drill else ""
        for name, title in TITLES.items():
            self._lines(name).border_title = Content(f"{lead}{title}" if name in SIMULATED else title)

    def on_screen_resume(self) -> None:
        self.read_incidents()

    def read_incidents(self) -> None:
        """Look at the folder again."""
        now = self._conductor.workplace.clock.host_now()
        self._incidents = incident_rows(self._conductor.shelf.incidents(), now)

    def come_back(self, incident: str, said: str, *, is_open: bool) -> None:
        """From an incident: while it is open, the cursor waits on it, so that no key opens another one beside it."""
        self.read_incidents()
        places = [row.incident for row in self._incidents]
        self._box = INCIDENTS if is_open and incident in places else BOOKS
        if self._box == INCIDENTS:
            self._cursor[INCIDENTS] = places.index(incident)
        self._said = said

    def fill(self) -> None:
        self.draw(self._conductor.scene())

    def draw(self, scene: Scene) -> None:
        """Show a scene."""
        width = self.size.width
        self._ranked = self._conductor.shelf.rank(scene.evidence)
        self._books = book_rows(self._conductor.shelf, self._ranked, scene)
        self._follow_suggestion()
        self._lines("top").show([top_line(scene, width)])
        self._lines("now").show([now_line(scene, width)])
        self._fill("suggestion", lambda room: suggestion_lines(scene, self._ranked, room))
        self._fill(BOOKS, lambda room: book_lines(self._books, self._shown_cursor(BOOKS), room))
        self._fill(
            INCIDENTS, lambda room: incident_lines(self._incidents, self._shown_cursor(INCIDENTS), room)
        )
        self._fill("right-now", lambda room: right_now_lines(scene, room))
        for name in (BOOKS, INCIDENTS):
            self._lines(name).set_class(name == self._box, "-focused")
            self._lines(name).reveal(self._cursor[name])
        self._lines("message").fit(fit(wrap(self._said, width, "warn"), SAID))
        self._lines("keys").show([keys_line(START_KEYS, width)])

    def _fill(self, name: str, lines: Callable[[int], tuple[Line, ...]]) -> None:
        box = self._lines(name)
        box.show(lines(box.room.width))

    def _follow_suggestion(self) -> None:
        """The cursor starts on what is suggested, until a person moves it."""
        if self._has_moved or not self._ranked or self._ranked[0].holds is not True:
            return
        names = [row.book for row in self._books]
        if self._ranked[0].book in names:
            self._cursor[BOOKS] = names.index(self._ranked[0].book)

    def _shown_cursor(self, box: str) -> int:
        return self._cursor[box] if box == self._box else -1

    def _lines(self, name: str) -> Lines:
        if name not in self._parts:
            self._parts[name] = Lines(id=name, classes="box" if name in TITLES else None)
        return self._parts[name]

    # -- keys

    def action_move(self, by: int) -> None:
        """Up and down in the list."""
        self._has_moved = True
        count = len(self._books) if self._box == BOOKS else len(self._incidents)
        self._cursor[self._box] = max(0, min(count - 1, self._cursor[self._box] + by))
        self.draw(self._conductor.scene())

    def action_box(self) -> None:
        """The other list."""
        self._box = INCIDENTS if self._box == BOOKS else BOOKS
        self.draw(self._conductor.scene())

    def action_open(self) -> None:
        """Start the book, or take up the incident, under the cursor."""
        if self._box == BOOKS:
            self._open_book()
        elif self._incidents:
            row = self._incidents[self._cursor[INCIDENTS]]
            self._ask(opening().resume_form(row, self._conductor, self._review))

    def _open_book(self) -> None:
        if not self._books:
            return self.say("There is no runbook; `cio-tui runbook new ID` writes one.")
        row = self._books[self._cursor[BOOKS]]
        if row.fault:
            return self.say(row.fault)
        proposal = next(
            (one for one in self._ranked or () if one.book == row.book and one.holds is True), None
        )
        return self._ask(opening().start_form(row, proposal, self._conductor))

    def action_enter(self) -> None:
        """A closed incident is read; an open one asks how it is taken up."""
        if self._box == BOOKS:
            return self.say("space starts the runbook; it asks first.")
        if self._incidents and self._incidents[self._cursor[INCIDENTS]].is_open:
            return self.action_open()
        return self.action_review()

    def action_review(self) -> None:
        """Read the incident under the cursor."""
        if self._box != INCIDENTS or not self._incidents:
            return self.say("Choose an incident first: tab goes to the list.")
        return self._review(self._incidents[self._cursor[INCIDENTS]].incident)

    def _review(self, incident: str) -> None:
        opening().review(self.app, self._conductor.workplace, incident)

    def action_watch(self) -> None:
        """Follow the incident under the cursor."""
        if self._box != INCIDENTS or not self._incidents:
            return self.say("Choose an incident first: tab goes to the list.")
        incident = self._incidents[self._cursor[INCIDENTS]].incident
        self.run_worker(self._conductor.follow(incident), group="open")
        return None

    def action_drill(self) -> None:
        """Choose what to practise; it is played on ground of its own, so this screen ends for it."""
        if self._conductor.scene().is_drill:
            return self.say("This is a drill already; q ends it.")
        return self._ask(opening().drill_form(lambda scenario: self.app.call_later(self._practise, scenario)))

    async def _practise(self, scenario: str) -> None:
        await self.app.run_action(f"app.practise({scenario!r})")

    def _ask(self, form: Form) -> None:
        from cio_tui.tui.screens.dialog import Dialog

        self.app.push_screen(Dialog(form))

    def say(self, sentence: str) -> None:
        """Show a sentence above the keys."""
        self._said = sentence
        self.draw(self._conductor.scene())


def opening() -> ModuleType:
    """The questions of this screen, imported with the first of them: dialogs cost 15 ms of its start."""
    return import_module("cio_tui.tui.screens.opening")
