from __future__ import annotations

from typing import TYPE_CHECKING, cast

import pytest

from tests.sim.conftest import at_once

if TYPE_CHECKING:
    from tests.sim.conftest import Client, Play

APP = "https://api.customer.io/v1"
Item = dict[str, object]


async def items(client: Client, path: str, key: str) -> list[Item]:
    return cast("list[Item]", (await client.read(f"{APP}/{path}"))[key])


async def one(client: Client, path: str, key: str) -> Item:
    return cast("Item", (await client.read(f"{APP}/{path}"))[key])


async def test_a_wrong_key_is_refused_in_the_apps_words(well: Client) -> None:
    reply = await well.fetch(f"{APP}/info/ip_addresses", keys={"Authorization": "Bearer nope"})
    assert (reply.status, reply.document) == (401, {"errors": [{"detail": "unauthorized", "status": "401"}]})


async def test_the_region_check_is_unknown_here_whatever_the_key(well: Client) -> None:
    assert (await well.fetch(f"{APP}/accounts/region", keys={})).status == 404


async def test_the_wrong_region_is_told_and_not_forwarded(play: Play) -> None:
    client = await play(at_once('account = { region = "eu" }'))
    reply = await client.fetch(f"{APP}/customers?email=x%40y.example")
    assert (reply.status, reply.document) == (
        301,
        {"errors": [{"detail": "wrong datacenter", "status": "301"}]},
    )
    assert reply.headers["location"] == "https://api-eu.customer.io/v1/customers?email=x%40y.example"
    right = await client.fetch("https://api-eu.customer.io/v1/info/ip_addresses")
    assert cast("list[str]", right.document["ip_addresses"])[0] == "34.76.143.229"


async def test_there_are_ten_addresses_to_let_in(well: Client) -> None:
    addresses = (await well.read(f"{APP}/info/ip_addresses"))["ip_addresses"]
    assert len(cast("list[str]", addresses)) == 10


async def test_an_empty_list_may_be_null(well: Client) -> None:
    assert await well.read(f"{APP}/exports") == {"exports": None}


async def test_an_address_with_a_plus_is_found_only_when_it_is_encoded(well: Client) -> None:
    found = await items(well, "customers?email=jo%2Btest%40shop.example", "results")
    assert [each["id"] for each in found] == ["demo-1042"]
    assert await items(well, "customers?email=jo+test@shop.example", "results") == []


async def test_one_address_may_belong_to_two_profiles(well: Client) -> None:
    found = await items(well, "customers?email=twins%40shop.example", "results")
    assert [each["id"] for each in found] == ["twin-a", "twin-b"]


async def test_somebody_who_was_suppressed_has_no_profile(well: Client) -> None:
    reply = await well.fetch(f"{APP}/customers/gone-1/attributes")
    assert (reply.status, reply.document) == (
        404,
        {"errors": [{"detail": "customer not found", "status": "404"}]},
    )


async def test_an_id_with_slash_blank_and_hash_is_one_segment(well: Client) -> None:
    customer = await one(well, "customers/team%2F7%20%231/attributes", "customer")
    assert customer["id"] == "team/7 #1"


async def test_attribute_values_are_text(well: Client) -> None:
    customer = await one(well, "customers/opted-out/attributes", "customer")
    attributes = cast("dict[str, object]", customer["attributes"])
    assert (customer["unsubscribed"], attributes["unsubscribed"]) == (True, "true")
    assert all(isinstance(value, str) for value in attributes.values())


async def test_people_are_also_found_by_address_but_not_by_phone(well: Client) -> None:
    customer = await one(well, "customers/person3%40shop.example/attributes?id_type=email", "customer")
    assert customer["id"] == "demo-1003"
    assert (await well.fetch(f"{APP}/customers/555/attributes?id_type=phone")).status == 400


async def test_segment_ids_come_as_text_and_as_numbers(well: Client) -> None:
    found = await items(well, "customers/demo-1042/segments", "segments")
    assert [each["id"] for each in found] == ["7", 9]


async def test_messages_are_paged_until_next_is_empty(well: Client) -> None:
    seen: list[object] = []
    start = ""
    while True:
        page = await well.read(f"{APP}/messages?limit=400&start={start}")
        seen += [each["id"] for each in cast("list[Item]", page["messages"])]
        start = str(page["next"])
        if not start:
            break
    assert len(seen) == len(set(seen)) == 1080


@pytest.mark.parametrize(("asked", "got"), [("", 50), ("limit=3", 3), ("limit=5000", 1000)])
async def test_a_page_is_as_long_as_asked_within_the_vendors_limit(
    well: Client, asked: str, got: int
) -> None:
    assert len(await items(well, f"messages?{asked}", "messages")) == got


@pytest.mark.parametrize("query", ["limit=many", "limit=-1", "start=nonsense", "start_ts=soon"])
async def test_a_parameter_that_is_none_is_refused(well: Client, query: str) -> None:
    assert (await well.fetch(f"{APP}/messages?{query}")).status == 400


async def test_messages_are_filtered_by_time_campaign_and_metric(well: Client) -> None:
    since = int(well.simulator.now) - 600
    found = await items(well, f"messages?start_ts={since}&campaign_id=15&metric=delivered", "messages")
    assert found
    for each in found:
        metrics = cast("dict[str, int]", each["metrics"])
        assert cast("int", each["created"]) >= since
        assert (each["campaign_id"], "delivered" in metrics) == (15, True)


async def test_one_message_is_read_by_its_id(well: Client) -> None:
    first = (await items(well, "messages?limit=1", "messages"))[0]
    assert await one(well, f"messages/{first['id']}", "message") == first
    assert (await well.fetch(f"{APP}/messages/none")).status == 404


