"""The evidence of one probe over the incident: reads samples, copies them, attaches one. Judges nothing by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.screen import Screen

from cio_tui.core.errors import UserError
from cio_tui.core.proof.asked import command_of
from cio_tui.core.proof.sections import text_of
from cio_tui.runtime.proving import attachment, proof_of
from cio_tui.tui.bindings import bindings
from cio_tui.tui.keys.evidence import EVIDENCE
from cio_tui.tui.present.browse import Browse
from cio_tui.tui.present.chart import plot_of
from cio_tui.tui.screens.plain_text import PlainText
from cio_tui.tui.widgets.evidence_view import EvidenceView

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from cio_tui.core.commands import AttachEvidence
    from cio_tui.core.kept import Kept
    from cio_tui.core.probe import Probe
    from cio_tui.runtime.conductor import Conductor
    from cio_tui.runtime.scene import Scene

NOTHING = "There is no sample yet."


class EvidenceScreen(Screen[None]):
    """Opened from the walk, on one of its probes; shows the others with the keys that turn panes."""

    PLACE = "reading the evidence"
    KEYS = EVIDENCE
    BINDINGS: ClassVar[list[BindingType]] = list(bindings(EVIDENCE))

    def __init__(self, conductor: Conductor, probe: str) -> None:
        super().__init__()
        self._conductor = conductor
        self._view = EvidenceView()
        self._show_probe(probe)

    def _show_probe(self, probe: str) -> None:
        self._probe = probe
        self._samples = self._conductor.samples(probe)
        self._browse = Browse()
        self._is_reading = False

    def compose(self) -> ComposeResult:
        yield self._view

    def on_lines_resized(self) -> None:
        """Draw for the layout there is now."""
        self.draw(self._conductor.scene())
        self._draw_samples()

    def draw(self, scene: Scene) -> None:
        """Show a scene, and look whether there are new samples."""
        probe = scene.probes.get(self._probe)
        if probe is None or scene.session is None:
            return
        self._conductor.monitor.show([self._probe])
        self._view.draw(scene, probe, self._browse)
        if not self._is_reading:
            self._is_reading = True
            self.run_worker(self._look(), group="samples")

    async def _look(self) -> None:
        samples = self._samples
        kept = await samples.read()
        if samples is self._samples:  # another probe may have been turned to meanwhile
            self._is_reading = False
            if kept != self._browse.samples or not kept:
                self._browse = self._browse.having(kept)
                self._draw_samples()

    def _draw_samples(self) -> None:
        scene = self._conductor.scene()
        probe = scene.probes.get(self._probe)
        if probe is None or not self._view.is_mounted:
            return
        chosen = self._browse.chosen
        sections = proof_of(chosen, probe, scene) if chosen else ()
        self._view.draw_samples(probe, self._browse, sections, plot_of(self._browse, probe, scene))
        self._view.draw(scene, probe, self._browse)

    # -- looking around: nothing is recorded

    def action_move(self, by: int) -> None:
        """Another sample."""
        self._view.said = ""
        self._browse = self._browse.moved(by)
        self._view.show_start_of_sample()
        self._draw_samples()

    def action_filter(self) -> None:
        """All samples, or only those that were not good."""
        self._browse = self._browse.filtered()
        self._draw_samples()

    def action_turn(self, by: int) -> None:
        """Another probe."""
        names = list(self._conductor.scene().probes)
        if self._probe in names:
            self._view.said = ""
            self._show_probe(names[(names.index(self._probe) + by) % len(names)])
            self.draw(self._conductor.scene())

    def action_scroll(self, by: int) -> None:
        """Move the sample's text."""
        self._view.scroll_sample(by)
        self._draw_samples()

    def action_zoom(self) -> None:
        """The sample as large as it goes."""
        self.toggle_class("-zoomed")

    def action_toggle_times(self) -> None:
        """UTC, or this host's own zone; the log on disk keeps UTC."""
        self._view.local_times = not self._view.local_times
        self.draw(self._conductor.scene())
        self._draw_samples()

    def action_leave(self) -> None:
        """Back to what was before."""
        if self.has_class("-zoomed"):
            return self.action_zoom()
        self.dismiss()
        return None

    # -- taking it along

    def action_copy_command(self) -> None:
        """Copy what asks the same again."""
        scene, probe, chosen = self._stand()
        command = command_of(probe, chosen.detail, is_drill=scene.is_drill) if probe and chosen else ""
        self._copy(command, "This sample does not say what was asked; there is no command to copy.")

    def action_copy_text(self) -> None:
        """Copy the whole sample."""
        self._copy(self._text(), NOTHING)

    def action_show_plain(self) -> None:
        """The whole sample without frames, to select by hand."""
        self.app.push_screen(PlainText(self._text() or NOTHING))

    def action_attach(self) -> None:
        """Pin the sample to the current step."""
        scene, probe, chosen = self._stand()
        if chosen is None or probe is None:
            return self._say(NOTHING)
        self.app.run_worker(self._send(attachment(chosen, probe, scene)), group="send")
        return None

    async def _send(self, command: AttachEvidence) -> None:
        try:
            await self._conductor.send(command)
        except UserError as refusal:
            self._say(str(refusal))
        else:
            session = self._conductor.scene().session
            self._say(f"attached to step {session.step if session else ''}; a copy of it is in the log")

    # -- inside

    def _stand(self) -> tuple[Scene, Probe | None, Kept | None]:
        scene = self._conductor.scene()
        return scene, scene.probes.get(self._probe), self._browse.chosen

    def _text(self) -> str:
        scene, probe, chosen = self._stand()
        return text_of(chosen, proof_of(chosen, probe, scene)) if probe and chosen else ""

    def _copy(self, text: str, otherwise: str) -> None:
        if text:
            self.app.copy_to_clipboard(text)
        first = text.partition("\n")[0]
        self._say(f"sent to your terminal's clipboard; not there? Y shows it: {first}" if text else otherwise)

    def _say(self, sentence: str) -> None:
        self._view.said = sentence
        self._draw_samples()
