"""Several programs, round by round. Ratios are taken within a round, so that drift of the machine cancels out."""

from __future__ import annotations

import subprocess
import time
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tools.bench.place import Place


def wall_times(place: Place, commands: Mapping[str, Sequence[str]]) -> dict[str, list[float]]:
    """Seconds from start to exit of each command, one a round, after one round to warm the page cache."""
    times: dict[str, list[float]] = {name: [] for name in commands}
    for round_ in range(place.rounds + 1):
        for name, command in commands.items():
            begin = time.perf_counter()
            subprocess.run(
                command, env=place.environment, check=False,
                stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )  # fmt: skip
            if round_:
                times[name].append(time.perf_counter() - begin)
    return times


def ratio(times: Mapping[str, Sequence[float]], name: str, floor: str) -> float:
    """Median over the rounds of what `name` took for each second of `floor`."""
    return median(mine / its for mine, its in zip(times[name], times[floor], strict=True))
