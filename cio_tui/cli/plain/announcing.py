"""What the plain walk says aloud, and what it has said already: each event once, each question when it changes."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from cio_tui.cli.plain.words import (
    event_lines,
    message_of,
    one_line,
    open_question,
    probe_line,
    question_lines,
    step_lines,
    suggestion_line,
)
from cio_tui.core.errors import Undecided
from cio_tui.core.sealing import sealed
from cio_tui.core.session import split_key
from cio_tui.core.taking_back import stays_to_undo

if TYPE_CHECKING:
    from cio_tui.cli.output import Output
    from cio_tui.core.session import Session
    from cio_tui.runtime.scene import Scene

EARLIER = 10
"""Events of before this session that are told when it begins; `incident show` has them all."""


class Announcer:
    """Remembers how far the listener has been told."""

    def __init__(self, output: Output) -> None:
        self.message = ""
        """The outgoing text as it was announced: what is attested as sent."""
        self._output = output
        self._told = -1
        self._question: object = None
        self._entered = 0
        self._suggested = 0
        self._holder = ""
        self._trouble = ""
        self._caution = ""
        self._stopped: frozenset[str] = frozenset()

    def say(self, line: str) -> None:
        """One announcement."""
        self._output.write_text(f"{line}\n")

    def say_trouble(self, trouble: str) -> None:
        """An error; it is not said a second time while it lasts."""
        self._trouble = trouble
        self.say(f"ERROR {one_line(trouble)}")

    def announce(self, scene: Scene) -> None:
        """Everything since the last time; the current step in full if it was just entered."""
        session = scene.session
        if session is None or session.opened is None:
            return
        if self._told < 0:
            self._introduce(scene, session)
        self._tell_standing(scene)
        for recorded in scene.tail:
            if recorded.seq > self._told:
                self._told = recorded.seq
                for line in event_lines(recorded):
                    self.say(line)
                if title := stays_to_undo(session, recorded.event):
                    self.say(f"UNDO still open: {title}; taking a mark back switches nothing")
        self._tell_step(scene, session)
        self._tell_suggestion(scene, session)
        if session.closed is not None:
            self.say(f"CLOSED {sealed(session)}")
            self.say(f"CLOSED {scene.folder}")

    def ask_again(self, scene: Scene) -> None:
        """The question once more, after an answer that was refused; a reader without the pen is asked nothing."""
        session = scene.session
        if session is None or session.current is None or scene.holder:
            return
        for line in question_lines(scene, session, session.current):
            if line.startswith("ASK "):
                self.say(line)

    def say_left(self, scene: Scene) -> None:
        """How to come back to an incident that stays open; a terminal that has gone is told nothing."""
        session = scene.session
        if session is None or session.opened is None or session.closed is not None:
            return
        verb = "watch" if scene.holder else "resume"
        with suppress(OSError, Undecided):
            self.say(f"NOTE left; {verb} with: cio-tui {verb} {session.opened.incident}")

    def _introduce(self, scene: Scene, session: Session) -> None:
        mode = "DRILL" if session.is_drill else "LIVE"
        incident = session.opened.incident if session.opened else ""
        place = "/".join(filter(None, (scene.label, scene.region)))
        self.say(
            f"INCIDENT {incident} {mode} {place}, {session.severity or 'checklist'} {session.runbook.title}"
        )
        self._told = max(0, session.seq - EARLIER)
        if self._told:
            self.say(f"NOTE {self._told} earlier events: cio-tui incident show {incident}")

    def _tell_standing(self, scene: Scene) -> None:
        """Who may write, whether it can be saved, and which probes wait for a person."""
        for name, reason in scene.stopped.items():
            if name not in self._stopped:
                self.say(f"NOTE {name}: {one_line(reason)} with :refresh")
        self._stopped = frozenset(scene.stopped)
        if scene.holder != self._holder:
            self._holder = scene.holder
            if scene.holder:
                self.say(f"NOTE {scene.holder} holds the pen; this session only reads, :take takes it over")
            else:
                self.say("NOTE the pen is yours")
        if scene.trouble != self._trouble:
            self._trouble = scene.trouble
            self.say(f"ERROR {one_line(scene.trouble)}" if scene.trouble else "NOTE saved")
        if scene.caution != self._caution:
            self._caution = scene.caution
            if scene.caution:
                self.say(f"NOTE saved, but: {one_line(scene.caution)}")

    def _tell_step(self, scene: Scene, session: Session) -> None:
        step = session.current
        if step is None:
            return
        entered = session.state(step.id).entered_seq
        question = (session.book, step.id, entered, *open_question(session, step))
        if question == self._question:
            return
        is_new = entered != self._entered or self._question is None
        self._question, self._entered = question, entered
        self._suggested, _ = suggestion_line(scene, session, step)
        self.message = message_of(scene, step)
        for line in step_lines(scene, session, step) if is_new else question_lines(scene, session, step):
            self.say(line)

    def _tell_suggestion(self, scene: Scene, session: Session) -> None:
        """What is suggested, when it has changed since the step was told."""
        step = session.current
        if step is not None:
            number, line = suggestion_line(scene, session, step)
            if number != self._suggested:
                self._suggested = number
                self.say(line)

    def tell_state(self, scene: Scene, session: Session) -> None:
        """Where everything stands, when asked."""
        incident = session.opened.incident if session.opened else ""
        self.say(f"INCIDENT {incident} {session.severity} {scene.trouble or scene.caution}".strip())
        for name in scene.probes:
            self.say(probe_line(scene, name))
        for item in session.undo_open:
            self.say(f"UNDO open: {split_key(item)[1]}")
        if session.current is not None:
            self.say(f"STEP {session.current.id} {session.current.title}")
            for line in question_lines(scene, session, session.current):
                self.say(line)
