"""The warm response times of one probe over its rounds, as far back as they say something about now."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cio_tui.probes.latency_round import Tick

MOST_KEPT = 2000
WINDOW = 600.0
"""Seconds. Five samples every 15 s reach the 100 that a p99 takes; an outage is out of the p90 nine minutes on."""


class Series:
    """Requests that came due, each with the time of its round."""

    def __init__(self) -> None:
        self._kept: deque[tuple[float, Tick]] = deque(maxlen=MOST_KEPT)

    def add(self, at: float, ticks: Iterable[Tick]) -> None:
        """Keep a round that ended at `at`, clock seconds, and forget what is too old."""
        self._kept.extend((at, tick) for tick in ticks)
        while self._kept and at - self._kept[0][0] > WINDOW:
            self._kept.popleft()

    @property
    def times(self) -> list[float | None]:
        """Milliseconds, oldest first; None is a gap, for want of an answer or because it was not sent."""
        return [tick.ms for _, tick in self._kept]

    @property
    def failed(self) -> int:
        """Requests that came to nothing before our own time was up."""
        return sum(tick.is_sent and tick.ms is None and not tick.is_cut for _, tick in self._kept)

    @property
    def lost(self) -> int | None:
        """Requests without an answer; at least so many, and None when all that is known is that some did not finish."""
        known = self.failed + self.unsent
        return known if known or not self.unfinished else None

    @property
    def rate_failed(self) -> float | None:
        """Share of the requests sent that failed, at least; None when only unfinished ones have no answer.

        Unsent ones are left out: a server slower than the schedule is slow, not failing.
        """
        sent = sum(tick.is_sent for _, tick in self._kept)
        return self.failed / sent if sent and (self.failed or not self.unfinished) else None

    @property
    def unfinished(self) -> int:
        """Requests that were given up since our own time was up: no evidence of a loss, and none that all is well."""
        return sum(tick.is_cut for _, tick in self._kept)

    @property
    def unsent(self) -> int:
        """Requests that came due while too many were under way."""
        return sum(not tick.is_sent for _, tick in self._kept)
