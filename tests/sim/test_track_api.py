from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.sim.conftest import at_once

if TYPE_CHECKING:
    from tests.sim.conftest import Client, Play

TRACK = "https://track.customer.io"
REGION = f"{TRACK}/api/v1/accounts/region"
PEOPLE = f"{TRACK}/api/v1/customers"
ULID = "01JC8Q2T7M3ZK9V4N6W0X5Y1AB"


async def write(client: Client, method: str, url: str, body: object = None) -> None:
    reply = await client.fetch(url, method, body=body)
    assert (reply.status, reply.body) == (200, b"{}\n")


def kinds(client: Client) -> list[object]:
    return [each["type"] for each in client.simulator.world.activities]


async def test_the_region_check_names_region_and_workspace(well: Client) -> None:
    document = await well.read(REGION)
    assert document == {"url": TRACK, "region": "us", "environment_id": 104217}


async def test_the_other_region_answers_the_check_as_well(well: Client) -> None:
    assert (await well.read("https://track-eu.customer.io/api/v1/accounts/region"))["region"] == "us"


async def test_an_account_of_the_other_region_is_forwarded_and_says_where_it_lives(play: Play) -> None:
    client = await play(at_once('account = { region = "eu", workspace_id = 7 }'))
    assert await client.read(REGION) == {
        "url": "https://track-eu.customer.io",
        "region": "eu",
        "environment_id": 7,
    }


@pytest.mark.parametrize("keys", [{}, {"Authorization": "Basic bm86bm8="}, {"Authorization": "Bearer x"}])
async def test_wrong_keys_are_refused_with_the_vendors_words(well: Client, keys: dict[str, str]) -> None:
    reply = await well.fetch(REGION, keys=keys)
    assert (reply.status, reply.document) == (401, {"meta": {"error": "Unauthorized request"}})


@pytest.mark.parametrize(
    ("state", "old", "new"),
    [("valid", 200, 200), ("rotated", 401, 200), ("revoked", 401, 401), ("forbidden", 403, 403)],
)
async def test_what_becomes_of_a_key(play: Play, state: str, old: int, new: int) -> None:
    client = await play(at_once(f'keys = {{ track = "{state}" }}'))
    assert (await client.fetch(REGION)).status == old
    assert (await client.fetch(REGION, keys=client.keys("track", ".new"))).status == new


async def test_identify_creates_whoever_is_unknown_and_answers_200(well: Client) -> None:
    await write(
        well, "PUT", f"{PEOPLE}/who%20is%2Fthis", {"email": "who@shop.example", "plan": "free", "age": 7}
    )
    person = well.simulator.world.people["who is/this"]
    assert (person.email, person.attributes["age"]) == ("who@shop.example", "7")


async def test_identify_with_update_only_creates_nobody(well: Client) -> None:
    await write(well, "PUT", f"{PEOPLE}/nobody", {"_update": True, "plan": "free"})
    assert well.simulator.world.find("nobody") is None


async def test_an_address_that_is_taken_fails_silently(well: Client) -> None:
    await write(well, "PUT", f"{PEOPLE}/newcomer", {"email": "person1@shop.example"})
    assert kinds(well) == ["profile_create", "failed_attribute_change"]
    assert well.simulator.world.people["newcomer"].email is None


async def test_people_are_found_by_id_by_address_and_by_the_vendors_id(well: Client) -> None:
    person = well.simulator.world.people["demo-1003"]
    for name in ("demo-1003", "person3%40shop.example", f"cio_{person.cio_id}"):
        await write(well, "PUT", f"{PEOPLE}/{name}", {"plan": name})
        assert person.attributes["plan"] == name


async def test_delete_removes_and_the_next_identify_brings_back(well: Client) -> None:
    await write(well, "DELETE", f"{PEOPLE}/demo-1003")
    assert well.simulator.world.find("demo-1003") is None
    await write(well, "PUT", f"{PEOPLE}/demo-1003", {})
    assert well.simulator.world.find("demo-1003") is not None


async def test_suppress_deletes_and_then_ignores_without_a_word(well: Client) -> None:
    await write(well, "POST", f"{PEOPLE}/demo-1003/suppress")
    await write(well, "PUT", f"{PEOPLE}/demo-1003", {"plan": "pro"})
    await write(well, "POST", f"{PEOPLE}/demo-1003/events", {"name": "seen"})
    assert well.simulator.world.find("demo-1003") is None
    await write(well, "POST", f"{PEOPLE}/demo-1003/unsuppress")
    await write(well, "PUT", f"{PEOPLE}/demo-1003", {"plan": "pro"})
    assert well.simulator.world.people["demo-1003"].attributes == {"plan": "pro"}


async def test_an_event_is_kept_once_however_often_it_is_sent(well: Client) -> None:
    for _ in range(3):
        await write(well, "POST", f"{PEOPLE}/demo-1003/events", {"name": " order_placed ", "id": ULID})
    assert [each.get("name") for each in well.simulator.world.activities] == ["order_placed"]


async def test_an_anonymous_event_belongs_to_nobody(well: Client) -> None:
    await write(well, "POST", f"{TRACK}/api/v1/events", {"name": "visited", "anonymous_id": "a1"})
    assert well.simulator.world.activities[0]["customer_id"] is None


