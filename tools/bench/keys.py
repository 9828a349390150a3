"""From a key press to the paint, with every pane live and one probe hanging; and what a step key sends."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from tools.bench.row import Row
from tools.bench.stand_in import near
from tools.bench.terminal import hello, rounds, walk_screen

if TYPE_CHECKING:
    from tools.bench.place import Place

PRESSES = 30


def measure(place: Place) -> list[Row]:
    """Three rows."""
    with near(place, "hanging") as config:
        programs = {
            "hello": {**hello(place), "keys": ["a", "b"], "presses": PRESSES},
            "walk": {**walk_screen(place, config), "keys": ["j", "j", "k"], "presses": PRESSES},
        }
        found = rounds(place, programs, keys=True)
    floors = [run["key"]["p95_ms"] for run in found["hello"]]
    keys = [run["key"] for run in found["walk"]]
    paired = median(key["p95_ms"] / floor for key, floor in zip(keys, floors, strict=True))
    floor = f"a Textual program of ten lines, {median(floors):.1f} ms"
    return [
        Row("key press to paint, p95, one probe hanging", paired, 2.5, "×", floor),
        Row("the same", median(key["p95_ms"] for key in keys), 16, "ms", "one frame at 60 Hz"),
        Row(
            "bytes for a step key, p50",
            median(key["bytes_p50"] for key in keys),
            2500,
            "bytes",
            "an SSH line",
        ),
    ]
