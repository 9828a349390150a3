from __future__ import annotations

import sys

import pytest

from tests.screen import Terminal

PROGRAM = (sys.executable, "-m", "cio_tui")


@pytest.mark.parametrize(("term", "named"), [("dumb", "dumb"), ("", "not set"), ("unknown", "unknown")])
def test_a_terminal_that_cannot_show_a_screen_is_offered_the_plain_walk(term: str, named: str) -> None:
    with Terminal(PROGRAM, size=(200, 24), environment={"TERM": term}) as terminal:
        assert terminal.wait() == 2
        assert f"TERM is {named}" in terminal.text
        assert "--plain" in terminal.text
        assert b"\x1b" not in terminal.received


@pytest.mark.parametrize(
    ("redirection", "named"), [("< /dev/null", "stdin"), ("| cat", "stdout"), ("2> /dev/null", "")]
)
def test_a_stream_that_is_no_terminal_is_named(redirection: str, named: str) -> None:
    words = ("sh", "-c", f"{' '.join(PROGRAM)} {redirection}; echo done")
    with Terminal(words, size=(200, 24)) as terminal:
        terminal.wait_for("^done")
        if named:
            assert f"needs a terminal, and {named} is a pipe or a file" in terminal.text
        assert b"\x1b" not in terminal.received
