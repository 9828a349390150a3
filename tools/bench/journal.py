"""What it costs to believe an event, and to open a long incident."""

from __future__ import annotations

import json
import subprocess
from statistics import median
from typing import TYPE_CHECKING

from tools.bench.row import Row
from tools.bench.stand_in import PROGRAMS

if TYPE_CHECKING:
    from tools.bench.place import Place


def measure(place: Place) -> list[Row]:
    """Two rows, each measured inside one process against its own floor."""
    append, bare = _run(place, "append.py", "400")
    newest, whole = _run(place, "open.py", "10000", str(place.rounds))
    return [
        Row(
            "append one event, p50", median(append) / median(bare), 2, "×",
            f"a bare write + fsync of the same bytes, {median(bare) * 1e6:,.0f} µs",
        ),
        Row(
            "open an incident of 10,000 events: its newest 200", median(newest) / median(whole), 0.2, "×",
            f"parsing it whole, {median(whole) * 1e3:,.0f} ms",
        ),
    ]  # fmt: skip


def _run(place: Place, program: str, *words: str) -> tuple[list[float], list[float]]:
    command = [place.python, str(PROGRAMS / program), str(place.folder), *words]
    done = subprocess.run(command, env=place.environment, check=True, capture_output=True, text=True)
    measured = json.loads(done.stdout)
    return measured["ours"], measured["floor"]
