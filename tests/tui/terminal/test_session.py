"""Every way in which an app can end, while the terminal reads and while it does not."""

from __future__ import annotations

import signal
import subprocess
import time
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.screen import Terminal
    from tests.tui.terminal.conftest import Demo, Record

SIGNALS = [
    (signal.SIGHUP, 129, "ended the connection dropped (SIGHUP)"),
    (signal.SIGINT, 130, "ended interrupted (SIGINT)"),
    (signal.SIGQUIT, 131, "ended told to quit (SIGQUIT)"),
    (signal.SIGTERM, 143, "ended told to end (SIGTERM)"),
]


def stall(terminal: Terminal, record: Record) -> None:
    """Read nothing until the terminal is full and the app has left frames out; it writes 2 MB a second."""
    terminal.wait_for("ready")
    beats = len(record.beats)
    while len(record.beats) < beats + 30:
        time.sleep(0.02)


def test_a_key_ends_it_at_once_and_everything_is_closed(demo: Demo, record: Record) -> None:
    with demo() as terminal:
        terminal.wait_for("ready")
        terminal.press("ctrl+q")
        assert terminal.wait() == 0
        assert terminal.is_normal
        assert record.lines == ["work is over"]


@pytest.mark.parametrize(("number", "code", "reason"), SIGNALS)
def test_a_signal_ends_it_in_order(
    number: signal.Signals, code: int, reason: str, demo: Demo, record: Record
) -> None:
    with demo() as terminal:
        terminal.wait_for("ready")
        terminal.signal(number)
        assert terminal.wait() == code
        assert terminal.is_normal
        assert record.lines == [reason, "work is over"]


@pytest.mark.parametrize(("number", "code", "reason"), SIGNALS)
def test_a_signal_ends_it_although_the_terminal_has_stopped_reading(
    number: signal.Signals, code: int, reason: str, demo: Demo, record: Record
) -> None:
    with demo("busy", size=(120, 40)) as terminal:
        stall(terminal, record)
        terminal.signal(number)
        assert terminal.wait(reading=False) == code
        assert terminal.is_normal
        assert record.lines == [reason, "work is over"]


def test_a_key_ends_it_although_the_terminal_has_stopped_reading(demo: Demo, record: Record) -> None:
    with demo("busy", size=(120, 40)) as terminal:
        stall(terminal, record)
        terminal.press("ctrl+q")
        assert terminal.wait(reading=False) == 0
        assert terminal.is_normal


@pytest.mark.parametrize("kind", ["quiet", "busy"])
@pytest.mark.parametrize("ignored", [(), ("SIGHUP",)])
def test_a_window_that_is_closed_ends_it_also_under_nohup(
    kind: str, ignored: tuple[str, ...], demo: Demo, record: Record
) -> None:
    with demo(kind, ignored=ignored) as terminal:
        terminal.wait_for("ready")
        terminal.hang_up()
        assert terminal.process.wait(5) == 129
        assert record.lines[-1] == "work is over"
        assert record.lines[0] in ("ended the terminal has gone", "ended the connection dropped (SIGHUP)")


def test_an_event_loop_that_is_stuck_is_given_up_and_the_terminal_is_usable(
    demo: Demo, record: Record
) -> None:
    with demo() as terminal:
        terminal.wait_for("ready")
        terminal.press("f2")
        terminal.settle()
        terminal.signal(signal.SIGTERM)
        assert terminal.wait(5) == 143
        assert terminal.is_normal
        assert record.lines == ["ended told to end (SIGTERM)"]


def test_a_signal_before_the_app_is_open_cancels_the_work(demo: Demo, record: Record) -> None:
    with demo("slow to open") as terminal:
        terminal.wait_for("opening")
        terminal.signal(signal.SIGTERM)
        assert terminal.wait() == 143
        assert terminal.is_normal
        assert record.lines == ["ended told to end (SIGTERM)", "work is over"]


@pytest.mark.soak
@pytest.mark.parametrize("is_stalled", [False, True])
@pytest.mark.parametrize("kind", ["quiet", "busy"])
def test_no_signal_is_lost_in_a_hundred(kind: str, is_stalled: bool, demo: Demo, record: Record) -> None:
    for turn in range(100):
        number, code, reason = SIGNALS[turn % 4]
        with demo(kind, size=(120, 40)) as terminal:
            terminal.wait_for("ready")
            if is_stalled:
                time.sleep(0.5)
            else:
                terminal.read(turn / 200)
            start = time.monotonic()
            terminal.signal(number)
            assert terminal.wait(reading=not is_stalled) == code
            assert time.monotonic() - start < 2.0
            assert terminal.is_normal
            assert reason in record.lines


@pytest.mark.soak
def test_no_window_is_closed_without_an_end_in_a_thousand(demo: Demo) -> None:
    for turn in range(1000):
        with demo("busy" if turn % 2 else "quiet", ignored=("SIGHUP",) if turn % 4 > 1 else ()) as terminal:
            terminal.wait_for("ready")
            terminal.hang_up()
            try:
                assert terminal.process.wait(3) == 129
            except subprocess.TimeoutExpired:
                pytest.fail(f"still running after 3 s, in turn {turn}")
