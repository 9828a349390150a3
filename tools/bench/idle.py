"""What the screen sends while nobody types: with nothing to measure, and with every pane of a step live."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tools.bench.row import Row
from tools.bench.stand_in import near
from tools.bench.terminal import start_screen, walk_screen
from tools.ptybench import measure as run

if TYPE_CHECKING:
    from tools.bench.place import Place

SECONDS = 25
TO_DECIDE = ["j"] * 6
"""Down to the step that shows the most panes at once."""


def measure(place: Place) -> list[Row]:
    """Two rows: rates over SECONDS."""
    nothing = place.folder / "nothing.toml"
    names = ("track", "app", "status", "control")
    nothing.write_text("[endpoints]\n" + "".join(f'{name} = ""\n' for name in names))
    still = min(
        _rate(place, start_screen(place, nothing)) for _ in range(2)
    )  # one without a new minute in it
    with near(place) as config:
        live = _rate(place, {**walk_screen(place, config), "before_keys": TO_DECIDE})
    return [
        Row("bytes a second, nothing live, between two minutes of the clock", still, 0, "B/s", "silence"),
        Row("bytes a second, eight live panes", live, 2000, "B/s", "an SSH line"),
    ]


def _rate(place: Place, program: dict) -> float:
    return run({**program, "env": dict(place.environment), "idle": SECONDS}, keys=False)["idle"][
        "bytes_per_s"
    ]
