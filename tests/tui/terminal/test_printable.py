"""Hostile text on every widget we use, raw, in a real terminal: nothing acts, and all of it is drawn."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
import unicodedata
from pathlib import Path

import pytest
from rich.segment import Segment
from textual.color import Color

from cio_tui.tui.terminal.printable import PrintableOnly
from tests.screen import Terminal
from tests.tui.terminal.surfaces import PAYLOADS

ROOT = Path(__file__).parents[3]

SURFACES = ["Lines", "Content", "Input", "placeholder", "TextArea", "frame", "toast", "toast title"]

OURS = re.compile(
    r"\x1b\[[0-9;]*m"  # colours
    r"|\x1b\[\d+;\d+H"  # the cursor to a place
    r"|\x1b\[\?(?:7|25|1000|1003|1004|1006|1015|1049|2004|2026)[hl]"  # what a full screen needs
    r"|\x1b\[\?(?:2026|2048)\$p"  # questions about it
    r"|\x1b\[>\d+u|\x1b\[<u"  # the keyboard
    r"|\x1b\]22;[a-z-]+\x07"  # the pointer's shape
    r"|\r\n"
)
"""All that Textual says to a terminal."""


def acting(received: bytes) -> set[str]:
    """Characters that are neither drawn nor part of what Textual says."""
    text = OURS.sub("", received.decode())
    return {
        character
        for character in text
        if unicodedata.category(character)[0] == "C" or character in "\u2028\u2029"
    }


@pytest.mark.parametrize("surface", SURFACES)
def test_hostile_text_is_drawn_and_does_nothing(surface: str) -> None:
    words = (sys.executable, "-m", "tests.tui.terminal.surfaces", surface)
    with Terminal(words, size=(200, 75), folder=ROOT) as terminal:
        terminal.wait_for("ready")
        terminal.wait_for("00>")
        screen = terminal.settle()
        for number in range(len(PAYLOADS)):
            assert f"<{number:02}" in screen
            assert f"{number:02}>" in screen
        terminal.process.terminate()
        assert terminal.wait() == 143
        assert terminal.is_normal
        assert acting(bytes(terminal.received)) == set()


@pytest.mark.parametrize(
    "text", ["\x1b[31mx", "\x00\x07", "a\u202eb", "東\x9b京", "\ue000", "a\u00a0b", "\ud800"]
)
def test_a_line_stays_as_wide_as_it_was(text: str) -> None:
    segments = PrintableOnly().apply([Segment(text)], Color(0, 0, 0))
    assert sum(segment.cell_length for segment in segments) == Segment(text).cell_length
    assert all(segment.text.isprintable() for segment in segments)


def test_a_line_that_is_printable_is_passed_on_untouched() -> None:
    segments = [Segment("╭─ ✓ ok é 東京 "), Segment("")]
    assert PrintableOnly().apply(segments, Color(0, 0, 0)) is segments


def tmux(socket: Path, *words: str) -> str:
    done = subprocess.run(["tmux", "-S", str(socket), *words], capture_output=True, text=True, check=False)
    return done.stdout.strip()


@pytest.mark.skipif(shutil.which("tmux") is None, reason="tmux is not installed: apt-get install tmux")
def test_in_tmux_title_clipboard_and_cursor_stay_as_they_are(tmp_path: Path) -> None:
    socket = tmp_path / "tmux"
    command = f"cd {ROOT} && {sys.executable} -m tests.tui.terminal.surfaces Lines; sleep 60"
    tmux(socket, "-f", "/dev/null", "new-session", "-d", "-x", "200", "-y", "60", command)
    try:
        tmux(socket, "set-option", "-s", "set-clipboard", "on")
        title = tmux(socket, "display-message", "-p", "#{pane_title}")
        for _ in range(200):
            if "11>" in (screen := tmux(socket, "capture-pane", "-p")):
                break
            time.sleep(0.05)
        else:
            pytest.fail(f"never drawn:\n{screen}")
        assert tmux(socket, "display-message", "-p", "#{pane_title}") == title
        assert tmux(socket, "show-buffer") == ""
        assert tmux(socket, "display-message", "-p", "#{cursor_flag} #{alternate_on}") == "0 1"
    finally:
        tmux(socket, "kill-server")
