from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cio_tui.customerio.client import app_api
from cio_tui.customerio.rollout_totals import MOST, read_totals

if TYPE_CHECKING:
    from tests.customerio.conftest import Play, Serve


pytestmark = pytest.mark.usefixtures("no_waiting")


async def test_campaigns_and_transactional_messages_are_summed_up_and_nothing_is_written(play: Play) -> None:
    stage = await play("healthy")
    async with app_api(stage.ground) as api:
        totals = await read_totals(api, stage.ground.wall(), 3600)

    assert totals.left_out == 0
    assert totals.counts["sent"] > 100
    assert totals.counts["delivered"] <= totals.counts["sent"]
    assert stage.written == []


async def test_what_is_beyond_the_bound_is_counted_and_not_read(serve: Serve) -> None:
    metric = {"metric": {"series": {"sent": [1, 2], "bounced": None, "delivered": [1, None]}}}
    campaigns = [{"id": number, "state": "running", "active": True} for number in range(1, MOST + 4)]
    answers: dict[str, object] = {f"/v1/campaigns/{each['id']}/metrics": metric for each in campaigns}
    stopped = {"id": 99, "state": "stopped", "active": False}
    site, ground = await serve(
        answers
        | {"/v1/campaigns": {"campaigns": [*campaigns, stopped]}, "/v1/transactional": {"messages": None}}
    )
    async with app_api(ground) as api:
        totals = await read_totals(api, ground.wall(), 3600)

    assert totals.left_out == 3
    assert totals.counts == {"sent": 3 * MOST, "delivered": MOST}
    assert len(site.requests) == MOST + 2
