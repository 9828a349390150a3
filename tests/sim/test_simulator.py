from __future__ import annotations

import asyncio
import stat
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.sim.conftest import Client, Play


async def test_the_configuration_has_every_key_that_points_at_the_simulator(well: Client) -> None:
    settings = well.settings
    assert (settings["region"], settings["label"], settings["workspace_id"]) == ("us", "drill", 104217)
    assert set(settings["endpoints"]) == {"track", "app", "status", "control", "webhook", "errors", "queue"}
    assert settings["sending"] == {
        "from": "example.com",
        "account": "cio12345.example.com",
        "selectors": ["krs"],
        "links": "link.example.com",
    }


async def test_an_eu_scenario_points_at_the_eu_hosts(play: Play) -> None:
    settings = (await play(region="eu")).settings
    assert settings["endpoints"]["track"] == "https://track-eu.customer.io"
    assert settings["endpoints"]["app"] == "https://api-eu.customer.io"


async def test_every_file_is_private_and_gone_afterwards(play: Play) -> None:
    client = await play()
    folder = Path(client.settings["network"]["ca_file"]).parent
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert {stat.S_IMODE(file.stat().st_mode) for file in folder.iterdir()} == {0o600}
    await client.simulator.__aexit__(None, None, None)
    assert not folder.exists()


async def test_two_simulators_share_no_key(play: Play) -> None:
    first, second = await play(), await play()
    for name in ("site_id", "track_api_key", "app_api_key", "webhook_signing_key"):
        assert first.secret(name) != second.secret(name)


async def test_the_keys_have_the_vendors_shapes(well: Client) -> None:
    shapes = {name: len(well.secret(name)) for name in ("site_id", "track_api_key", "app_api_key")}
    assert shapes == {"site_id": 20, "track_api_key": 20, "app_api_key": 32}


async def test_the_story_runs_as_fast_as_asked(play: Play) -> None:
    client = await play(speed=1000)
    before, start = client.simulator.elapsed, time.monotonic()
    await asyncio.sleep(0.02)
    passed = (time.monotonic() - start) * 1000
    assert client.simulator.elapsed - before == pytest.approx(passed, rel=0.2)


async def test_the_world_ages_with_the_story(play: Play) -> None:
    client = await play()
    first = await client.fetch("https://api.customer.io/v1/messages?limit=1")
    client.simulator.seek(3600)
    later = await client.fetch("https://api.customer.io/v1/messages?limit=1")
    assert first.body != later.body
    assert client.simulator.requests[1].at - client.simulator.requests[0].at == pytest.approx(3600, abs=1)


async def test_a_session_of_reads_leaves_only_reads(well: Client) -> None:
    for url in ("https://track.customer.io/api/v1/accounts/region", "https://api.customer.io/v1/segments"):
        await well.fetch(url)
        await well.fetch(url, "HEAD")
    assert all(request.reads for request in well.simulator.requests)
    await well.fetch("https://track.customer.io/api/v1/customers/x", "PUT", body={})
    assert [request.method for request in well.simulator.requests if not request.reads] == ["PUT"]
