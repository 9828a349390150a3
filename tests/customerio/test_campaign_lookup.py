from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from cio_tui.core.errors import UserError
from cio_tui.customerio.campaign_findings import campaign_findings
from cio_tui.customerio.campaign_lookup import list_campaigns, look_up_campaign
from cio_tui.customerio.client import app_api
from tests.customerio.records import failing
from tests.probes.conftest import answer

if TYPE_CHECKING:
    from cio_tui.customerio.campaign import Record
    from cio_tui.probes.ground import Ground
    from tests.customerio.conftest import Answers, Play, Serve

LIMITS = {"bounce_rate": 0.05, "complaint_rate": 0.001, "delivery_rate": 0.95, "webhook_error_rate": 0.05}


pytestmark = pytest.mark.usefixtures("no_waiting")


async def look_up(ground: Ground, word: str, **asked: str) -> Record:
    async with app_api(ground) as api:
        return await look_up_campaign(api, word, ground.wall(), **asked)


def reasons(record: Record, now: datetime) -> list[str]:
    return failing(campaign_findings(record, LIMITS, now))


@pytest.mark.parametrize(
    ("word", "asked", "first"),
    [
        ("15", {}, ""),
        ("order receipt", {"event": "order_placed"}, ""),
        ("15", {"event": "Order_Placed"}, "'Order_Placed' does not start it: it waits for 'order_placed'"),
        ("15", {"who": "wrong-case"}, "wrong-case sent 'Order_Placed', not 'order_placed'"),
        ("12", {"who": "outsider"}, "outsider is not in 7 Signed up, which starts it."),
        ("12", {"who": "bounced"}, "The address bounced on 18 Nov 2026"),
        ("12", {"who": "gone-1"}, "No profile is called gone-1"),
        ("19", {}, "It is stopped"),
        ("21", {}, "Nobody has sent 'Password_Reset' within the last 30 days."),
    ],
)
async def test_what_the_simulators_campaigns_lack_is_found(
    play: Play, word: str, asked: dict[str, str], first: str
) -> None:
    stage = await play()
    found = reasons(await look_up(stage.ground, word, **asked), stage.ground.wall())
    assert (found or [""])[0].startswith(first)
    assert bool(found) == bool(first)
    assert stage.written == []


async def test_late_sending_shows_in_the_backlog_of_a_campaign(play: Play) -> None:
    stage = await play(changes='delivery = { lag = "20m" }')
    found = reasons(await look_up(stage.ground, "15"), stage.ground.wall())
    assert any("nine in ten left within" in text for text in found)


async def test_a_campaign_that_does_not_exist_names_those_that_do(play: Play) -> None:
    stage = await play()
    with pytest.raises(UserError, match=r'Did you mean "Order receipt"\? There are: 12 Welcome series, 15'):
        await look_up(stage.ground, "Order reciept")


OTHER: dict[str, Any] = {
    "id": "a9", "name": "Trial ends", "type": "event", "state": "running", "active": True, "tags": None,
    "event_name": "Trial Ends", "filter_segment_ids": None, "updated": 1_800_000_000,
}  # fmt: skip


def world(**changed: object) -> Answers:
    """Another workspace, in which whatever may be null is."""
    answers = {
        "/v1/campaigns": {"campaigns": [OTHER]},
        "/v1/campaigns/a9/actions": {"actions": [{"id": 1, "type": "email", "sending_state": "automatic"}]},
        "/v1/campaigns/a9/metrics": {"metric": {"series": {"sent": [30, None, "x", 10], "delivered": None}}},
        "/v1/campaigns/a9/messages": {"messages": None},
        "/v1/segments": {"segments": None},
        "/v1/activities": {
            "activities": [{"type": "event", "name": "trial ends", "timestamp": 1_800_000_000}]
        },
    }
    return {**answers, **{f"/v1/{path}": body for path, body in changed.items()}}


async def test_another_workspace_with_null_lists_is_read_as_well(serve: Serve) -> None:
    _, ground = await serve(world())
    record = await look_up(ground, "trial ends")
    assert record.unread == {}
    assert record.counts == {"sent": 40}
    assert reasons(record, datetime.now(UTC))[0] == (
        "Nobody sends 'Trial Ends', but 'trial ends' came in 1 times of late: upper and lower case differ."
    )


async def test_a_part_that_is_refused_is_named_and_the_rest_is_read(serve: Serve) -> None:
    refusal = answer('{"meta": {"error": "no access"}}', 403)
    _, ground = await serve(world(**{"campaigns/a9/metrics": refusal}))
    record = await look_up(ground, "a9")
    assert {name: why.status for name, why in record.unread.items()} == {"numbers": 403}
    assert record.actions is not None


async def test_a_workspace_without_campaigns_has_an_empty_list(serve: Serve) -> None:
    _, ground = await serve({"/v1/campaigns": {"campaigns": None}})
    async with app_api(ground) as api:
        assert await list_campaigns(api) == ()
    with pytest.raises(UserError, match="This workspace has none"):
        await look_up(ground, "1")
