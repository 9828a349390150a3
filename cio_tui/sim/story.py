"""The workspace as the scenario has it at this moment: the catalogue and the running traffic, with what became of some.

A message follows the conditions of the moment it was made: after the recovery new ones arrive, and the old stay lost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.sim.catalogue import CAMPAIGNS
from cio_tui.sim.deliveries import activities, traffic
from cio_tui.sim.workspace_faults import CampaignState, PersonState

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cio_tui.sim.catalogue import Item
    from cio_tui.sim.scene import Scene

_AS_CATALOGUED = CampaignState()


def campaigns_now(scene: Scene) -> list[Item]:
    """All campaigns, with the state and the trigger that the story gives them."""
    return [
        _told(each, scene.conditions.campaigns.get(str(each["id"]), _AS_CATALOGUED)) for each in CAMPAIGNS
    ]


def _told(campaign: Item, told: CampaignState) -> Item:
    state = told.state or campaign["state"]
    named: Item = {"event_name": told.event_name} if told.event_name else {}
    return {**campaign, "state": state, "active": state == "running", **named}


def messages_now(scene: Scene) -> Iterator[Item]:
    """The running messages of this moment, newest first."""
    catalogued = {str(each["id"]): each for each in CAMPAIGNS}
    for message in traffic(scene.world.people, scene.now, scene.conditions.delivery, scene.elapsed):
        then = scene.conditions_when(int(str(message["created"])))
        campaign = str(message["campaign_id"])
        told = then.campaigns.get(campaign, _AS_CATALOGUED)
        of = catalogued[campaign]
        if told.lets_through(str(of["state"]), str(of.get("event_name", ""))):
            blocked = then.people.get(str(message["customer_id"])) is PersonState.BOUNCED
            yield _dropped(message) if blocked else message


def _dropped(message: Item) -> Item:
    made = int(str(message["created"]))
    return {**message, "metrics": {"created": made, "dropped": made + 1}, "failure_message": "suppressed"}


def activities_now(scene: Scene) -> Iterator[Item]:
    """What was written during the run, then the running activities, newest first."""
    yield from reversed(scene.world.activities)
    yield from activities(scene.world.people, scene.now, scene.conditions.delivery, scene.elapsed)
