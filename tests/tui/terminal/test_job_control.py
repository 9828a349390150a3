"""Ctrl+Z of another window, `fg`, `kill -STOP`: the terminal is given back for as long as the process stands still."""

from __future__ import annotations

import os
import signal
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.screen import Terminal
    from tests.tui.terminal.conftest import Demo, Record


def state_of(terminal: Terminal) -> str:
    """One letter of /proc: S sleeps, R runs, T is stopped."""
    with open(f"/proc/{terminal.pid}/stat", encoding="ascii") as file:
        return file.read().rpartition(")")[2].split()[0]


def stop(terminal: Terminal, number: signal.Signals) -> None:
    terminal.signal(number)
    while state_of(terminal) != "T":
        terminal.read(0.02)


def threads_of(terminal: Terminal) -> int:
    return len(os.listdir(f"/proc/{terminal.pid}/task"))


def test_a_suspended_app_gives_the_terminal_back_and_takes_it_again(demo: Demo) -> None:
    with demo(shell=True) as terminal:
        terminal.wait_for("ready")
        terminal.press("h", "i")
        terminal.wait_for("hi")
        screen = terminal.settle()
        modes = set(terminal.modes)
        stop(terminal, signal.SIGTSTP)
        assert terminal.is_normal
        terminal.foreground()
        terminal.wait_for("hi")
        assert terminal.settle() == screen
        assert terminal.modes == modes
        terminal.press("!")
        terminal.wait_for("hi!")
        terminal.press("ctrl+q")
        assert terminal.wait() == 0
        assert terminal.is_normal


def test_a_stop_that_nobody_told_us_about_leaves_one_keyboard(demo: Demo) -> None:
    with demo() as terminal:
        terminal.wait_for("ready")
        terminal.settle()
        before = threads_of(terminal)
        for _ in range(3):
            stop(terminal, signal.SIGSTOP)
            terminal.signal(signal.SIGCONT)
            terminal.settle()
        assert threads_of(terminal) == before
        terminal.press("h", "i")
        terminal.wait_for("hi")
        terminal.press("ctrl+q")
        assert terminal.wait() == 0
        assert terminal.is_normal


def test_a_busy_app_can_be_suspended_again_and_again(demo: Demo) -> None:
    with demo("busy", shell=True) as terminal:
        terminal.wait_for("ready")
        for _ in range(5):
            stop(terminal, signal.SIGTSTP)
            assert terminal.is_normal
            terminal.foreground()
            terminal.wait_for("ready")
        terminal.signal(signal.SIGTERM)
        assert terminal.wait() == 143
        assert terminal.is_normal


def test_a_window_closed_while_it_is_suspended_ends_it(demo: Demo, record: Record) -> None:
    with demo(shell=True) as terminal:
        terminal.wait_for("ready")
        stop(terminal, signal.SIGTSTP)
        terminal.hang_up()
        while "work is over" not in record.lines:  # the kernel sends a stopped group SIGHUP and SIGCONT
            time.sleep(0.02)


def test_without_a_shell_to_come_back_from_it_stays(demo: Demo) -> None:
    """As under `ssh -t host cio-tui`: nobody could continue it."""
    with demo() as terminal:
        terminal.wait_for("ready")
        terminal.press("ctrl+z")
        terminal.signal(signal.SIGTSTP)
        terminal.press("h", "i")
        terminal.wait_for("hi")
        terminal.press("ctrl+q")
        assert terminal.wait() == 0
