"""The walk: turns keys into commands. Draws nothing itself, decides nothing, probes nothing, writes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from cio_tui.core.commands import GoBack, Hold, Release, TakeBack
from cio_tui.core.cutting import cut_words
from cio_tui.core.errors import Refused, UserError
from cio_tui.core.step import Check
from cio_tui.core.taking_back import stays_to_undo
from cio_tui.tui.bindings import bindings
from cio_tui.tui.form import Entry, Field, Form
from cio_tui.tui.keys import WALK
from cio_tui.tui.keys.evidence import TO_EVIDENCE
from cio_tui.tui.present.copying import copy_text
from cio_tui.tui.present.steps import find_step, numbered
from cio_tui.tui.screens import asking
from cio_tui.tui.screens.dialog import Dialog
from cio_tui.tui.screens.filled import FilledScreen
from cio_tui.tui.screens.plain_text import PlainText
from cio_tui.tui.screens.settling import next_line, settling_form
from cio_tui.tui.screens.values import unset_variables, values_form
from cio_tui.tui.widgets.walk_view import WalkView

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from cio_tui.core.commands import Command
    from cio_tui.core.record import Recorded
    from cio_tui.core.session import Session
    from cio_tui.core.step import Step
    from cio_tui.runtime.conductor import Conductor
    from cio_tui.runtime.scene import Scene


ONCE_MORE = "esc once more leaves, as q does; the incident stays as it is"
NOT_YET = "kept, and not saved yet: see the top"
NOTHING = "This step has no command and no message to copy."


class WalkScreen(FilledScreen):
    """One incident, from its first step to its seal."""

    PLACE = "walking an incident"
    KEYS = (*WALK, *TO_EVIDENCE)
    BINDINGS: ClassVar[list[BindingType]] = list(bindings(KEYS))

    def __init__(self, conductor: Conductor) -> None:
        super().__init__()
        self._conductor = conductor
        self._view = WalkView()
        self._offered: set[str] = set()
        """Steps whose values were offered already."""

    def compose(self) -> ComposeResult:
        self.fit()
        yield self._view

    def fill(self) -> None:
        self.draw(self._conductor.scene())

    def draw(self, scene: Scene) -> None:
        """Show a scene, and ask what it shows more often than the rest."""
        self._view.draw(scene)
        self._conductor.monitor.show([probe.id for probe in self._view.shown_probes(scene)])

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:  # noqa: ARG002
        """No key counts while the incident is being left: a fast typist's next one may come before the screen goes."""
        return self._conductor.session is not None

    # -- looking around: nothing is recorded

    def action_look(self, by: int) -> None:
        """Look at another step; the current one stays what it is."""
        scene, session, _ = self._stand()
        order = [step.id for _, step, _ in numbered(session.runbook)]
        here = self._view.looking or session.step
        index = order.index(here) + by if here in order else 0
        target = order[max(0, min(len(order) - 1, index))]
        self._look_at(target, session)
        self._view.draw_looked_at(scene, session)

    def _look_at(self, step: str, session: Session) -> None:
        self._view.looking = "" if step == session.step else step
        self._view.said = ""

    def action_find(self) -> None:
        """Look at the next step whose title or id holds what is typed."""
        _, session, _ = self._stand()

        async def submit(entry: Entry) -> None:
            wanted = entry.value("find").casefold()
            found = find_step(session.runbook, wanted, self._view.looking or session.step)
            if not found:
                raise Refused(f"No step's title or id holds {wanted!r}.")
            self._look_at(found, session)

        field = Field("find", "Part of a step's title or id")
        done = "g goes to the step you look at, esc returns"
        self._ask(Form("Find a step", submit, fields=(field,), verb="look", done=done))

    def action_toggle_times(self) -> None:
        """UTC, or this host's own zone; the log on disk keeps UTC."""
        self._view.local_times = not self._view.local_times
        self._view.draw(self._conductor.scene())

    def action_turn(self, by: int) -> None:
        """Another pane first."""
        self._view.first_pane += by
        self._view.draw(self._conductor.scene())

    def action_pane(self, number: int) -> None:
        """The pane of this number first."""
        scene = self._conductor.scene()
        if number > len(self._view.shown_probes(scene)):
            return self._say(f"This step has {len(self._view.shown_probes(scene))} panes.")
        self._view.first_pane = number - 1
        return self._view.draw(scene)

    def action_evidence(self) -> None:
        """What the first pane's probe measured, from the beginning of the incident on."""
        from cio_tui.tui.screens.evidence import EvidenceScreen

        probes = self._view.shown_probes(self._conductor.scene())
        if not probes:
            return self._say("Nothing is measured yet.")
        probe = probes[self._view.first_pane % len(probes)].id
        self.app.push_screen(EvidenceScreen(self._conductor, probe), lambda _: self._say(""))
        return None

    def action_review(self) -> None:
        """What the log says so far; it follows the log while it is read."""
        from cio_tui.tui.screens.opening import review

        incident = self._conductor.scene().folder.rpartition("/")[2]
        review(self.app, self._conductor.workplace, incident)

    def action_scroll(self, by: int) -> None:
        """Move the step's text."""
        self._view.scroll_told(by)
        self._view.draw(self._conductor.scene())

    def action_toggle_list(self) -> None:
        """The step list, on screens too small to show it all the time."""
        self.toggle_class("-list")
        self.call_after_refresh(lambda: self._view.draw(self._conductor.scene()))

    def action_zoom(self) -> None:
        """The first pane as large as it goes."""
        self.toggle_class("-zoomed")
        self.call_after_refresh(lambda: self._view.draw(self._conductor.scene()))

    def action_leave(self) -> None:
        """Back to what was before: from looking to the step, from the walk to the start screen."""
        if self._is_aside():
            self._view.looking = self._view.said = ""
            self.remove_class("-zoomed", "-list")
            self.call_after_refresh(lambda: self._view.draw(self._conductor.scene()))
            return
        self.app.call_later(self.app.run_action, "leave_incident")

    def action_return(self) -> None:
        """The same for esc, which may have been meant for a dialog that is just gone: at the step it asks first."""
        if not self._is_aside() and self._view.said != ONCE_MORE:
            return self._say(ONCE_MORE)
        return self.action_leave()

    def _is_aside(self) -> bool:
        """Whether there is something to return from before the walk itself."""
        return bool(self._view.looking) or self.has_class("-zoomed") or self.has_class("-list")

    def action_copy(self) -> None:
        """Copy what this step offers; says where it went."""
        scene, _, step = self._stand()
        text = copy_text(scene, step)
        if text:
            self.app.copy_to_clipboard(text)
        self._say(f"sent to your terminal's clipboard; not there? Y shows it: {text}" if text else NOTHING)

    def action_show_plain(self) -> None:
        """What is to be copied, without frames, to select by hand."""
        scene, _, step = self._stand()
        self.app.push_screen(PlainText(copy_text(scene, step) or NOTHING))

    # -- commands

    def action_settle(self) -> None:
        """Whatever this step asks."""
        scene, session, step = self._stand()
        if step is None:
            return self._say(asking.CLOSED)
        if self._view.looking:
            return self._say("You are only looking: esc returns to the current step, g goes to this one.")
        variables = unset_variables(session, step)
        if variables and step.id not in self._offered:
            form = values_form(variables, step, self._conductor.send)
            return self._ask(form, then=lambda: self._settle_after_values(step))
        if isinstance(step.body, Check):
            confirm = next_line(session, step)
            return self._tell(confirm) if confirm else None
        return self._ask(settling_form(scene, session, step, self._conductor.send))

    def _settle_after_values(self, step: Step) -> None:
        self._offered.add(step.id)
        self.action_settle()

    def action_take_back(self) -> None:
        """Take back this person's last mark."""
        self.app.run_worker(self._take_back(), group="send")

    async def _take_back(self) -> None:
        written = await self._send(TakeBack(), "taken back; nothing is deleted from the log")
        _, session, _ = self._stand()
        left = next(filter(None, (stays_to_undo(session, each.event) for each in written)), "")
        if left:
            self._say(f"taken back; still to be switched back: {left}")

    def action_go_back(self) -> None:
        """Return to the step before."""
        self._tell(GoBack())

    def action_hold(self) -> None:
        """Pause the walk, or go on."""
        _, session, _ = self._stand()
        if session.held_since is not None:
            return self._tell(Release(), "going on")
        return self._ask(
            asking.reason_form("Pause the walk", "Why", lambda why: self._conductor.send(Hold(why)))
        )

    def action_form(self, name: str) -> None:
        """One of the questions that fit any step."""
        scene, session, _ = self._stand()
        self._ask(asking.FORMS[name](scene, session, self._view.looking or session.step, self._conductor))

    # -- inside

    def _stand(self) -> tuple[Scene, Session, Step | None]:
        scene = self._conductor.scene()
        assert scene.session is not None, "the walk is only shown for an open incident"  # noqa: S101
        return scene, scene.session, scene.session.current

    def _ask(self, form: Form | str | None, then: Callable[[], None] | None = None) -> None:
        """Show the question, or say why there is none; `then` follows an accepted one."""
        if form is None or isinstance(form, str):
            return self._say(form or "Settle the members of this group one by one.")

        _, before, _ = self._stand()

        def answered(accepted: bool | None) -> None:
            self._say(self._done(form.done, before.seq) if accepted else "left; nothing recorded")
            if accepted and then is not None:
                then()

        self._say("")  # of what was said before, nothing holds behind a dialog, least of all that esc leaves
        self.app.push_screen(Dialog(form), answered)
        return None

    def _done(self, done: str, seq: int) -> str:
        """What is said of events after this one: also that a text was too long for the log."""
        scene = self._conductor.scene()
        if scene.trouble:
            return NOT_YET
        cut = next(filter(None, (cut_words(each.event) for each in scene.tail if each.seq > seq)), "")
        return f"{done}; {cut}" if cut else done

    def _tell(self, command: Command, done: str = "") -> None:
        self.app.run_worker(self._send(command, done), group="send")

    async def _send(self, command: Command, done: str) -> Sequence[Recorded]:
        try:
            written = await self._conductor.send(command)
        except UserError as refusal:
            self._say(str(refusal))
            return ()
        self._say(done)
        return written

    def _say(self, sentence: str) -> None:
        self._view.said = sentence
        self._view.draw(self._conductor.scene())
