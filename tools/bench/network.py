"""What a look at everything costs: 50 ms away, and when nothing answers."""

from __future__ import annotations

import json
import re
import subprocess
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from tools.bench.interleave import ratio, wall_times
from tools.bench.row import Row
from tools.bench.stand_in import PROGRAMS, ROUND_TRIP, black_hole, far

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tools.bench.place import Place

ROUND_TRIPS = 7
"""Of a sweep: name (2), TCP, TLS (2), request, and one to spare for a server that asks again."""
SPARE = 0.3
"""Seconds over the longest time limit of a probe."""


class Swept(NamedTuple):
    """What sweeps inside the app took."""

    times: Sequence[float]
    """Seconds, of each."""
    longest: float
    """The longest timeout of a probe, seconds."""


def measure(place: Place) -> list[Row]:
    """Three rows."""
    with far(place) as config:
        check = _check(place, config)
        swept = _sweep(place, config, place.rounds)
    with black_hole(place) as config:
        lost = _sweep(place, config, 1)
    floor = ROUND_TRIPS * ROUND_TRIP
    over = lost.times[0] - lost.longest
    return [
        check,
        Row(
            "a sweep inside the running app",
            median(swept.times) / floor,
            1.25,
            "×",
            f"7 round trips, {floor * 1e3:.0f} ms",
        ),
        Row(
            "everything black-holed: the sweep over its longest limit",
            over,
            SPARE,
            "s",
            f"{lost.longest:g} s",
        ),
    ]


def _check(place: Place, config: Path) -> Row:
    text = config.read_text()
    script = place._replace(
        environment={
            **place.environment,
            "ROUND_TRIP": str(ROUND_TRIP),
            "PORT": re.findall(r':443:127\.0\.0\.1:(\d+)"', text)[0],
            "DNS_PORT": re.findall(r'"127\.0\.0\.1:(\d+)"', text)[0],
            "CA": re.findall(r'ca_file = "(.*)"', text)[0],
        }
    )
    commands = {
        "script": ["bash", str(PROGRAMS / "one-by-one.sh")],
        "check": [place.program, "--config", str(config), "check"],
    }
    times = wall_times(script, commands)
    floor = f"a shell script asking one by one, {median(times['script']):.2f} s"
    return Row("`check` at a round trip of 50 ms", ratio(times, "check", "script"), 0.45, "×", floor)


def _sweep(place: Place, config: Path, count: int) -> Swept:
    command = [place.python, str(PROGRAMS / "sweep.py"), str(config), str(count)]
    done = subprocess.run(command, env=place.environment, check=True, capture_output=True, text=True)
    return Swept(**json.loads(done.stdout))
