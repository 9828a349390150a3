"""The note being typed is on disk before the process is gone."""

from __future__ import annotations

import shutil
import signal
from typing import TYPE_CHECKING

from tests.tui.conftest import CONFIG, SCREEN_BOOK

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.conftest import Incident, Program

TYPED = "deploy 4412 [red]not[/red] related"


def test_a_note_survives_a_killed_process(program: Program, incident: Incident, tmp_path: Path) -> None:
    books = tmp_path / "books"
    books.mkdir()
    shutil.copy(SCREEN_BOOK, books)
    folder = tmp_path / ".config" / "cio-tui"
    folder.mkdir(parents=True)
    (folder / "config.toml").write_text(CONFIG.format(books=books), encoding="utf-8")
    with program("walk", "screen", size=(80, 24)) as terminal:
        terminal.wait_for("Open the circuit breaker")
        terminal.press("n")
        terminal.wait_for("For the log; kept as a draft")
        terminal.press(TYPED)
        terminal.wait_for("not\\[/red\\] related")
        terminal.signal(signal.SIGKILL)
        terminal.wait(reading=False)
    with program("resume", size=(80, 24)) as terminal:
        terminal.wait_for("Open the circuit breaker")
        terminal.press("n")
        terminal.wait_for("not\\[/red\\] related")
        terminal.press("enter")
        terminal.wait_for("noted")
        assert (incident.folder / "log.toml").read_text(encoding="utf-8").count(TYPED) == 1
        assert list(incident.folder.glob("*draft*")) == []
