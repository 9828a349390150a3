"""A terminal that nobody reads: the app goes on, and catches up when somebody looks again."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.screen import Terminal
    from tests.tui.terminal.conftest import Demo, Record

LONGEST_GAP = 0.5
"""Seconds that the event loop may stand still; Textual's own writer let it stand for the whole stall."""


def leave_unread(terminal: Terminal, record: Record, beats: int) -> None:
    """Until the loop has come round so often; each time the app writes 2 kB or more."""
    goal = len(record.beats) + beats
    while len(record.beats) < goal:
        time.sleep(0.05)


def test_the_event_loop_goes_on_while_the_terminal_reads_nothing(demo: Demo, record: Record) -> None:
    with demo("busy", size=(120, 40)) as terminal:
        terminal.wait_for("ready")
        leave_unread(terminal, record, 100)
        assert record.longest_gap < LONGEST_GAP


def test_the_newest_frame_is_there_as_soon_as_somebody_looks_again(demo: Demo, record: Record) -> None:
    with demo("busy", size=(120, 40)) as terminal:
        terminal.wait_for("ready")
        leave_unread(terminal, record, 100)
        terminal.wait_for(r"^[1-9]\d\d$", 5.0)


def test_the_screen_is_then_the_same_as_if_it_had_been_read_all_the_time(demo: Demo, record: Record) -> None:
    screens = []
    for is_read in (True, False):
        with demo("burst", size=(120, 40)) as terminal:
            terminal.wait_for("ready")
            terminal.press("h", "i")
            terminal.wait_for("hi")
            terminal.press("f4")
            if not is_read:
                leave_unread(terminal, record, 150)
            terminal.wait_for("^100$")
            screens.append(terminal.settle())
    assert screens[0] == screens[1]


def test_a_terminal_that_never_quite_catches_up_is_shown_all_there_is(demo: Demo, record: Record) -> None:
    """Frames that build on one that was left out would show everything but what it held."""
    with demo("busy", size=(120, 40)) as terminal:
        terminal.wait_for("ready")
        leave_unread(terminal, record, 60)
        terminal.press("f5")
        for _ in range(500):
            terminal.read(0.02, 1500)
            time.sleep(0.02)  # 75 kB a second, where the app writes three times as much
            if terminal.screen.display[0].startswith("done"):
                break
        else:
            pytest.fail(f"The screen never showed the word:\n{terminal.text}")


@pytest.mark.soak
def test_a_minute_unread_is_as_good_as_a_second(demo: Demo, record: Record) -> None:
    with demo("busy", size=(120, 40)) as terminal:
        terminal.wait_for("ready")
        leave_unread(terminal, record, 2500)
        assert record.longest_gap < LONGEST_GAP
        terminal.wait_for(r"^[1-9]\d{3}$", 1.0)
