"""The layout of the evidence: a scene and a list of samples in, pixels out. Decides nothing, reads nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.tui.keys.evidence import FOOTER
from cio_tui.tui.line import words
from cio_tui.tui.present.alerts import danger_lines
from cio_tui.tui.present.chart import legend
from cio_tui.tui.present.evidence import list_lines, list_title, newer_note, sample_lines
from cio_tui.tui.present.key_line import keys_line
from cio_tui.tui.present.top import now_line, top_line
from cio_tui.tui.widgets.boxes import Columns, Rows
from cio_tui.tui.widgets.chart import Chart
from cio_tui.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from cio_tui.core.probe import Probe
    from cio_tui.core.proof.sections import Section
    from cio_tui.runtime.scene import Scene
    from cio_tui.tui.present.browse import Browse
    from cio_tui.tui.present.chart import Plot


class EvidenceView(Rows):
    """Everything the evidence of one probe shows."""

    def __init__(self) -> None:
        super().__init__(id="evidence")
        self.said = ""
        """What the last key did, for the message line."""
        self.local_times = False

    def compose(self) -> ComposeResult:
        yield Lines(id="top")
        yield Lines(id="now")
        yield Lines(id="danger")
        with Columns(id="evidence-main"):
            yield Lines(id="samples", classes="box")
            yield Lines(id="sample", classes="box")
        yield Chart(id="trend", classes="box")
        yield Lines(id="message")
        yield Lines(id="keys")

    def draw(self, scene: Scene, probe: Probe, browse: Browse) -> None:
        """What stands around the evidence: it moves with the clock."""
        width = self.size.width
        self._lines("top").show([top_line(scene, width, local=self.local_times)])
        self._lines("now").show([now_line(scene, width)])
        self._lines("danger").fit(danger_lines(scene, width))
        self._lines("keys").show([keys_line(FOOTER, width)])
        note = self.said or newer_note(browse, probe.id in scene.measuring) or self._below()
        self._lines("message").show([words((note, "dim"))])

    def draw_samples(self, probe: Probe, browse: Browse, sections: tuple[Section, ...], plot: Plot) -> None:
        """The evidence itself."""
        listed = self._lines("samples")
        listed.frame(list_title(probe.title, browse))
        width, height = listed.room
        listed.show(list_lines(browse, plot.trend, width, height, local=self.local_times))
        told, chosen = self._lines("sample"), browse.chosen
        told.frame("Sample under the cursor")
        if chosen is None:
            told.show(())
        else:
            width, height = told.room
            told.show(sample_lines(chosen, sections, width, height, local=self.local_times))
        trend = self.query_one(Chart)
        trend.frame(legend(plot))
        trend.plot(plot)

    def _below(self) -> str:
        hidden = self._lines("sample").hidden_below
        return f"{hidden} more lines of this sample: ctrl+d, or z" if hidden else ""

    def scroll_sample(self, by: int) -> None:
        """Move the chosen sample's text."""
        self._lines("sample").scroll_lines(by)

    def show_start_of_sample(self) -> None:
        """Another sample is read from its beginning."""
        self._lines("sample").scroll_lines(-len(self._lines("sample").lines))

    def _lines(self, name: str) -> Lines:
        return self.query_one(f"#{name}", Lines)
