"""Whether a walk that lasts a night grows: eight hours on the drill's clock, which runs 240 times as fast."""

from __future__ import annotations

import re
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tools.bench.row import Row
from tools.bench.session import Session

if TYPE_CHECKING:
    from tools.bench.place import Place

HOURS = 8
SPEED = 240
SETTLED = 20.0
"""Seconds after which every probe has been asked and everything is imported: 80 minutes of the walk."""


def measure(place: Place) -> list[Row]:
    """One row, measured once: it takes two minutes."""
    command = [place.program, "drill", "total-outage", "--speed", str(SPEED)]
    session = Session(command, place.environment)
    begin = time.perf_counter()
    _read_until(session, begin + SETTLED)
    before = _resident(session)
    _read_until(session, begin + HOURS * 3600 / SPEED)
    after = _resident(session)
    session.close()
    floor = f"{before / 1024:.0f} MB after the first 80 minutes"
    return [Row("memory over eight hours of a live walk", 100 * (after / before - 1), 10, "%", floor)]


def _read_until(session: Session, end: float) -> None:
    while (left := end - time.perf_counter()) > 0 and not session.is_silent:
        session.pump(quiet=left, limit=min(left, 1.0))
        session.draw()


def _resident(session: Session) -> int:
    """Kilobytes of the program itself, without the simulator's process."""
    status = Path(f"/proc/{session.pid}/status").read_text(encoding="utf-8")
    return int(re.findall(r"VmRSS:\s+(\d+)", status)[0])
