"""One time axis for every strip and every chart of a report, so that what lines up by eye happened together."""

from __future__ import annotations

from math import ceil, isfinite
from typing import TYPE_CHECKING, NamedTuple

from cio_tui.core.review.chronology import Kind
from cio_tui.report.moments import DAY, HOUR, MINUTE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cio_tui.core.review.account import Account
    from cio_tui.core.review.chronology import Row

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"

_DECISIVE = (Kind.MILESTONE, Kind.SEVERITY, Kind.DECISION)
"""In the order in which they get a letter while there are any left; what was switched comes after them."""

_LEAD = 0.25
"""Of the incident, the most that the axis begins before the opening: impact often did, sometimes by a day."""

_STEPS = (
    1,
    2,
    5,
    10,
    30,
    *(MINUTE * n for n in (1, 2, 5, 10, 15, 30)),
    *(HOUR * n for n in (1, 2, 3, 6, 12)),
)


class Axis(NamedTuple):
    """Incident seconds from left to right."""

    start_s: float
    end_s: float

    def share(self, offset_s: float) -> float:
        """Where a moment stands, 0 at the left and 1 at the right; what lies outside stands at the edge."""
        return min(1.0, max(0.0, (offset_s - self.start_s) / (self.end_s - self.start_s)))

    def remark_on(self, offset_s: float) -> str:
        """That a moment stands at the edge because it lies outside; nothing of any other."""
        if offset_s < self.start_s:
            return " (before the axis begins)"
        return " (after the axis ends)" if offset_s > self.end_s else ""

    def column(self, offset_s: float, columns: int) -> int:
        """Which of so many equal columns a moment falls into."""
        return min(columns - 1, int(self.share(offset_s) * columns))

    def last_column(self, offset_s: float, columns: int) -> int:
        """The last column of a stretch that ends then: the end itself is outside of it."""
        return min(columns - 1, max(0, ceil(self.share(offset_s) * columns) - 1))

    def ticks(self, most: int = 8) -> list[float]:
        """Round times, at most so many and the opening among them."""
        length = self.end_s - self.start_s
        step = next((step for step in _STEPS if length / step < most), DAY * ceil(length / DAY / most))
        first = ceil(self.start_s / step)
        return [step * number for number in range(first, int(self.end_s // step) + 1)]


class Marker(NamedTuple):
    """A decisive event on the axis."""

    letter: str
    offset_s: float
    """When it happened, as far as that was said; else when it was recorded."""
    row: Row


def axis_of(account: Account) -> Axis:
    """From the opening, or the little before it in which something happened, to the last event."""
    ends = [account.header.duration_s, *(strip.spans[-1].end_s for strip in account.strips if strip.spans)]
    end = max([1.0, *filter(isfinite, ends)])
    starts = filter(isfinite, (happened(row) for row in account.rows if row.kind in _DECISIVE))
    return Axis(max(-_LEAD * end, min([0.0, *starts])), end)


def markers(rows: Sequence[Row]) -> list[Marker]:
    """Milestones, severities, decisions and what was switched, in the order in which they happened."""
    decisive = sorted((row for row in rows if row.kind in _DECISIVE or row.effect), key=_rank)
    chosen = sorted(decisive[: len(LETTERS)], key=lambda row: (happened(row), row.seq))
    return [Marker(letter, happened(row), row) for letter, row in zip(LETTERS, chosen, strict=False)]


def _rank(row: Row) -> int:
    return _DECISIVE.index(row.kind) if row.kind in _DECISIVE else len(_DECISIVE)


def happened(row: Row) -> float:
    """Incident seconds at which it happened, as far as that was said."""
    if row.happened_at is None:
        return row.offset_s
    return row.offset_s + (row.happened_at - row.at).total_seconds()
