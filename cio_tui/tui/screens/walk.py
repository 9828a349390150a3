"""The walk: turns keys into commands. Draws nothing itself, decides nothing, probes nothing, writes nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.screen import Screen

from cio_tui.core.commands import GoBack, Hold, Release, TakeBack
from cio_tui.core.errors import UserError
from cio_tui.core.step import Check
from cio_tui.tui.bindings import bindings
from cio_tui.tui.keys import WALK
from cio_tui.tui.present.copying import copy_text
from cio_tui.tui.present.steps import numbered
from cio_tui.tui.screens import asking
from cio_tui.tui.screens.dialog import Dialog
from cio_tui.tui.screens.plain_text import PlainText
from cio_tui.tui.screens.settling import next_line, settling_form
from cio_tui.tui.widgets.walk_view import WalkView

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from cio_tui.core.commands import Command
    from cio_tui.core.session import Session
    from cio_tui.core.step import Step
    from cio_tui.runtime.conductor import Conductor
    from cio_tui.runtime.scene import Scene
    from cio_tui.tui.form import Form


class WalkScreen(Screen[None]):
    """One incident, from its first step to its seal."""

    BINDINGS: ClassVar[list[BindingType]] = list(bindings(WALK))

    def __init__(self, conductor: Conductor) -> None:
        super().__init__()
        self._conductor = conductor
        self._view = WalkView()

    def compose(self) -> ComposeResult:
        yield self._view

    def draw(self, scene: Scene) -> None:
        """Show a scene."""
        self._view.draw(scene)

    # -- looking around: nothing is recorded

    def action_look(self, by: int) -> None:
        """Look at another step; the current one stays what it is."""
        scene, session, _ = self._stand()
        order = [step.id for _, step, _ in numbered(session.runbook)]
        here = self._view.looking or session.step
        index = order.index(here) + by if here in order else 0
        target = order[max(0, min(len(order) - 1, index))]
        self._view.looking = "" if target == session.step else target
        self._view.draw(scene)

    def action_turn(self, by: int) -> None:
        """Another pane first."""
        self._view.first_pane += by
        self._view.draw(self._conductor.scene())

    def action_scroll(self, by: int) -> None:
        """Move the step's text."""
        self._view.step_pane.scroll_lines(by)

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
        if self._view.looking or self.has_class("-zoomed"):
            self._view.looking = ""
            self.remove_class("-zoomed")
            self.call_after_refresh(lambda: self._view.draw(self._conductor.scene()))
            return
        self.app.call_later(self.app.run_action, "leave_incident")

    def action_copy(self) -> None:
        """Copy what this step offers; says where it went."""
        scene, _, step = self._stand()
        text = copy_text(scene, step)
        if text:
            self.app.copy_to_clipboard(text)
        self._say(
            f"sent to your terminal's clipboard; not there? Y shows it: {text}"
            if text
            else "nothing to copy here"
        )

    def action_show_plain(self) -> None:
        """What is to be copied, without frames, to select by hand."""
        scene, _, step = self._stand()
        self.app.push_screen(PlainText(copy_text(scene, step) or "nothing to copy here"))

    # -- commands

    def action_settle(self) -> None:
        """Whatever this step asks."""
        scene, session, step = self._stand()
        if step is None:
            return self._say("this incident is closed")
        self._view.looking = ""
        if isinstance(step.body, Check):
            confirm = next_line(session, step)
            return self._tell(confirm) if confirm else None
        return self._ask(settling_form(scene, session, step, self._conductor.send))

    def action_take_back(self) -> None:
        """Take back this person's last mark."""
        self._tell(TakeBack())

    def action_go_back(self) -> None:
        """Return to the step before."""
        self._tell(GoBack())

    def action_hold(self) -> None:
        """Pause the walk, or go on."""
        _, session, _ = self._stand()
        if session.held_since is not None:
            return self._tell(Release())
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

    def _ask(self, form: Form | None) -> None:
        if form is None:
            self._say("nothing to answer here")
        else:
            self.app.push_screen(Dialog(form), self._answered)

    def _answered(self, recorded: bool | None) -> None:
        self._say("recorded" if recorded else "left; nothing recorded")

    def _tell(self, command: Command) -> None:
        self.run_worker(self._send(command), group="send")

    async def _send(self, command: Command) -> None:
        try:
            await self._conductor.send(command)
        except UserError as refusal:
            self._say(str(refusal))

    def _say(self, sentence: str) -> None:
        self._view.said = sentence
        self._view.draw(self._conductor.scene())
