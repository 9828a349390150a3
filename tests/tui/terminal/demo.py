"""A small app on the real machinery, run by the tests of the terminal: `python -m tests.tui.terminal.demo KIND FILE`.

It writes its event loop's beats and what became of it to FILE, so that a test need not look at the screen.
Kinds: `quiet`, `busy` (repaints 16 lines 100 times a second), `burst` (does so 100 times after F4), `deaf` (no key does
anything but type), `slow to open`, `stock` (the same on bare Textual).
"""

from __future__ import annotations

import asyncio
import os
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from cio_tui.tui.terminal.environment import prepare

prepare(os.environ)

from textual.app import App  # noqa: E402
from textual.containers import Horizontal, Vertical  # noqa: E402
from textual.content import Content  # noqa: E402
from textual.screen import ModalScreen  # noqa: E402
from textual.widgets import Input, Static, TextArea  # noqa: E402

from cio_tui.tui.terminal.safe_app import SafeApp  # noqa: E402
from cio_tui.tui.terminal.session import TerminalSession  # noqa: E402

if TYPE_CHECKING:
    from textual.app import ComposeResult

BEAT = 0.01
FILLER = "the quick brown fox jumps over the lazy dog " * 2
STYLE = "#line, #text { width: 1fr; } Horizontal { height: 5; }"
CANARY = "0f1e2d3c4b5a" + "69788796"


def widgets() -> ComposeResult:
    """The screen."""
    yield Static(Content("ready"), id="word")
    yield Static(Content("0"), id="count")
    with Horizontal():
        yield Input(id="line")
        yield TextArea(id="text")
    yield Static(Content(""), id="busy")


def fail() -> None:
    """A bug, with a credential in a local variable."""
    credential = CANARY
    raise KeyError(len(credential))


class Question(ModalScreen[str]):
    """Asks for a line, and is gone with the key that ends it."""

    def compose(self) -> ComposeResult:
        yield Vertical(Input(id="answer"))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        self.dismiss(event.value)


class Stock(App[int]):
    """On bare Textual."""

    CSS = STYLE

    def compose(self) -> ComposeResult:
        yield from widgets()

    def key_f1(self) -> None:
        fail()


class Demo(SafeApp):
    """What the tests do things to."""

    CSS = STYLE

    def __init__(self, kind: str, record: Path) -> None:
        super().__init__()
        self._kind = kind
        self._record = record
        self._count = 0
        self._answers: list[str] = []
        self._left = {"busy": 1_000_000}.get(kind, 0)
        """Repaints still to make."""

    def compose(self) -> ComposeResult:
        yield from widgets()

    def on_mount(self) -> None:
        self.query_one("#line").focus()
        self._beats = asyncio.create_task(self._beat())

    def check_action(self, _action: str, _parameters: tuple[object, ...]) -> bool:
        return self._kind != "deaf"

    async def _beat(self) -> None:
        with self._record.open("a", buffering=1) as file:
            while True:
                file.write(f"beat {time.monotonic():.3f}\n")
                if self._left:
                    self._repaint()
                await asyncio.sleep(BEAT)

    def _repaint(self) -> None:
        self._left -= 1
        self._count += 1
        lines = "\n".join(f"{self._count:6} {FILLER}" for _ in range(16))
        self.query_one("#busy", Static).update(Content(lines))
        self.query_one("#count", Static).update(Content(f"{self._count}"))

    def key_f1(self) -> None:
        if self._kind != "deaf":
            fail()

    def key_f2(self) -> None:
        if self._kind != "deaf":
            time.sleep(60)

    def key_f4(self) -> None:
        self._left = 100

    def key_f5(self) -> None:
        self.query_one("#word", Static).update(Content("done"))

    def key_f8(self) -> None:
        self.push_screen(Question(), self._answered)

    def _answered(self, answer: str | None) -> None:
        self._answers.append(answer or "")
        self.query_one("#word", Static).update(Content(f"answered {' '.join(self._answers)}"))

    def key_f3(self) -> None:
        self.notify("[b]toast[/b] [/nope] [@click=app.quit]x[/]", title="[red]title")


def main(kind: str, record: Path) -> int:
    """Run until it ends."""

    def note(line: str) -> None:
        with record.open("a") as file:
            file.write(f"{line}\n")

    if kind == "stock":
        app = Stock()
        app.run()
        return app.return_code or 0
    session = TerminalSession(lambda reason: note(f"ended {reason}"))

    async def work() -> None:
        try:
            if kind == "slow to open":
                os.write(2, b"opening")
                await asyncio.sleep(60)
            await session.show(Demo(kind, record))
        finally:
            note("work is over")

    code = session.run(work())
    if session.crash is not None:
        raise session.crash
    return code


if __name__ == "__main__":
    from cio_tui.cli.process import leave, report_bug

    sys.excepthook = report_bug
    leave(main(sys.argv[1], Path(sys.argv[2])))