async def test_devices_are_added_once_and_removed(well: Client) -> None:
    device = {"device": {"id": "tok/en", "platform": "ios"}}
    for _ in range(2):
        await write(well, "PUT", f"{PEOPLE}/demo-1003/devices", device)
    assert well.simulator.world.people["demo-1003"].devices == [{"id": "tok/en", "platform": "ios"}]
    await write(well, "DELETE", f"{PEOPLE}/demo-1003/devices/tok%2Fen")
    assert well.simulator.world.people["demo-1003"].devices == []


async def test_merge_folds_the_second_into_the_first(well: Client) -> None:
    await write(
        well,
        "POST",
        f"{TRACK}/api/v1/merge_customers",
        {"primary": {"id": "no-address"}, "secondary": {"email": "person4@shop.example"}},
    )
    assert well.simulator.world.people["no-address"].email == "person4@shop.example"
    assert well.simulator.world.find("demo-1004") is None


async def test_merge_wants_one_identifier_each(well: Client) -> None:
    reply = await well.fetch(f"{TRACK}/api/v1/merge_customers", "POST", body={"primary": {}, "secondary": {}})
    assert (reply.status, reply.document) == (
        400,
        {"meta": {"error": "primary must contain exactly one identifier"}},
    )


async def test_a_manual_segment_takes_and_loses_people(well: Client) -> None:
    await write(well, "POST", f"{TRACK}/api/v1/segments/40/add_customers", {"ids": ["demo-1003", "nobody"]})
    assert 40 in well.simulator.world.people["demo-1003"].segments
    await write(well, "POST", f"{TRACK}/api/v1/segments/40/remove_customers", {"ids": ["demo-1003"]})
    assert 40 not in well.simulator.world.people["demo-1003"].segments


@pytest.mark.parametrize(
    ("method", "path", "body", "error"),
    [
        ("POST", "demo-1003/events", {}, "name cannot be blank"),
        ("POST", "demo-1003/events", {"name": "x" * 101}, "name is longer than 100 bytes"),
        (
            "POST",
            "demo-1003/events",
            {"name": "x", "data": {"y": "z" * 100_000}},
            "data is longer than 100000 bytes",
        ),
        ("PUT", "x" * 151, {}, "id is longer than 150 bytes"),
        ("PUT", "demo-1003", {"x" * 151: 1}, "attribute name is longer than 150 bytes"),
        ("PUT", "demo-1003", {"x": "y" * 1001}, "x is longer than 1000 bytes"),
        ("PUT", "demo-1003", {str(n): n for n in range(301)}, "too many attributes: 301, at most 300"),
        ("PUT", "demo-1003", b"[]", "the body is not a JSON object"),
        ("PUT", "demo-1003", b"[" * 100_000, "the body is nested too deeply"),
        ("PUT", "demo-1003/devices", {"device": {}}, "device id and platform are required"),
    ],
)
async def test_what_breaks_a_limit_is_refused_with_a_list(
    well: Client, method: str, path: str, body: object, error: str
) -> None:
    reply = await well.fetch(f"{PEOPLE}/{path}", method, body=body)
    assert (reply.status, reply.document) == (400, {"meta": {"errors": [error]}})


async def test_v2_does_the_same_in_one_verb(well: Client) -> None:
    person = {"type": "person", "identifiers": {"id": "demo-1003"}}
    await write(
        well, "POST", f"{TRACK}/api/v2/entity", {**person, "action": "identify", "attributes": {"plan": "x"}}
    )
    await write(well, "POST", f"{TRACK}/api/v2/entity", {**person, "action": "event", "name": "seen"})
    assert well.simulator.world.people["demo-1003"].attributes["plan"] == "x"
    for action, found in (("suppress", False), ("unsuppress", False), ("identify", True), ("delete", False)):
        await write(well, "POST", f"{TRACK}/api/v2/entity", {**person, "action": action})
        assert (well.simulator.world.find("demo-1003") is not None) is found


async def test_v2_names_the_field_that_is_wrong(well: Client) -> None:
    reply = await well.fetch(f"{TRACK}/api/v2/entity", "POST", body={"type": "person", "action": "identify"})
    message = "identifiers must contain an id, email or cio_id"
    error = {"reason": "required", "field": "identifiers", "message": message}
    assert (reply.status, reply.document) == (400, {"errors": [error]})


async def test_a_batch_takes_what_is_right_and_names_what_is_not(well: Client) -> None:
    good = {"type": "person", "action": "identify", "identifiers": {"id": "new"}}
    reply = await well.fetch(
        f"{TRACK}/api/v2/batch", "POST", body={"batch": [good, {**good, "action": "dance"}, "x"]}
    )
    errors = json.loads(reply.body)["errors"]
    assert (reply.status, [(each["batch_index"], each["field"]) for each in errors]) == (
        207,
        [(1, "action"), (2, "type")],
    )
    assert well.simulator.world.find("new") is not None


async def test_the_european_auth_page_says_200_to_anybody(well: Client) -> None:
    assert (await well.fetch("https://track-eu.customer.io/auth", keys={})).status == 200
    assert (await well.fetch(f"{TRACK}/auth", keys={})).status == 404


async def test_metrics_need_no_key(well: Client) -> None:
    reply = await well.fetch(
        f"{TRACK}/api/v1/metrics", "POST", keys={}, body={"delivery_id": "x", "metric": "opened"}
    )
    assert reply.status == 200
