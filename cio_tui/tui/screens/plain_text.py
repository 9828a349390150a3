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
    """Any key returns."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,space,enter", "dismiss", "return", id="plain.return", tooltip="Return")
    ]

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def compose(self) -> ComposeResult:
        yield Lines(id="plain-text")

    def on_mount(self) -> None:
        self.call_after_refresh(self._draw)

    def on_resize(self) -> None:
        self.call_after_refresh(self._draw)

    def _draw(self) -> None:
        box = self.query_one(Lines)
        footer = words(("q returns; hold shift to select with the mouse", "dim"))
        box.show((*wrap(self._text, max(20, box.room.width)), (), footer))
