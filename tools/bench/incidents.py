"""Reading what was kept: a thousand incidents listed and searched, a huge one reported and opened for review."""

from __future__ import annotations

import subprocess
from operator import attrgetter
from statistics import median
from typing import TYPE_CHECKING

from tools.bench.interleave import wall_times
from tools.bench.place import ROOT
from tools.bench.row import Row
from tools.bench.stand_in import PROGRAMS
from tools.bench.terminal import Program, rounds, typical

if TYPE_CHECKING:
    from pathlib import Path

    from tools.bench.place import Place

HUGE = "10,000 events and 50,000 samples"
REVIEW_COMPLETE = "Still open"
"""A section of the review that stands below the header."""


def measure(place: Place) -> list[Row]:
    """Four rows, in seconds of a whole process."""
    many, one = place.folder / "many", place.folder / "one"
    (drill,) = (
        path.parent for path in (ROOT / "tests/data/logs/drills").glob("*/runbook.toml") if _is_p1(path)
    )
    subprocess.run(
        [place.python, str(PROGRAMS / "incidents.py"), str(drill), str(many), str(one)],
        env=place.environment, check=True,
    )  # fmt: skip
    to_many, to_one = _program(place, many), _program(place, one)
    times = wall_times(
        place,
        {
            "list": [*to_many, "list"],
            "search": [*to_many, "list", "--text", "breaker"],
            "report": [*to_one, "report", "INC", "--format", "html"],
        },
    )
    review = Program([*to_one, "review", "INC"], REVIEW_COMPLETE, "q")
    opened = typical(rounds(place, {"review": review}), "review", attrgetter("ready_ms")) / 1000
    logs = "1,000 logs of 150 events"
    return [
        Row("`incident list` over 1,000 incidents", median(times["list"]), 1, "s", logs),
        Row("the same, with a word searched in them", median(times["search"]), 1, "s", logs),
        Row("`incident report --format html`", median(times["report"]), 3, "s", HUGE),
        Row("`incident review`: its first section complete", opened, 2, "s", HUGE),
    ]


def _program(place: Place, incidents: Path) -> list[str]:
    config = incidents.with_suffix(".toml")
    config.write_text(f'[log]\ndir = "{incidents}"\n')
    return [place.program, "--config", str(config), "incident"]


def _is_p1(book: Path) -> bool:
    return 'id = "p1-outage"' in book.read_text(encoding="utf-8")[:400]
