from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from cio_tui.core import events
from cio_tui.runtime.incident_folder import incidents
from cio_tui.runtime.log_reader import read_history
from tests.plain import PlainProcess
from tests.runtime.office import furnish

if TYPE_CHECKING:
    from pathlib import Path

    from cio_tui.core.record import Recorded


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """Books, and endpoints that nobody answers."""
    return furnish(tmp_path)


def log(config: Path) -> tuple[Recorded, ...]:
    """Of the only incident there is."""
    (folder,) = incidents(str(config.parent / "incidents"))
    return read_history(folder).records


@pytest.mark.parametrize(
    ("number", "reason", "code"),
    [
        (signal.SIGTERM, "told to end (SIGTERM)", 143),
        (signal.SIGHUP, "the connection dropped (SIGHUP)", 129),
        (signal.SIGINT, "interrupted (SIGINT)", 130),
    ],
)
def test_a_signal_ends_the_walk_with_the_log_closed(
    config: Path, number: signal.Signals, reason: str, code: int
) -> None:
    with PlainProcess("walk", "a", "--config", str(config)) as walk:
        walk.until("ASK")
        walk.signal(number)
        assert walk.wait() == code
        assert walk.complaints() == ""
    assert log(config)[-1].event == events.IncidentDetached(reason)


def test_a_reader_that_went_away_ends_the_walk(config: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, "-m", "cio_tui", "walk", "a", "--plain", "--config", str(config)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    with process:
        assert process.stdout is not None
        assert process.stdin is not None
        process.stdout.readline()
        process.stdout.close()
        process.stdin.write(":note nobody hears this\n")
        process.stdin.flush()
        assert process.wait(60) == 141
        assert process.stderr is not None
        assert process.stderr.read() == ""
    assert isinstance(log(config)[-1].event, events.IncidentDetached)


def test_without_any_stdin_the_walk_ends_at_once(config: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "cio_tui", "walk", "a", "--plain", "--config", str(config)],
        preexec_fn=lambda: os.close(0), capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert log(config)[-1].event == events.IncidentDetached("quit")


def test_a_walk_is_told_in_every_locale(config: Path) -> None:
    ascii_only = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"}
    with PlainProcess("walk", "a", "--config", str(config), environment=ascii_only) as walk:
        walk.until("ASK")
        walk.say(":note → ok")
        assert walk.until("NOTE note:").endswith(" ok")
        walk.end_input()
        assert walk.wait() == 0
