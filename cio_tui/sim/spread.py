"""A share of requests, spread evenly instead of thrown by dice: 40 % is two of every five, at the same places."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cio_tui.sim.faults import HttpFault
    from cio_tui.sim.sites import Place


class Spread:
    """Counts requests for each place since its fault began."""

    def __init__(self) -> None:
        self._seen: dict[Place, tuple[HttpFault, int]] = {}

    def strikes(self, place: Place, fault: HttpFault) -> bool:
        """Whether the next request for this place is one of the share."""
        known, count = self._seen.get(place, (fault, 0))
        if known is not fault:
            count = 0
        self._seen[place] = (fault, count + 1)
        # Compared in millionths: 0.1 * 30 is below 3 in floating point, and would miss one.
        millionths = round(fault.share * 1_000_000)
        return fault.strikes and (count + 1) * millionths // 1_000_000 > count * millionths // 1_000_000
