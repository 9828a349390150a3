"""Shows hostile text on one kind of widget, raw, as if nothing had cleaned it: `python -m … SURFACE`."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

from cio_tui.tui.terminal.environment import prepare

prepare(os.environ)

from textual.containers import Vertical  # noqa: E402
from textual.content import Content  # noqa: E402
from textual.widgets import Input, Static, TextArea  # noqa: E402

from cio_tui.tui.line import words  # noqa: E402
from cio_tui.tui.terminal.safe_app import SafeApp  # noqa: E402
from cio_tui.tui.terminal.session import TerminalSession  # noqa: E402
from cio_tui.tui.widgets.lines import Lines  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.widget import Widget

PAYLOADS = {
    "clipboard": "\x1b]52;c;cm0gLXJmIH4=\x07",
    "title": "\x1b]0;PROD-OK\x07\x1b]2;PROD-OK\x1b\\",
    "screen": "\x1b[2J\x1b[1;1H\x1b[?1049l",
    "colours": "\x1b[31m\x1b[8m",
    "one-byte controls": "\x9b31m\x9d0;PROD-OK\x9c\x90q\x9c",
    "questions": "\x1b[6n\x1b[c\x05",
    "strings": "\x1bPq#0\x1b\\\x1b_Gi=1\x1b\\\x1b^x\x1b\\",
    "old controls": "a\r\b\b\x00\x7f\x0e\x0f\x07b",
    "directions": "\u202ekcab\u2066\u2069\u200b\ufeff",
    "ends of lines": "\u2028\u2029\x85\x0b\x0c",
    "markup": "[/nope][b]x[/b][@click=app.quit]y[/][link=http://localhost]z[/link]",
    "an end that never comes": "\x1b]0;PROD-OK",
}
"""By what they would do. Every one stands between two words that have to be drawn."""


def marked(number: int, payload: str) -> str:
    """`<number payload number>`."""
    return f"<{number:02}{payload}{number:02}>"


TEXTS = [marked(number, payload) for number, payload in enumerate(PAYLOADS.values())]


class Surfaces(SafeApp):
    """One widget, or one of its properties, a payload."""

    CSS = "Lines, Static, Input { height: 1; border: none; } Vertical { height: 3; border: round white; }"
    NOTIFICATION_TIMEOUT = 60

    def __init__(self, surface: str) -> None:
        super().__init__()
        self._surface = surface

    def compose(self) -> Iterator[Any]:
        yield Static(Content("ready"))
        match self._surface:
            case "Lines":
                yield from (Lines(id=f"line-{number}") for number in range(len(TEXTS)))
            case "Content":
                yield from (Static(Content(text)) for text in TEXTS)
            case "Input":
                yield from (Input(text) for text in TEXTS)
            case "placeholder":
                yield from (Input(placeholder=text) for text in TEXTS)
            case "TextArea":
                yield TextArea("\n".join(TEXTS), soft_wrap=False, id="area")
            case "frame":
                yield from map(framed, TEXTS)

    def on_mount(self) -> None:
        for box in self.query(Input):
            box.cursor_blink = False
        for number, line in enumerate(self.query(Lines)):
            line.show([words((TEXTS[number], "warn"))])
        if self._surface in ("toast", "toast title"):
            for text in TEXTS:
                self.notify(text if self._surface == "toast" else "x", title=text)


def framed(text: str) -> Widget:
    """A frame with a title above and below."""
    frame = Vertical()
    frame.border_title = Content(text)
    frame.border_subtitle = Content(text)
    return frame


def main(surface: str) -> int:
    """Show it until told to end."""
    session = TerminalSession(lambda _reason: None)

    async def work() -> None:
        await session.show(Surfaces(surface))

    code = session.run(work())
    if session.crash is not None:
        raise session.crash
    return code


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
