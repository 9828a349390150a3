"""From a key press to the paint, with every pane live and one probe hanging; and what a step key sends."""

from __future__ import annotations

from operator import attrgetter
from statistics import median
from typing import TYPE_CHECKING

from tools.bench.row import Row
from tools.bench.stand_in import near
from tools.bench.terminal import hello, ratio, rounds, typical, walk_screen

if TYPE_CHECKING:
    from tools.bench.place import Place


def measure(place: Place) -> list[Row]:
    """Three rows."""
    with near(place, "hanging") as config:
        programs = {"hello": hello(place, keys="ab"), "walk": walk_screen(place, config, keys="jjk")}
        found = rounds(place, programs)
    p95 = attrgetter("key_p95_ms")
    floor = f"a Textual program of ten lines, {typical(found, 'hello', p95):.1f} ms"
    sent = typical(found, "walk", lambda run: median(run.key_bytes))
    return [
        Row(
            "key press to paint, p95, one probe hanging", ratio(found, "walk", "hello", p95), 2.5, "×", floor
        ),
        Row("the same", typical(found, "walk", p95), 16, "ms", "one frame at 60 Hz"),
        Row("bytes for a step key, p50", sent, 2500, "bytes", "an SSH line"),
    ]
