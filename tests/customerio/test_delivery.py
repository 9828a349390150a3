from __future__ import annotations

import time
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest

from cio_tui.core.judge import judge
from cio_tui.core.probe import PUBLISHED, DeliveryTarget, Probe, ProbeKind
from cio_tui.core.reading import NOT_CONFIGURED, Verdict
from cio_tui.customerio.delivery import measure
from cio_tui.probes.loop import REQUESTS_OF_A_DELIVERY, asked_quiet
from cio_tui.probes.pacing import Pace
from tests.probes.conftest import answer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.customerio.conftest import Play, Serve
    from tests.probes.conftest import MakeGround

HOUR = 3600.0


@pytest.fixture
def shipped(shipped_probes: Mapping[str, Probe]) -> Probe:
    """The probe with the rules that ship."""
    return shipped_probes["delivery"]


def delivery_probe(window: float = HOUR, timeout: float = 20.0) -> Probe:
    return Probe(
        "delivery", ProbeKind.DELIVERY, "Delivery lag", DeliveryTarget(window), 120.0, timeout, 360.0
    )


def message(number: int, age: float, **took: float) -> dict[str, Any]:
    """A message created `age` seconds ago; each step so many seconds after that."""
    created = int(time.time() - age)
    metrics = {name: created + int(seconds) for name, seconds in took.items()}
    return {
        "id": f"m{number}",
        "type": "email",
        "created": created,
        "metrics": {"created": created, **metrics},
    }


def world(*messages: dict[str, Any], **more: object) -> dict[str, object]:
    return {
        "/v1/messages": {"messages": [*messages], "next": ""},
        "/v1/activities": {"activities": [{"timestamp": int(time.time())}], "next": ""},
        "/v1/segments": {"segments": None},
        **more,
    }


async def test_a_good_day_is_ok_and_takes_two_requests(play: Play, shipped: Probe) -> None:
    stage = await play("healthy")
    sample = await measure(shipped, stage.ground)
    assert set(PUBLISHED[ProbeKind.DELIVERY]) < set(sample.fields)
    assert sample.fields["lag_p50_s"] in (3, 4, 5)
    assert 150 < int(str(sample.fields["n"])) <= 181  # one every 20 s, and both ends of the hour count
    assert judge(shipped, sample, {}).verdict is Verdict.OK
    assert len(stage.asked) == 2
    assert stage.written == []


async def test_segments_and_activities_take_turns_and_neither_is_forgotten(
    serve: Serve, shipped: Probe
) -> None:
    building = {"/v1/segments": {"segments": [{"state": "build"}, {"state": "finished"}]}}
    site, ground = await serve(world(message(1, 60, sent=4), **building))
    samples = [await measure(shipped, ground) for _ in range(3)]
    assert [sample.fields["segments_building"] for sample in samples] == [None, 1, 1]
    assert None not in [sample.fields["oldest_activity_s"] for sample in samples]
    asked = [request.target.partition("?")[0] for request in site.requests]
    assert asked == ["/v1/messages", "/v1/activities", "/v1/messages", "/v1/segments", *asked[:2]]


async def test_sending_late_is_seen_while_every_api_answers_200(play: Play, shipped: Probe) -> None:
    stage = await play("sending-late", at=180)
    sample = await measure(shipped, stage.ground)
    reading = judge(shipped, sample, {})
    assert reading.verdict is Verdict.FAILING
    assert "lag_p90_s > 900" in reading.reasons[0]
    assert 1000 < float(str(sample.fields["lag_p50_s"])) < 1400
    assert 1080 < float(str(sample.fields["oldest_activity_s"])) < 1110
    assert (await measure(shipped, stage.ground)).fields["segments_building"] == 2
    assert {each.status for each in stage.simulator.requests} == {200}


async def test_mail_that_is_not_taken_is_not_taken_for_late(play: Play, shipped: Probe) -> None:
    stage = await play("dkim-removed", at=60)
    sample = await measure(shipped, stage.ground)
    assert 0.1 < float(str(sample.fields["attempted_unsent"])) < 0.4
    assert float(str(sample.fields["lag_p90_s"])) < 10


async def test_nothing_sent_for_forty_minutes_is_late_though_all_that_was_sent_left_at_once(
    serve: Serve,
) -> None:
    quick = [message(number, 3600 - number, sent=3) for number in range(60)]
    stuck = [message(100 + number, 40 * 60 - number) for number in range(120)]
    _, ground = await serve(world(*quick, *stuck))
    sample = await measure(delivery_probe(), ground)
    assert sample.fields["lag_p50_s"] == pytest.approx(2400, abs=5)
    assert sample.summary.startswith("180 messages: sent after more than 40 min")


