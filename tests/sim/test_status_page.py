from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, cast

import pytest

from tests.sim.conftest import at_once

if TYPE_CHECKING:
    from tests.sim.conftest import Client, Play

PAGE = "https://status.customerio.com/api/v2"
Item = dict[str, object]

POSTED = """
[[change]]
at = "5m"
[change.page]
indicator = "major"
description = "Partial System Outage"
components = { "Message Sending" = "major_outage" }
incidents = [{ name = "Sending is late", impact = "major", body = "We are investigating." }]
maintenance = true
"""


def items(document: dict[str, object], key: str) -> list[Item]:
    return cast("list[Item]", document[key])


async def test_a_green_page_has_nine_components_and_nothing_else(well: Client) -> None:
    summary = await well.read(f"{PAGE}/summary.json")
    assert summary["status"] == {"indicator": "none", "description": "All Systems Operational"}
    assert {each["status"] for each in items(summary, "components")} == {"operational"}
    assert len(items(summary, "components")) == 9
    assert (summary["incidents"], summary["scheduled_maintenances"]) == ([], [])


async def test_the_page_stays_green_until_the_story_lets_it_speak(play: Play) -> None:
    client = await play(POSTED)
    client.simulator.seek(299)
    assert (await client.read(f"{PAGE}/status.json"))["status"] == {
        "indicator": "none",
        "description": "All Systems Operational",
    }
    client.simulator.seek(300)
    assert cast("Item", (await client.read(f"{PAGE}/status.json"))["status"])["indicator"] == "major"


async def test_an_incident_names_what_it_affects_and_since_when(play: Play) -> None:
    client = await play(POSTED)
    client.simulator.seek(420)
    summary = await client.read(f"{PAGE}/summary.json")
    incident = items(summary, "incidents")[0]
    assert [each["name"] for each in items(incident, "components")] == ["Message Sending"]
    assert items(incident, "incident_updates")[0]["body"] == "We are investigating."
    updated = datetime.fromisoformat(str(cast("Item", summary["page"])["updated_at"]))
    assert client.simulator.now - updated.timestamp() == pytest.approx(120, abs=1)
    assert items(summary, "scheduled_maintenances")[0]["status"] == "in_progress"


async def test_what_has_not_changed_is_304(well: Client) -> None:
    first = await well.fetch(f"{PAGE}/summary.json")
    again = await well.fetch(f"{PAGE}/summary.json", keys={"If-None-Match": first.headers["etag"]})
    assert (again.status, again.body) == (304, b"")


async def test_the_old_host_redirects_to_the_new_one(well: Client) -> None:
    reply = await well.fetch("https://status.customer.io/api/v2/status.json")
    assert (reply.status, reply.headers["location"]) == (301, f"{PAGE}/status.json")


async def test_a_page_that_cannot_be_reached_is_a_fault_like_any_other(play: Play) -> None:
    client = await play(at_once("http.status = { status = 503 }"))
    assert (await client.fetch(f"{PAGE}/summary.json")).status == 503


async def test_other_paths_are_not_found(well: Client) -> None:
    assert (await well.fetch("https://status.customerio.com/api/v3/summary.json")).status == 404
