"""The walk's layout: a Scene in, pixels out. Owns which step is looked at and which pane comes first, nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.tui.line import crop, text_of, words, wrap
from cio_tui.tui.present.alerts import danger_lines, waiting_lines
from cio_tui.tui.present.footer import footer_line
from cio_tui.tui.present.log import log_lines, saved_word
from cio_tui.tui.present.pane import pane_lines, pane_style
from cio_tui.tui.present.step import asked_lines, step_title, told_lines
from cio_tui.tui.present.steps import step_lines, strip_line, undo_lines
from cio_tui.tui.present.top import now_line, top_line
from cio_tui.tui.widgets.boxes import Columns, Rows
from cio_tui.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from cio_tui.core.probe import Probe
    from cio_tui.core.session import Session
    from cio_tui.core.step import Step
    from cio_tui.runtime.scene import Scene

PANES = 6
"""Panes there is room for at 120×40."""

LEAST_WIDTH, LEAST_HEIGHT = 80, 24
"""Cells below which something is left out."""

AFTER = "l reads its review, n still adds a note, q leaves."
"""What there is to do with a closed incident."""

LOOKING = "only looking: g goes here, esc returns"

BESIDE_TITLE = 4
"""Cells of a frame's first row that a title leaves, besides the corners."""

LEAST_TOLD = 2
"""Lines of what to do that stay in view beside a long question."""


class WalkView(Rows):
    """Everything the walk shows."""

    def __init__(self) -> None:
        super().__init__(id="walk")
        self.looking = ""
        """The step being looked at; empty means the current one."""
        self.first_pane = 0
        self._told_first = 0
        self._told_step = ""
        """Whose text was scrolled to there; another step is read from its first line on."""
        self.local_times = False
        self.said = ""
        """What the last key did, for the message line."""
        self._boxes: dict[str, Lines] = {}
        """Its parts by name; asking the DOM fails while a screen is left that is not composed yet."""

    def compose(self) -> ComposeResult:
        for name in ("top", "now", "danger", "strip"):
            yield self._lines(name)
        with Columns(id="main"):
            with Rows(id="left"):
                yield self._lines("steps")
                yield self._lines("undo")
            yield self._lines("step")
            with Rows(id="panes"):
                for number in range(PANES):
                    yield self._lines(f"pane-{number}")
        for name in ("log", "waiting", "message", "keys"):
            yield self._lines(name)

    def scroll_told(self, by: int) -> None:
        """Move what there is to know and do by so many lines; the question stays where it is."""
        self._told_first = max(0, self._told_first + by)

    def on_mount(self) -> None:
        self._lines("steps").frame("Steps")
        self._lines("undo").frame("Undo list")

    def draw(self, scene: Scene) -> None:
        """Show a scene; each widget repaints only the lines that differ."""
        session = scene.session
        if session is None or not self.is_mounted:
            return
        if self.looking == session.step:  # the walk has come to where one was looking
            self.looking = ""
        width = self.size.width
        self._lines("top").show([top_line(scene, width, local=self.local_times)])
        self._lines("now").show([now_line(scene, width)])
        self._lines("danger").fit(danger_lines(scene, width))
        self._lines("waiting").fit(waiting_lines(scene, session, width))
        if self._lines("strip").room:
            self._lines("strip").show([strip_line(scene, session, width)])
        self.draw_looked_at(scene, session)
        self._draw_panes(scene, session.current)  # looking elsewhere leaves the evidence where it is
        log = self._lines("log")
        log.frame(f"Log ({saved_word(scene)})")
        log.show(log_lines(scene, log.room.width, log.room.height, local=self.local_times))
        self._lines("keys").show([footer_line(scene, session, width)])

    def draw_looked_at(self, scene: Scene, session: Session) -> None:
        """Show what depends on the step that is looked at."""
        if self._lines("steps").room:
            self._draw_list(scene, session)
        self._draw_step(scene, session, self._shown(session))
        self._lines("message").show([words((self.said or self._notice(), "dim"))])

    def _notice(self) -> str:
        if self.looking:
            return LOOKING
        width, height = self.size
        return (
            ""
            if width >= LEAST_WIDTH and height >= LEAST_HEIGHT
            else "80×24 shows more; z shows the evidence"
        )

    def _draw_list(self, scene: Scene, session: Session) -> None:
        steps = self._lines("steps")
        rows = step_lines(scene, session, steps.room.width, self.looking)
        steps.show([line for _, line in rows])
        focus = self.looking or session.step
        steps.reveal(next((index for index, (name, _) in enumerate(rows) if name == focus), 0))
        undo = self._lines("undo")
        undo.show(undo_lines(session, undo.room.width))

    def _draw_step(self, scene: Scene, session: Session, step: Step | None) -> None:
        pane = self._lines("step")
        pane.set_class(bool(self.looking), "-looking")
        if step is None:
            pane.frame("Closed")
            kept = words("log ", (session.fingerprint, "strong"), "  keep this in the ticket")
            sealed = words(("This incident is closed and its log sealed.", "ok"))
            pane.show((sealed, kept, *wrap(scene.folder, pane.room.width), (), *wrap(AFTER, pane.room.width)))
            return
        if step.id != self._told_step:
            self._told_step, self._told_first = step.id, 0
        width, height = pane.room
        question = asked_lines(scene, session, step, width, max(1, height - LEAST_TOLD))
        room = max(1, height - len(question))
        told = told_lines(scene, session, step, width, room)
        self._told_first = min(self._told_first, max(0, len(told) - room))
        below = max(0, len(told) - room - self._told_first)
        gap = ((),) if len(told) < room else ()  # a blank line, then the question, where the eye is
        pane.show((*told[self._told_first : self._told_first + room], *gap, *question))
        note = "  (only looking)" if self.looking else ""
        title = crop(words(step_title(step, session)), width - len(note) - BESIDE_TITLE)
        pane.frame(text_of(title) + note, f"more below ({below}): ctrl+d" if below else "")

    def shown_probes(self, scene: Scene) -> list[Probe]:
        """The probes of the current step, whether or not there is room for all of them."""
        return self._probes(scene, scene.session.current if scene.session else None)

    def _draw_panes(self, scene: Scene, step: Step | None) -> None:
        probes = self._probes(scene, step)
        first = self.first_pane % len(probes) if probes else 0
        probes = probes[first:] + probes[:first]
        for number in range(PANES):
            pane = self._lines(f"pane-{number}")
            shown = probes[number] if number < len(probes) else None
            # the style sheet decides which of the others there is room for
            pane.styles.display = "none" if shown is None else None
            if shown is not None:
                position = f"  {first + 1} of {len(probes)}  [ ]" if number == 0 and len(probes) > 1 else ""
                pane.frame(shown.title + position)
                pane.set_classes(f"pane -{pane_style(scene, shown)}")
                pane.show(pane_lines(scene, shown, pane.room.width))

    def _probes(self, scene: Scene, step: Step | None) -> list[Probe]:
        """The probes this step names, else all of them."""
        named = [scene.probes[name] for name in step.panes if name in scene.probes] if step else []
        return named or list(scene.probes.values())

    def _shown(self, session: Session) -> Step | None:
        return session.runbook.steps.get(self.looking or session.step)

    def _lines(self, name: str) -> Lines:
        if name not in self._boxes:
            self._boxes[name] = Lines(id=name, classes="pane" if name.startswith("pane-") else None)
        return self._boxes[name]
