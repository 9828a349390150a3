"""Moments as a sentence has them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime, timedelta


def day(at: datetime | None) -> str:
    """`12 Nov 2026`, UTC."""
    return f"{at.day} {at:%b %Y}" if at else "an unknown day"


def minute(at: datetime | None) -> str:
    """`2026-11-12 20:04Z`."""
    return f"{at:%Y-%m-%d %H:%MZ}" if at else "?"


def span(duration: timedelta) -> str:
    """`40 s`, `12 min`, `3 h`, `9 d`; never negative."""
    seconds = max(0, round(duration.total_seconds()))
    for size, unit in ((86_400, "d"), (3600, "h"), (60, "min")):
        if seconds >= 2 * size or (seconds >= size and seconds % size == 0):
            return f"{seconds // size} {unit}"
    return f"{seconds} s"
