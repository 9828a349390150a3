"""Times in a report stand in one zone, named once at the top; the day is repeated only where it is another one."""

from __future__ import annotations

from datetime import UTC
from math import isfinite
from typing import TYPE_CHECKING, NamedTuple

from cio_tui.core.duration import brief, spell
from cio_tui.report.wording import NOT_RECORDED

if TYPE_CHECKING:
    from datetime import datetime, tzinfo

    from cio_tui.core.review.chronology import Row

MINUTE, HOUR, DAY = 60, 3600, 86400


class Moments(NamedTuple):
    """How the moments of one incident are written."""

    zone: tzinfo | None
    """None is this host's own."""
    opened_at: datetime

    @property
    def zone_name(self) -> str:
        """`UTC`, or `CET (UTC+01:00)` as it was when the incident was opened."""
        opened = self.opened_at.astimezone(self.zone)
        name = opened.tzname() or ""
        return name if name == "UTC" else f"{name} (UTC{opened.isoformat()[-6:]})"

    def clock(self, at: datetime) -> str:
        """`20:23:58`, with the date in front on any other day than that of the opening."""
        local = at.astimezone(self.zone)
        same_day = local.date() == self.opened_at.astimezone(self.zone).date()
        return f"{local:%H:%M:%S}" if same_day else f"{local:%Y-%m-%d %H:%M:%S}"

    def happened(self, row: Row) -> datetime | None:
        """When it happened, unless its sentence says so in these very words."""
        return None if row.says_when and self.zone is UTC else row.happened_at

    def full(self, at: datetime) -> str:
        """`2026-11-21 20:23:58`."""
        return f"{at.astimezone(self.zone):%Y-%m-%d %H:%M:%S}"


def elapsed(seconds: float) -> str:
    """How long something took: `0.4 s`, `45 s`, `8 min 30 s`, `1 h 58 min`, `3 d 4 h`; a sign only where negative.

    A log may hold any number: what is none that a clock can show was not recorded.
    """
    if not isfinite(seconds):
        return NOT_RECORDED
    sign = "-" if seconds < 0 else ""
    if 0 < abs(seconds) < 9.95:
        return f"{sign}{abs(seconds):.1f}".removesuffix(".0") + " s"
    return sign + spell(abs(seconds))


def since_opening(seconds: float) -> str:
    """`T+1:42`, `T+1:02:03`, `T-0:30`: incident time."""
    if not isfinite(seconds):
        return "T?"
    whole = int(abs(seconds))
    hours, rest = divmod(whole, HOUR)
    minutes = f"{rest // MINUTE:02}" if hours else f"{rest // MINUTE}"
    return (
        f"T{'-' if seconds < 0 else '+'}" + (f"{hours}:" if hours else "") + f"{minutes}:{rest % MINUTE:02}"
    )


def age(seconds: float) -> str:
    """How old a reading was: `4s old`."""
    return f"{brief(seconds)} old" if isfinite(seconds) else f"age {NOT_RECORDED}"
