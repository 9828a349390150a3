"""Reading one person, from the simulator and from a stand-in that is not it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from cio_tui.core.errors import Undecided, UserError
from cio_tui.customerio.client import app_api
from cio_tui.customerio.finding import Check
from cio_tui.customerio.person_findings import person_findings
from cio_tui.customerio.person_lookup import look_up_person
from tests.customerio.records import failing, said
from tests.probes.conftest import answer

if TYPE_CHECKING:
    from cio_tui.customerio.person import Record
    from cio_tui.probes.ground import Ground
    from tests.customerio.conftest import Answers, Play, Serve


pytestmark = pytest.mark.usefixtures("no_waiting")


async def look_up(ground: Ground, who: str) -> Record:
    async with app_api(ground) as api:
        return await look_up_person(api, who)


def reasons(record: Record) -> list[str]:
    return failing(person_findings(record, datetime.now(UTC)))


ODD = "a+b/c#1?@ex.test"
"""Every character that has a meaning in a URL."""


def world(**changed: object) -> Answers:
    """Somebody called 7 in another workspace, with null where a list may be missing."""
    customer = {
        "identifiers": {"id": "7", "email": ODD, "cio_id": "bb02"},
        "attributes": {"id": "7", "email": ODD, "unsubscribed": "true"},
        "timestamps": None,
        "devices": None,
    }
    answers = {
        f"/v1/customers?email={quote(ODD, safe='')}": {
            "results": [{"email": ODD, "id": 7, "cio_id": "bb02"}]
        },
        "/v1/customers/7/attributes": {"customer": customer},
        "/v1/customers/7/segments": {"segments": None},
        "/v1/customers/7/messages": {"messages": None},
        "/v1/customers/7/activities": {"activities": None},
        f"/v1/esp/search_suppression/{quote(ODD, safe='')}": {"suppressions": None},
        "/v1/campaigns": {"campaigns": None},
    }
    return {**answers, **{f"/v1/{path}": body for path, body in changed.items()}}


@pytest.mark.parametrize("who", ["demo-1042", "jo+test@shop.example"])
async def test_a_person_is_found_by_id_and_by_address(play: Play, who: str) -> None:
    stage = await play()
    record = await look_up(stage.ground, who)
    assert record.profile
    assert record.profile.id == "demo-1042"
    assert reasons(record) == []
    assert stage.written == []


async def test_a_person_is_found_by_the_vendors_own_id(play: Play) -> None:
    stage = await play()
    cio_id = stage.simulator.world.people["outsider"].cio_id
    for who in (cio_id, f"cio_{cio_id}"):
        record = await look_up(stage.ground, who)
        assert (record.found_by, record.name) == ("cio_id", "outsider")


async def test_an_id_is_percent_encoded_on_the_way(play: Play) -> None:
    stage = await play()
    record = await look_up(stage.ground, "team/7 #1")
    assert record.profile
    assert record.profile.email == "odd.id@shop.example"
    assert "/v1/customers/team%2F7%20%231/attributes?id_type=id" in stage.asked


@pytest.mark.parametrize(
    ("who", "start"),
    [
        ("bounced", "The address bounced on 18 Nov 2026: ESP suppression, bounces"),
        ("angry", "The address reported our mail as spam on 6 Nov 2026"),
        ("opted-out", "Unsubscribed"),
        ("no-address", "The profile has no e-mail address"),
        ("taken-address", "The profile has no e-mail address"),
        ("gone-1", "No profile is called gone-1"),
        ("wrong-case", "It sent 'Order_Placed', campaign 15 Order receipt waits for 'order_placed'"),
    ],
)
async def test_each_trap_of_the_simulator_comes_first(play: Play, who: str, start: str) -> None:
    stage = await play()
    assert reasons(await look_up(stage.ground, who))[0].startswith(start)
    assert stage.written == []


async def test_somebody_suppressed_meanwhile_leaves_a_trace(play: Play) -> None:
    stage = await play()
    stage.simulator.world.suppress("demo-1042", int(stage.simulator.now))
    assert "it was deleted on" in reasons(await look_up(stage.ground, "demo-1042"))[0]


async def test_the_second_profile_of_an_address_is_named(play: Play) -> None:
    stage = await play()
    assert (await look_up(stage.ground, "twins@shop.example")).twins == ("twin-b",)


async def test_null_lists_and_odd_characters_are_survived(serve: Serve) -> None:
    _, ground = await serve(world())
    record = await look_up(ground, ODD)
    assert (record.messages, record.segments, record.esp, record.unread) == ((), (), (), {})
    assert reasons(record) == ["Unsubscribed: only what goes to unsubscribed people too is sent."]


async def test_one_part_that_fails_leaves_the_others_alone(serve: Serve) -> None:
    _, ground = await serve(
        world(**{"customers/7/messages": answer("<html><title>Oops</title></html>", 502)})
    )
    record = await look_up(ground, "7")
    assert set(record.unread) == {"messages"}
    ((verdict, text),) = said(person_findings(record, datetime.now(UTC)), Check.HISTORY)
    assert verdict == "unknown"
    assert text.startswith("The messages could not be read. The App API fails (502: an HTML page, 'Oops').")


async def test_json_that_breaks_off_is_unknown(serve: Serve) -> None:
    _, ground = await serve(world(**{"customers/7/segments": answer('{"segments": [{"id"')}))
    assert "JSON that breaks off" in (await look_up(ground, "7")).unread["segments"].sentence


async def test_a_failed_change_further_back_than_one_page_is_still_found(serve: Serve) -> None:
    change = {
        "id": "f",
        "type": "failed_attribute_change",
        "timestamp": 1_790_000_000,
        "data": {"email": {"to": "x@y"}},
    }
    first = {"activities": [{"id": "e", "type": "event", "name": "e", "timestamp": 1}], "next": "more"}
    _, ground = await serve(
        world(
            **{
                "customers/7/activities": first,
                "customers/7/activities?limit=100&type=failed_attribute_change&id_type=id": {
                    "activities": [change]
                },
            }
        )
    )
    assert any("Setting email = x@y failed" in reason for reason in reasons(await look_up(ground, "7")))


async def test_a_key_that_is_refused_cannot_tell(serve: Serve) -> None:
    _, ground = await serve(
        {"/v1/customers/7/attributes": answer('{"errors": [{"detail": "unauthorized"}]}', 401)}
    )
    with pytest.raises(Undecided, match="refuses our key"):
        await look_up(ground, "7")


async def test_the_other_datacenter_is_a_setting_to_correct(play: Play) -> None:
    stage = await play(changes='account = { region = "eu" }')
    with pytest.raises(UserError, match='Set region = "eu"'):
        await look_up(stage.ground, "demo-1042")
