"""The keys that fit where you are: the five that are enough first, then the rest by group, then what helps at 3 a.m."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen

from cio_tui.tui.present.help import help_lines
from cio_tui.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from cio_tui.tui.keys import Key


class HelpScreen(ModalScreen[None]):
    """Any of its keys returns."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding(
            "escape,q,space,enter,question_mark", "dismiss", "return", id="help.return", tooltip="Return"
        ),
        Binding("j,down", "scroll(1)", "down", id="help.down", show=False),
        Binding("k,up", "scroll(-1)", "up", id="help.up", show=False),
        Binding("ctrl+d,pagedown", "scroll(10)", "page down", id="help.page_down", show=False),
        Binding("ctrl+u,pageup", "scroll(-10)", "page up", id="help.page_up", show=False),
    ]

    def __init__(self, place: str, keys: Sequence[Key]) -> None:
        super().__init__()
        self._place = place
        self._keys = keys

    def compose(self) -> ComposeResult:
        with Vertical(id="help") as frame:
            frame.border_title = Content(f"Help for: {self._place}")
            frame.border_subtitle = Content("esc returns   j k scroll")
            yield Lines(id="help-text")

    def on_lines_resized(self) -> None:
        """Lay it out for the width there is, which is known now."""
        box = self.query_one("#help-text", Lines)
        box.show(help_lines(self._keys, max(40, box.room.width)))

    def action_scroll(self, by: int) -> None:
        """Move the text."""
        self.query_one("#help-text", Lines).scroll_lines(by)
