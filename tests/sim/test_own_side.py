from __future__ import annotations

import hashlib
import hmac
import json
from typing import TYPE_CHECKING, cast

import pytest

from tests.sim.conftest import at_once

if TYPE_CHECKING:
    from tests.sim.conftest import Client, Play

METRICS = "https://metrics.example.com"
HOOK = "https://hooks.example.com/customerio"

QUEUE = """
[[change]]
at = "60s"
queue = { rate = 40 }
[[change]]
at = "160s"
queue = { rate = -80 }
"""


async def test_a_healthy_service_fails_a_little(well: Client) -> None:
    errors = await well.read(f"{METRICS}/errors")
    assert errors["error_rate"] == 0.0008
    assert errors["webhook_error_rate"] == 0.0


async def test_the_error_rate_is_the_sum_of_its_codes(play: Play) -> None:
    client = await play(at_once('errors = { "429" = 0.2, "5xx" = { from = 0.0, to = 0.4, over = "100s" } }'))
    client.simulator.seek(50)
    errors = await client.read(f"{METRICS}/errors")
    assert errors["by_code"] == {"301": 0.0, "401": 0.0, "403": 0.0, "429": 0.2, "5xx": 0.2, "timeout": 0.0}
    assert errors["error_rate"] == 0.4


@pytest.mark.parametrize(
    ("elapsed", "depth", "oldest", "drain"),
    [(30, 0, 0, 0), (110, 2000, 50, 0), (160, 4000, 100, 80), (185, 2000, 62.5, 80), (300, 0, 0, 0)],
)
async def test_the_queue_fills_and_drains_at_its_rates(
    play: Play, elapsed: float, depth: int, oldest: float, drain: float
) -> None:
    client = await play(QUEUE)
    client.simulator.seek(elapsed)
    queue = await client.read(f"{METRICS}/queue")
    assert (queue["depth"], queue["oldest_age_s"], queue["drain_rps"]) == (depth, oldest, drain)


async def test_the_firewall_knows_as_many_addresses_as_the_story_says(play: Play) -> None:
    client = await play(at_once("receiver = { known_addresses = 6 }"))
    known = cast("list[str]", (await client.read(f"{METRICS}/firewall"))["webhook_allowlist"])
    every = cast(
        "list[str]", (await client.read("https://api.customer.io/v1/info/ip_addresses"))["ip_addresses"]
    )
    assert known == every[:6]


async def test_silence_grows_while_the_vendor_holds_events_back(play: Play) -> None:
    client = await play('[[change]]\nat = "60s"\nreceiver = { silent = true, error_rate = 0.4 }\n')
    client.simulator.seek(360)
    errors = await client.read(f"{METRICS}/errors")
    assert (errors["webhook_last_event_age_s"], errors["webhook_error_rate"]) == (300, 0.4)


async def test_the_receiver_takes_posts_only(well: Client) -> None:
    reply = await well.fetch(HOOK)
    assert (reply.status, reply.headers["allow"]) == (405, "POST")


async def test_the_receiver_refuses_what_is_not_signed_over_the_raw_body(well: Client) -> None:
    body = json.dumps({"event_id": "1"}).encode()
    key = well.secret("webhook_signing_key").encode()
    signature = hmac.new(key, b"v0:1795288991:" + body, hashlib.sha256).hexdigest()
    headers = {"X-CIO-Timestamp": "1795288991", "X-CIO-Signature": signature}
    assert (await well.fetch(HOOK, "POST", keys=headers, body=body)).status == 200
    assert (await well.fetch(HOOK, "POST", keys=headers, body=body + b" ")).status == 401
    assert (await well.fetch(HOOK, "POST", keys={}, body=body)).status == 401


async def test_a_receiver_may_forget_to_check(play: Play) -> None:
    client = await play(at_once("receiver = { accepts_unsigned = true }"))
    assert (await client.fetch(HOOK, "POST", body={"event_id": "1"})).status == 200


async def test_the_control_host_has_nothing_to_say(well: Client) -> None:
    reply = await well.fetch("https://control.example.net/generate_204", "HEAD")
    assert (reply.status, reply.body) == (204, b"")
    assert (await well.fetch("https://control.example.net/other")).status == 404
    assert (await well.fetch(f"{METRICS}/other")).status == 404
