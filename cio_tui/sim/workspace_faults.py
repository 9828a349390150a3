"""What a scenario can do to one person or one campaign, while every API answers and everybody else is well.

No probe sees these: they begin with somebody's word and are found by looking the person or the campaign up.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class PersonState(StrEnum):
    """What has become of a person."""

    WELL = "ok"
    SUPPRESSED = "suppressed"
    """Suppressed at the vendor: the profile is gone, and every call for the id is ignored with a 200."""
    BOUNCED = "bounced"
    """On the mail provider's list after a hard bounce: the profile stays, and e-mail to it is dropped."""


@dataclass(frozen=True, slots=True)
class CampaignState:
    """How a campaign differs from the catalogue; empty is as it stands there."""

    state: str = ""
    """`running`, `stopped` or `draft`."""
    event_name: str = ""
    """The event it waits for."""

    def lets_through(self, catalogued: str, awaited: str) -> bool:
        """Whether messages are made: it runs, and the event that the app sends is the one it waits for."""
        return (self.state or catalogued) == "running" and (self.event_name or awaited) == awaited
