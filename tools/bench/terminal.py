"""Terminal programs round by round: when they are complete, what they send, and how soon a key is answered."""

from __future__ import annotations

from statistics import median, quantiles
from time import perf_counter
from typing import TYPE_CHECKING, NamedTuple

from tools.bench.session import Session
from tools.bench.stand_in import PROGRAMS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from tools.bench.place import Place

START_COMPLETE = "Webhooks not processed"
"""Title of the last of the four shipped books: once it is listed, the start screen is complete."""
WALK_COMPLETE = "Log .*saved"
PRESSES = 30
GAP = 0.08
"""Seconds of rest before a key."""
UNANSWERED = 1.5
"""Seconds after which a key counts as having changed nothing."""


class Program(NamedTuple):
    """What is run."""

    command: Sequence[str]
    ready: str
    """Matches the screen once it is complete."""
    quit: str = ""
    """The key that ends it; without one it is sent SIGTERM."""
    keys: Sequence[str] = ()
    """Pressed in turn, PRESSES in all."""


class Run(NamedTuple):
    """One run of it."""

    ready_ms: float
    startup_bytes: int
    """Until it is quiet."""
    peak_mb: float
    key_ms: Sequence[float]
    """From each press to the first change of the screen; of keys that changed nothing none."""
    key_bytes: Sequence[int]

    @property
    def key_p95_ms(self) -> float:
        """Nineteen of twenty were faster."""
        return quantiles(self.key_ms, n=20, method="inclusive")[-1]


def hello(place: Place, keys: Sequence[str] = ()) -> Program:
    """The floor: a Textual program of ten lines."""
    return Program([place.python, str(PROGRAMS / "hello.py")], "Hello, on-call", "q", keys)


def start_screen(place: Place, config: Path) -> Program:
    """`cio-tui` alone."""
    return Program([place.program, "--config", str(config)], START_COMPLETE, "q")


def walk_screen(place: Place, config: Path, keys: Sequence[str] = ()) -> Program:
    """`cio-tui walk p1-outage`; ended by SIGTERM, since a key would ask."""
    return Program([place.program, "--config", str(config), "walk", "p1-outage"], WALK_COMPLETE, keys=keys)


def rounds(place: Place, programs: Mapping[str, Program]) -> dict[str, list[Run]]:
    """Every program once a round, after a round that warms the page cache."""
    found: dict[str, list[Run]] = {name: [] for name in programs}
    for number in range(place.rounds + 1):
        for name, program in programs.items():
            run = _run(place, program)
            if number:
                found[name].append(run)
    return found


def _run(place: Place, program: Program) -> Run:
    session = Session(program.command, place.environment)
    try:
        ready = session.wait_for(program.ready)
        settle(session)
        started = session.received
        pressed = [
            _press(session, program.keys[i % len(program.keys)])
            for i in range(PRESSES if program.keys else 0)
        ]
        answered = [key for key in pressed if key is not None]
        return Run(
            ready_ms=(ready - session.began) * 1000,
            startup_bytes=started,
            peak_mb=session.peak_mb,
            key_ms=[ms for ms, _ in answered],
            key_bytes=[received for _, received in answered],
        )
    finally:
        session.close(program.quit)


def settle(session: Session) -> None:
    """Read until nothing comes, for two seconds at most."""
    end = perf_counter() + 2.0
    while perf_counter() < end and session.pump(quiet=0.3, limit=0.35):
        session.draw()


def _press(session: Session, key: str) -> tuple[float, int] | None:
    """Milliseconds to the first change, and the bytes of all that followed; None when nothing changed."""
    session.pump(quiet=GAP, limit=1.0)
    session.draw()
    before = session.received
    at = session.press(key)
    while perf_counter() - at < UNANSWERED and not session.is_silent:
        session.pump(quiet=0.06, limit=UNANSWERED, waits=True)
        changed = session.draw().first
        if changed is not None:
            return (changed - at) * 1000, session.received - before
    return None


def ratio(found: Mapping[str, Sequence[Run]], name: str, floor: str, figure: Callable[[Run], float]) -> float:
    """Median over the rounds."""
    return median(figure(mine) / figure(its) for mine, its in zip(found[name], found[floor], strict=True))


def typical(found: Mapping[str, Sequence[Run]], name: str, figure: Callable[[Run], float]) -> float:
    """Median over the rounds of one figure itself."""
    return median(map(figure, found[name]))
