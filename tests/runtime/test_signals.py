from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

FRAME = """
import os, signal, sys, threading, time
from cio_tui.runtime.signals import Endings
def say(*words): os.write(1, (" ".join(map(str, words)) + "\\n").encode())
{before}
over = threading.Event()
def begin(ending):
    say("ending", ending.reason)
    {begin}
    over.set()
with Endings(begin, lambda: say("given up"), terminal={terminal}, deadline=0.3) as endings:
    say("ready")
    {main}
    say("finished", *endings.ending or ())
{after}
raise SystemExit(endings.ending.code if endings.ending else 0)
"""


@contextmanager
def watched(
    *,
    before: str = "",
    begin: str = "pass",
    main: str = "over.wait(20)",
    after: str = "",
    terminal: int | None = None,
    stdin: int = subprocess.DEVNULL,
) -> Iterator[subprocess.Popen[str]]:
    """A process in which Endings watch, once they do."""
    program = FRAME.format(before=before, begin=begin, main=main, after=after, terminal=terminal)
    process = subprocess.Popen(
        [sys.executable, "-c", program],
        stdin=stdin,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert process.stdout is not None
    with process:
        assert process.stdout.readline() == "ready\n"
        yield process
        process.kill()


def end_of(process: subprocess.Popen[str]) -> tuple[int, list[str]]:
    """Exit code and what was said since."""
    assert process.stdout is not None
    said = process.stdout.read()
    return process.wait(20), said.splitlines()


@pytest.mark.parametrize(
    ("number", "code", "reason"),
    [
        (signal.SIGHUP, 129, "the connection dropped (SIGHUP)"),
        (signal.SIGINT, 130, "interrupted (SIGINT)"),
        (signal.SIGQUIT, 131, "told to quit (SIGQUIT)"),
        (signal.SIGTERM, 143, "told to end (SIGTERM)"),
    ],
)
def test_a_signal_ends_the_process_in_order_and_its_exit_code_names_it(
    number: signal.Signals, code: int, reason: str
) -> None:
    with watched() as process:
        process.send_signal(number)
        assert end_of(process) == (code, [f"ending {reason}", f"finished {reason} {code}"])


def test_only_the_first_ending_counts() -> None:
    with watched(begin="time.sleep(0.1)") as process:
        process.send_signal(signal.SIGTERM)
        process.send_signal(signal.SIGTERM)
        assert process.stdout is not None
        assert process.stdout.readline() == "ending told to end (SIGTERM)\n"
        process.send_signal(signal.SIGHUP)
        assert end_of(process) == (143, ["finished told to end (SIGTERM) 143"])


def test_other_signals_are_none_of_its_business() -> None:
    before = "signal.signal(signal.SIGWINCH, lambda *_: say('resized'))"
    with watched(before=before) as process:
        process.send_signal(signal.SIGWINCH)
        assert process.stdout is not None
        assert process.stdout.readline() == "resized\n"
        process.send_signal(signal.SIGTERM)
        assert end_of(process)[0] == 143


def test_a_signal_that_was_ignored_before_stays_ignored() -> None:
    before = "signal.signal(signal.SIGHUP, signal.SIG_IGN)"
    with watched(before=before) as process:
        process.send_signal(signal.SIGHUP)
        process.send_signal(signal.SIGTERM)
        assert end_of(process)[0] == 143


@pytest.mark.parametrize(
    ("begin", "main"),
    [
        ("time.sleep(60)", "over.wait(20)"),  # a disk that hangs
        ("pass", "time.sleep(60)"),  # an event loop that is stuck
        ("pass", "import ctypes; ctypes.CDLL(None).sleep(60)"),  # the same where no handler can run
    ],
)
def test_what_hangs_is_given_up_at_the_deadline(begin: str, main: str) -> None:
    with watched(begin=begin, main=main) as process:
        start = time.monotonic()
        process.send_signal(signal.SIGTERM)
        assert end_of(process) == (143, ["ending told to end (SIGTERM)", "given up"])
        assert time.monotonic() - start > 0.3


def test_a_deadline_can_be_set_without_a_signal() -> None:
    with watched(main="endings.end_within(0.1, 7); time.sleep(60)") as process:
        assert end_of(process) == (7, ["given up"])


def test_what_is_finished_in_time_is_not_given_up() -> None:
    with watched(main="endings.end_within(0.1, 7)", after="time.sleep(0.3)") as process:
        assert end_of(process) == (0, ["finished"])


@pytest.mark.parametrize("before", ["", "signal.signal(signal.SIGHUP, signal.SIG_IGN)"])
def test_a_terminal_that_goes_away_ends_the_process_also_under_nohup(before: str) -> None:
    leader, follower = pty.openpty()
    with watched(before=before, terminal=0, stdin=follower) as process:
        os.close(follower)
        os.close(leader)
        assert end_of(process) == (
            129,
            ["ending the terminal has gone", "finished the terminal has gone 129"],
        )


def test_afterwards_everything_is_as_it_was() -> None:
    after = (
        "say(signal.getsignal(signal.SIGTERM) is signal.SIG_DFL, signal.getsignal(signal.SIGINT) is"
        " signal.default_int_handler, signal.set_wakeup_fd(-1), threading.active_count())"
    )
    with watched(main="pass", after=after) as process:
        assert end_of(process) == (0, ["finished", "True True -1 1"])
