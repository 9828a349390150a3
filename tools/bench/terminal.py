"""Terminal programs round by round, each in a pseudo-terminal of its own; see `tools/ptybench.py`."""

from __future__ import annotations

from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from tools.bench.stand_in import PROGRAMS
from tools.ptybench import measure

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tools.bench.place import Place

Run = dict[str, Any]
START_COMPLETE = "Webhooks not processed"
"""Title of the last of the four shipped books: once it is listed, the start screen is complete."""
WALK_COMPLETE = "Log .*saved"


def hello(place: Place) -> Run:
    """The floor, as a program for ptybench."""
    return {"cmd": [place.python, str(PROGRAMS / "hello.py")], "ready": "Hello, on-call", "quit": ["q"]}


def start_screen(place: Place, config: Path) -> Run:
    """`cio-tui` alone."""
    return {"cmd": [place.program, "--config", str(config)], "ready": START_COMPLETE, "quit": ["q"]}


def walk_screen(place: Place, config: Path) -> Run:
    """`cio-tui walk p1-outage`; ended by SIGTERM, since a key would ask."""
    return {"cmd": [place.program, "--config", str(config), "walk", "p1-outage"], "ready": WALK_COMPLETE}


def rounds(place: Place, programs: Mapping[str, Run], *, keys: bool = False) -> dict[str, list[Run]]:
    """Every program once a round, after a round that warms the page cache."""
    found: dict[str, list[Run]] = {name: [] for name in programs}
    for number in range(place.rounds + 1):
        for name, program in programs.items():
            run = measure({**program, "name": name, "env": dict(place.environment)}, keys=keys, idle=False)
            if "error" in run:
                raise SystemExit(f"{name}: {run['error']}\n{run.get('screen', '')}")
            if number:
                found[name].append(run)
    return found


def ratio(found: Mapping[str, Sequence[Run]], name: str, floor: str, figure: str) -> float:
    """Median over the rounds."""
    return median(mine[figure] / its[figure] for mine, its in zip(found[name], found[floor], strict=True))


def typical(found: Mapping[str, Sequence[Run]], name: str, figure: str) -> float:
    """Median over the rounds of one figure itself."""
    return median(run[figure] for run in found[name])
