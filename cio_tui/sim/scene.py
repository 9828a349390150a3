"""What an answer may depend on, gathered once for each request."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cio_tui.sim.sites import SITES

if TYPE_CHECKING:
    from cio_tui.sim.faults import Conditions
    from cio_tui.sim.keyring import KeyRing
    from cio_tui.sim.sites import Region
    from cio_tui.sim.timeline import Timeline
    from cio_tui.sim.world import World


@dataclass(frozen=True, slots=True)
class Scene:
    """The world at the moment of a request."""

    world: World
    conditions: Conditions
    keys: KeyRing
    region: Region
    """Where the configuration points."""
    elapsed: float
    """Scenario seconds."""
    began: float
    """Unix time at which the scenario stood at zero."""
    timeline: Timeline

    @property
    def now(self) -> int:
        """Unix time in the world."""
        return int(self.began + self.elapsed)

    @property
    def account_region(self) -> Region:
        """Where the account lives."""
        return self.conditions.account.region or self.region

    def conditions_when(self, at: int) -> Conditions:
        """What held at a unix time; before the story began, what it begins with had always held."""
        return self.timeline.at(max(0.0, at - self.began))

    def is_foreign(self, host: str) -> bool:
        """Whether this host belongs to the region the account does not live in."""
        site = SITES.get(host)
        return site is not None and site.region not in (None, self.account_region)