async def test_a_person_has_the_messages_that_the_list_shows_for_them(well: Client) -> None:
    every = await items(well, "messages?limit=1000", "messages")
    mine = await items(well, "customers/demo-1003/messages?limit=1000", "messages")
    assert [each["id"] for each in every if each["customer_id"] == "demo-1003"] == [
        each["id"] for each in mine if each["id"] in {one["id"] for one in every}
    ]


async def test_a_bounced_person_shows_in_messages_activities_and_at_the_provider(well: Client) -> None:
    messages = await items(well, "customers/bounced/messages", "messages")
    assert [each["failure_message"] for each in messages] == ["suppressed", "550 5.1.1 user unknown"]
    activities = await items(well, "customers/bounced/activities?type=bounced_email", "activities")
    assert len(activities) == 1
    assert (await well.read(f"{APP}/esp/search_suppression/bounced.person%40shop.example"))[
        "category"
    ] == "bounces"


async def test_an_address_in_order_has_an_empty_category_and_a_null_list(well: Client) -> None:
    answer = await well.read(f"{APP}/esp/search_suppression/person1%40shop.example")
    assert answer == {"category": "", "suppressions": None}


async def test_suppressions_are_listed_by_kind(well: Client) -> None:
    found = await items(well, "esp/suppression/spam_reports", "suppressions")
    assert [each["email"] for each in found] == ["angry@shop.example"]
    assert (await well.fetch(f"{APP}/esp/suppression/nonsense")).status == 400


async def test_an_event_in_the_wrong_case_is_there_to_be_found(well: Client) -> None:
    wrong = await items(well, "customers/wrong-case/activities?name=Order_Placed", "activities")
    campaign = await one(well, "campaigns/15", "campaign")
    assert (len(wrong), campaign["event_name"], campaign["state"]) == (1, "order_placed", "running")


async def test_what_was_written_shows_among_the_activities(well: Client) -> None:
    await well.fetch(
        "https://track.customer.io/api/v1/customers/demo-1003/events", "POST", body={"name": "hello"}
    )
    newest = (await items(well, "activities?limit=1", "activities"))[0]
    mine = (await items(well, "customers/demo-1003/activities?limit=1", "activities"))[0]
    assert newest == mine
    assert (newest["name"], newest["customer_id"]) == ("hello", "demo-1003")


async def test_campaigns_have_the_states_a_responder_must_tell_apart(well: Client) -> None:
    found = await items(well, "campaigns", "campaigns")
    assert {each["id"]: each["state"] for each in found} == {
        12: "running",
        15: "running",
        19: "stopped",
        21: "draft",
    }


async def test_campaign_steps_tell_what_sends(well: Client) -> None:
    states = [each["sending_state"] for each in await items(well, "campaigns/15/actions", "actions")]
    assert states == ["automatic", "draft"]
    assert (await well.fetch(f"{APP}/campaigns/999/actions")).status == 404


async def test_campaign_numbers_are_counted_from_the_messages(well: Client) -> None:
    end = int(well.simulator.now)
    numbers = await one(
        well, f"campaigns/15/metrics?version=2&res=hourly&start={end - 7200}&end={end}", "metric"
    )
    series = cast("dict[str, list[int]]", numbers["series"])
    assert series["created"] == [90, 90]
    assert set(map(len, series.values())) == {2}
    assert (await well.fetch(f"{APP}/campaigns/15/metrics?res=never")).status == 400


async def test_journeys_need_a_period(well: Client) -> None:
    assert (await well.fetch(f"{APP}/campaigns/15/journey_metrics")).status == 400
    end = int(well.simulator.now)
    numbers = await one(
        well, f"campaigns/15/journey_metrics?res=hourly&start={end - 7200}&end={end}", "journey_metric"
    )
    assert numbers["started"] == [90, 90]


async def test_transactional_messages_have_numbers(well: Client) -> None:
    assert await one(well, "transactional/3/metrics?period=hours&steps=4", "metric")
    assert (await well.fetch(f"{APP}/transactional/9/metrics")).status == 404


@pytest.mark.parametrize(
    ("path", "key"),
    [
        ("workspaces", "workspaces"),
        ("segments", "segments"),
        ("broadcasts", "broadcasts"),
        ("newsletters", "newsletters"),
        ("transactional", "messages"),
        ("sender_identities", "sender_identities"),
        ("reporting_webhooks", "reporting_webhooks"),
        ("campaigns/15/messages", "messages"),
    ],
)
async def test_every_list_answers_with_its_own_key(well: Client, path: str, key: str) -> None:
    assert await items(well, path, key)


async def test_segments_being_built_say_so(play: Play) -> None:
    client = await play(at_once("delivery = { segments_building = 2 }"))
    states = [each["state"] for each in await items(client, "segments", "segments")]
    assert states == ["events_queued", "events_queued", "finished", "finished", "finished"]
    assert (await one(client, "segments/7", "segment"))["progress"] == 12
    assert (await client.read(f"{APP}/segments/7/customer_count"))["count"] == 40


async def test_preferences_and_optouts_are_readable(well: Client) -> None:
    assert cast(
        "list[Item]", (await one(well, "customers/demo-1042/subscription_preferences", "customer"))["topics"]
    )
    assert await well.read(f"{APP}/customers/demo-1042/optouts") == {"optouts": None}


async def test_a_write_is_unknown_here(well: Client) -> None:
    assert (await well.fetch(f"{APP}/customers/demo-1003", "DELETE")).status == 404
    assert [seen.reads for seen in well.simulator.requests] == [False]
