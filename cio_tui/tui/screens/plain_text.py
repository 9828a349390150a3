"""Text without frames or styles, for terminals whose clipboard does not arrive: select it by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.screen import ModalScreen

from cio_tui.tui.line import words, wrap
from cio_tui.tui.widgets.lines import Lines

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType


class PlainText(ModalScreen[None]):
    """As much of a text as fits, and the rest by scrolling."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,space,enter", "dismiss", "return", id="plain.return", tooltip="Return"),
        Binding("j,down,ctrl+d,pagedown", "scroll(8)", "down", id="plain.down", show=False),
        Binding("k,up,ctrl+u,pageup", "scroll(-8)", "up", id="plain.up", show=False),
    ]

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def compose(self) -> ComposeResult:
        yield Lines(id="plain-text")

    def on_lines_resized(self) -> None:
        """Wrap it for the width there is, which is known now."""
        box = self.query_one(Lines)
        footer = words(("q returns; j k scroll; hold shift to select with the mouse", "dim"))
        box.show((*wrap(self._text, max(20, box.room.width)), (), footer))

    def action_scroll(self, by: int) -> None:
        """Move the text."""
        self.query_one(Lines).scroll_lines(by)
