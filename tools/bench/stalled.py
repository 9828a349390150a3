"""A terminal that stops reading for six seconds must not stop the event loop: probes and log live on it."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from tools.bench.row import Row
from tools.bench.session import Session
from tools.bench.stand_in import PROGRAMS, near
from tools.bench.terminal import walk_screen

if TYPE_CHECKING:
    from tools.bench.place import Place

UNREAD = 6.0


def measure(place: Place) -> list[Row]:
    """One row: the longest gap between two ticks of 20 ms, from two seconds after the start."""
    ticks = place.folder / "ticks"
    environment = {**place.environment, "PYTHONPATH": str(PROGRAMS / "ticking"), "TICKS": str(ticks)}
    with near(place) as config:
        session = Session(walk_screen(place, config).command, environment)
        session.pump(quiet=5.0, limit=5.0)
        for _ in range(60):
            session.press("j")
            session.press("k")
        time.sleep(UNREAD)
        gap = float(Path(ticks).read_text())
        session.pump(quiet=0.5, limit=3.0)
        session.close()
    return [Row("terminal unread for 6 s: longest gap of the event loop", gap, 0.5, "s", "ticks of 20 ms")]
