"""What the screen sends while nobody types: with nothing to measure, and with every pane of a step live."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

from tools.bench.row import Row
from tools.bench.session import Session
from tools.bench.stand_in import near
from tools.bench.terminal import settle, start_screen, walk_screen

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tools.bench.place import Place
    from tools.bench.terminal import Program

SECONDS = 25
TO_DECIDE = ("j", "j", "j", "j", "g", "\r")
"""To the first decision, which shows the most panes at once: look at it, go there, give no reason."""


def measure(place: Place) -> list[Row]:
    """Two rows: rates over SECONDS."""
    nothing = place.folder / "nothing.toml"
    names = ("track", "app", "status", "control")
    nothing.write_text("[endpoints]\n" + "".join(f'{name} = ""\n' for name in names))
    # The clock shows minutes here: of two runs, one has no new minute in it.
    still = min(_rate(place, start_screen(place, nothing)) for _ in range(2))
    with near(place) as config:
        live = _rate(place, walk_screen(place, config), TO_DECIDE)
    return [
        Row("bytes a second, nothing live, between two minutes of the clock", still, 0, "B/s", "silence"),
        Row("bytes a second, six live panes", live, 2000, "B/s", "an SSH line"),
    ]


def _rate(place: Place, program: Program, keys: Sequence[str] = ()) -> float:
    session = Session(program.command, place.environment)
    session.wait_for(program.ready)
    for key in keys:
        session.press(key)
        session.pump(quiet=0.25, limit=1.5, waits=True)
    settle(session)
    before, begin = session.received, perf_counter()
    while (left := begin + SECONDS - perf_counter()) > 0 and not session.is_silent:
        session.pump(quiet=left, limit=left)
    rate = (session.received - before) / (perf_counter() - begin)
    session.close(program.quit)
    return rate
