"""A bug in the app: what is left on the terminal, and what is not."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.tui.terminal.demo import CANARY

if TYPE_CHECKING:
    from tests.tui.terminal.conftest import Demo, Record

SENTENCE = re.compile(r"cio-tui: a bug in cio-tui: KeyError at .+\. Run it again with --debug")


def test_a_crash_is_one_sentence_and_an_exit_code_of_its_own(demo: Demo, record: Record) -> None:
    with demo(size=(200, 24)) as terminal:
        terminal.wait_for("ready")
        terminal.press("f1")
        assert terminal.wait() == 70
        assert terminal.is_normal
        assert SENTENCE.search(terminal.text)
        assert "Traceback" not in terminal.text
        assert record.lines == ["work is over"]


def test_a_traceback_is_printed_on_request_and_holds_no_local_variable(demo: Demo) -> None:
    with demo(words=("--debug",), size=(200, 60)) as terminal:
        terminal.wait_for("ready")
        terminal.press("f1")
        assert terminal.wait() == 70
        assert terminal.is_normal
        assert "KeyError: 20" in terminal.text
        assert "raise KeyError(len(credential))" in terminal.text
        assert CANARY.encode() not in terminal.received


def test_a_crash_while_the_terminal_reads_nothing_leaves_it_usable(demo: Demo, record: Record) -> None:
    with demo("busy", size=(120, 40)) as terminal:
        terminal.wait_for("ready")
        beats = len(record.beats)
        while len(record.beats) < beats + 60:
            pass
        terminal.press("f1")
        assert terminal.wait(reading=False) == 70
        assert terminal.is_normal


def test_a_toast_is_shown_as_it_is_written(demo: Demo) -> None:
    with demo(size=(160, 40)) as terminal:
        terminal.wait_for("ready")
        terminal.press("f3")
        terminal.wait_for(re.escape("[b]toast[/b] [/nope] [@click=app.quit]x[/]"))
        terminal.wait_for(re.escape("[red]title"))


@pytest.mark.parametrize("size", [(1, 1), (2, 1), (1, 5), (10, 3), (20, 5), (79, 23), (300, 100)])
def test_any_size_is_survived(size: tuple[int, int], demo: Demo) -> None:
    with demo(size=size) as terminal:
        while not terminal.modes:
            terminal.read(0.1)
        terminal.press("a", "tab", "b")
        terminal.read(0.1)
        terminal.resize(80, 24)
        terminal.wait_for("ready")
        terminal.press("ctrl+q")
        assert terminal.wait() == 0
        assert terminal.is_normal


def resize_often(demo: Demo, times: int) -> None:
    with demo("busy") as terminal:
        terminal.wait_for("ready")
        for turn in range(times):
            terminal.resize(1 + turn * 37 % 300, 1 + turn * 17 % 100)
            terminal.read(0.01)
        terminal.resize(80, 24)
        terminal.wait_for("ready")
        terminal.press("ctrl+q")
        assert terminal.wait() == 0
        assert terminal.is_normal


def test_a_hundred_resizes_are_survived(demo: Demo) -> None:
    resize_often(demo, 100)


@pytest.mark.soak
def test_ten_thousand_resizes_are_survived(demo: Demo) -> None:
    resize_often(demo, 10_000)