async def test_messages_too_young_to_be_late_prove_nothing(serve: Serve, shipped: Probe) -> None:
    _, ground = await serve(world(*(message(number, 5) for number in range(20))))
    sample = await measure(shipped, ground)
    assert (sample.fields["n"], sample.fields["lag_p90_s"]) == (20, None)
    assert judge(shipped, sample, {}).verdict is Verdict.UNKNOWN


async def test_without_messages_nothing_is_known(serve: Serve, shipped: Probe) -> None:
    _, ground = await serve(
        world(**{"/v1/messages": {"messages": None}, "/v1/activities": {"activities": None}})
    )
    sample = await measure(shipped, ground)
    assert sample.fields["n"] == 0
    assert {sample.fields[name] for name in ("lag_p50_s", "attempted_unsent", "oldest_activity_s")} == {None}
    assert sample.summary == "no message was created in the last 1 h"
    assert judge(shipped, sample, {}).verdict is Verdict.UNKNOWN


async def test_a_busy_account_is_looked_at_in_four_moments(serve: Serve) -> None:
    newest = {"messages": [message(number, 2) for number in range(200)], "next": "more"}
    older = {"messages": [message(1000 + number, 900, sent=700) for number in range(200)], "next": "more"}
    now = datetime.fromtimestamp(int(time.time()), UTC)
    first = f"/v1/messages?limit=200&start_ts={int(now.timestamp() - HOUR)}"
    site, ground = await serve(world(**{"/v1/messages": older, first: newest}))
    sample = await measure(delivery_probe(), ground._replace(wall=lambda: now))
    assert (sample.fields["n"], sample.fields["lag_p90_s"]) == (400, 700)
    assert sample.detail["whole_window"] is False
    ends = [request.target.partition("end_ts=")[2] for request in site.requests[:4]]
    assert [int(ends[1]) - int(end) for end in ends[1:]] == [0, 720, 2520]
    assert len(site.requests) == REQUESTS_OF_A_DELIVERY


async def test_a_key_without_scope_for_segments_still_shows_the_lag(serve: Serve, shipped: Probe) -> None:
    refused = answer('{"meta":{"error":"no scope"}}', 403)
    messages = [message(number, 60 + number, sent=4, delivered=6) for number in range(12)]
    _, ground = await serve(world(*messages, **{"/v1/segments": refused, "/v1/activities": refused}))
    sample = await measure(shipped, ground)
    assert (sample.fields["lag_p90_s"], sample.fields["segments_building"]) == (4, None)
    assert "no scope" in str(sample.detail["gaps"])
    assert judge(shipped, sample, {}).verdict is Verdict.UNKNOWN


async def test_a_refused_key_stops_the_polling_and_a_retry_after_holds_it(
    serve: Serve, shipped: Probe
) -> None:
    for status, headers in ((401, {}), (429, {"Retry-After": "9"})):
        _, ground = await serve({"/v1/messages": answer("", status, headers)})
        sample = await measure(shipped, ground)
        assert judge(shipped, sample, {}).verdict is Verdict.UNKNOWN
        assert (sample.fields["ok"], sample.detail["status"]) == (False, status)
        assert bool(Pace().after(shipped, sample, 0.0).stopped) is (status == 401)
        assert asked_quiet(sample) == (9.0 if status == 429 else 0.0)


async def test_an_api_that_does_not_answer_names_the_phase(play: Play) -> None:
    stage = await play(changes='dns = { app = "nxdomain" }')
    sample = await measure(delivery_probe(), stage.ground)
    assert (sample.fields["ok"], sample.fields["error"]) == (False, "dns")
    assert "NXDOMAIN" in sample.summary


async def test_an_api_that_hangs_costs_no_more_than_the_timeout(play: Play) -> None:
    stage = await play(changes='http.app = { manner = "hang" }')
    sample = await measure(delivery_probe(timeout=0.5), stage.ground)
    assert sample.fields["error"] == "timeout"


async def test_without_an_endpoint_it_is_not_configured_and_without_a_key_unknown(
    make_ground: MakeGround,
) -> None:
    assert (await measure(delivery_probe(), make_ground())).summary == NOT_CONFIGURED
    sample = await measure(delivery_probe(), make_ground(secrets={}, app="https://api.customer.io"))
    assert sample.fields == {}
    assert "app_api_key is not set" in sample.summary
