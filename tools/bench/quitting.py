"""How long the program takes to be gone: by key, SIGTERM and SIGHUP, also with every probe hanging."""

from __future__ import annotations

import os
import signal
import time
from statistics import median
from typing import TYPE_CHECKING

from tools.bench.row import Row
from tools.bench.session import Session
from tools.bench.stand_in import black_hole, near
from tools.bench.terminal import start_screen

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tools.bench.place import Place

LIMIT = 5.0
"""Seconds; what leaves the terminal in a mode of its own counts as much."""


def measure(place: Place) -> list[Row]:
    """A row for each way out; the slower of a healthy and a silent network counts."""
    ways = {
        "q": lambda session: session.press("q"),
        "SIGTERM": lambda session: os.kill(session.pid, signal.SIGTERM),
        "SIGHUP": lambda session: os.kill(session.pid, signal.SIGHUP),
    }
    with near(place) as healthy, black_hole(place) as silent:
        return [
            Row(
                f"gone after {name}", max(_median(place, config, leave) for config in (healthy, silent)),
                0.4, "s", "also with every probe hanging",
            )
            for name, leave in ways.items()
        ]  # fmt: skip


def _median(place: Place, config: Path, leave: Callable[[Session], object]) -> float:
    return median(_seconds(place, config, leave) for _ in range(place.rounds))


def _seconds(place: Place, config: Path, leave: Callable[[Session], object]) -> float:
    program = start_screen(place, config)
    session = Session(program.command, place.environment)
    session.wait_for(program.ready)
    session.pump(quiet=0.3, limit=1.0)
    begin = time.perf_counter()
    leave(session)
    while not session.has_ended and time.perf_counter() - begin < LIMIT:
        session.pump(quiet=0.002, limit=0.005)
    seconds = time.perf_counter() - begin
    session.close()
    return LIMIT if session.screen.modes else seconds
