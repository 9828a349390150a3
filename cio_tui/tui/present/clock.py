"""Times as people read them at 3 a.m.: UTC with a Z, durations without arithmetic."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.duration import brief

if TYPE_CHECKING:
    from datetime import datetime

MINUTE = 60
HOUR = 3600
DAY = 86_400

STEP = 5


def utc(at: datetime) -> str:
    """`20:21:07Z`."""
    return f"{at:%H:%M:%S}Z"


def clock_time(at: datetime, *, local: bool = False, still: bool = False) -> str:
    """`20:21:07Z`, or in this host's zone `15:21:07 EST`: never a time without its zone. `still` leaves out seconds."""
    if local:
        at = at.astimezone()
        return f"{at:%H:%M %Z}" if still else f"{at:%H:%M:%S %Z}"
    return f"{at:%H:%M}Z" if still else utc(at)


def stopwatch(seconds: float, *, still: bool = False) -> str:
    """`00:18:42`, or `3d 04:05:06`; `00:18` when it stands `still`."""
    whole = int(max(0.0, seconds))
    days, rest = divmod(whole, DAY)
    clock = f"{rest // HOUR:02}:{rest % HOUR // MINUTE:02}"
    clock += "" if still else f":{rest % MINUTE:02}"
    return f"{days}d {clock}" if days else clock


def span(seconds: float) -> str:
    """`4s`, `3m12s`, `2h05m`, `3d4h`: a duration in at most six cells."""
    whole = int(max(0.0, seconds))
    if whole < MINUTE:
        return f"{whole}s"
    if whole < HOUR:
        return f"{whole // MINUTE}m{whole % MINUTE:02}s"
    if whole < DAY:
        return f"{whole // HOUR}h{whole % HOUR // MINUTE:02}m"
    return f"{whole // DAY}d{whole % DAY // HOUR}h"


def age(seconds: float) -> str:
    """How old a reading is, in steps of STEP seconds: a cell that changes each second costs 70 bytes each second."""
    return brief(int(seconds / STEP) * STEP) if seconds < MINUTE else brief(seconds)
