from __future__ import annotations

import asyncio
import contextlib
import ssl
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.sim.conftest import at_once, read_reply, request

if TYPE_CHECKING:
    from tests.sim.conftest import Client, Play

REGION = "https://track.customer.io/api/v1/accounts/region"
ADDRESSES = "https://api.customer.io/v1/info/ip_addresses"
CONTROL = "https://control.example.net/generate_204"


async def statuses(client: Client, url: str, count: int) -> list[int]:
    return [(await client.fetch(url)).status for _ in range(count)]


async def test_every_host_has_a_certificate_of_its_own(well: Client) -> None:
    for rule in well.settings["network"]["connect_to"]:
        host = rule.split(":")[0]
        _, writer = await well.connect(host)
        names = writer.get_extra_info("peercert")["subjectAltName"]
        writer.transport.abort()
        assert names == (("DNS", host),)


async def test_a_host_that_is_not_ours_is_misdirected(well: Client) -> None:
    reader, writer = await well.connect("control.example.net")
    writer.write(request("GET", "https://elsewhere.example.org/", {}))
    assert (await read_reply(reader)).status == 421
    writer.transport.abort()


async def test_one_connection_answers_many_requests(well: Client) -> None:
    reader, writer = await well.connect("control.example.net")
    for _ in range(3):
        writer.write(request("GET", CONTROL, {}))
        assert (await read_reply(reader)).status == 204
    writer.transport.abort()


async def test_head_is_answered_like_get_without_the_body(well: Client) -> None:
    got = await well.fetch(ADDRESSES)
    head = await well.fetch(ADDRESSES, "HEAD")
    assert (head.status, head.headers["content-length"]) == (200, str(len(got.body)))


async def test_a_share_strikes_the_same_requests_every_time(play: Play) -> None:
    client = await play(at_once("http.app = { status = 503, share = 0.4 }"))
    assert await statuses(client, ADDRESSES, 10) == [200, 200, 503, 200, 503, 200, 200, 503, 200, 503]


async def test_six_of_twenty_are_throttled_with_an_empty_body(play: Play) -> None:
    client = await play(at_once("http.app = { status = 429, share = 0.3, retry_after = 7 }"))
    replies = [await client.fetch(ADDRESSES) for _ in range(20)]
    struck = [reply for reply in replies if reply.status == 429]
    assert len(struck) == 6
    assert all(reply.body == b"" and reply.headers["retry-after"] == "7" for reply in struck)


async def test_without_retry_after_none_is_sent(play: Play) -> None:
    client = await play(at_once("http.app = { status = 429 }"))
    assert "retry-after" not in (await client.fetch(ADDRESSES)).headers


async def test_each_api_fails_in_its_own_words(play: Play) -> None:
    client = await play(
        at_once("http.track = { status = 503 }\nhttp.app = { status = 500 }\nhttp.control = { status = 502 }")
    )
    assert (await client.fetch(REGION)).document == {"meta": {"error": "service unavailable"}}
    assert (await client.fetch(ADDRESSES)).document == {
        "errors": [{"detail": "internal server error", "status": "500"}]
    }
    assert b"<html>" in (await client.fetch(CONTROL)).body


async def test_a_fault_ends_when_the_story_says_so(play: Play) -> None:
    client = await play(
        at_once("http.track = { status = 503 }") + '[[change]]\nat = "60s"\nhttp.track = {}\n'
    )
    assert (await client.fetch(REGION)).status == 503
    client.simulator.seek(60)
    assert (await client.fetch(REGION)).status == 200


async def test_a_fault_strikes_the_region_of_the_scenario_alone(play: Play) -> None:
    client = await play(at_once("http.track = { status = 503 }"), region="eu")
    assert (await client.fetch("https://track-eu.customer.io/api/v1/accounts/region")).status == 503
    assert (await client.fetch(REGION)).status == 200


async def test_an_error_page_takes_the_place_of_json(play: Play) -> None:
    client = await play(at_once('http.app = { manner = "html", status = 503 }'))
    reply = await client.fetch(ADDRESSES)
    assert (reply.status, reply.headers["content-type"]) == (503, "text/html; charset=UTF-8")


async def test_a_truncated_answer_ends_before_its_length(play: Play) -> None:
    client = await play(at_once('http.app = { manner = "truncated" }'))
    with pytest.raises(asyncio.IncompleteReadError) as cut:
        await client.fetch(ADDRESSES)
    assert 0 < len(cut.value.partial) < (cut.value.expected or 0)


async def test_a_stalled_answer_stops_in_the_middle_and_stays_open(play: Play) -> None:
    client = await play(at_once('http.app = { manner = "stall" }'))
    reader, writer = await client.connect("api.customer.io")
    writer.write(request("GET", ADDRESSES, client.keys("api.customer.io")))
    head = await reader.readuntil(b"\r\n\r\n")
    assert b"content-length: 195" in head
    assert len(await reader.readexactly(97)) == 97
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.05):
            await reader.read(1)
    writer.transport.abort()


async def test_a_hanging_service_takes_the_request_and_says_nothing(play: Play) -> None:
    client = await play(at_once('http.track = { manner = "hang" }'))
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.05):
            await client.fetch(REGION)
    assert [seen.status for seen in client.simulator.requests] == [0]


async def test_a_reset_reaches_the_client_as_one(play: Play) -> None:
    client = await play(at_once('http.track = { manner = "reset" }'))
    with pytest.raises(ConnectionResetError):
        await client.fetch(REGION)


async def test_what_is_struck_changes_nothing_in_the_world(play: Play) -> None:
    client = await play(at_once("http.track = { status = 503 }"))
    await client.fetch(
        "https://track.customer.io/api/v1/customers/new-1", "PUT", body={"email": "n@shop.example"}
    )
    assert client.simulator.world.find("new-1") is None


async def test_latency_is_felt_by_the_client_in_real_time(play: Play) -> None:
    client = await play(at_once('http.track = { latency = "120ms" }'), speed=50)
    start = time.monotonic()
    await client.fetch(REGION)
    assert time.monotonic() - start >= 0.12


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        ("expired", "certificate has expired"),
        ("not-yet-valid", "certificate is not yet valid"),
        ("wrong-host", "Hostname mismatch"),
        ("self-signed", "self-signed certificate"),
        ("untrusted", "unable to get local issuer certificate"),
    ],
)
async def test_a_bad_certificate_is_bad_in_just_that_way(play: Play, fault: str, reason: str) -> None:
    client = await play(at_once(f'tls.track = "{fault}"'))
    with pytest.raises(ssl.SSLCertVerificationError, match=reason):
        await client.fetch(REGION)
    assert (await client.fetch(ADDRESSES)).status == 200


async def test_a_refused_handshake_ends_in_the_middle(play: Play) -> None:
    client = await play(at_once('tls.track = "refused"'))
    with pytest.raises((ConnectionResetError, ssl.SSLError)):
        await client.fetch(REGION)


async def test_a_new_certificate_closes_the_connections_opened_under_the_old_one(play: Play) -> None:
    client = await play('[[change]]\nat = "60s"\ntls.control = "expired"\n')
    reader, writer = await client.connect("control.example.net")
    for elapsed, kept in ((0, True), (60, False)):
        client.simulator.seek(elapsed)
        writer.write(request("GET", CONTROL, {}))
        assert ("connection" not in (await read_reply(reader)).headers) is kept
    writer.transport.abort()


async def test_hundreds_of_clients_are_answered_and_abrupt_ones_do_no_harm(well: Client) -> None:
    async def leave_early(number: int) -> None:
        _, writer = await well.connect("api.customer.io")
        writer.write(b"GET /v1/messages HTTP/1.1\r\nHo"[: 5 + number % 20])
        writer.transport.abort()

    async def ask(_: int) -> int:
        return (await well.fetch(CONTROL)).status

    results = await asyncio.gather(
        *(leave_early(number) if number % 3 else ask(number) for number in range(300))
    )
    assert [status for status in results if status is not None] == [204] * 100


@pytest.mark.parametrize("noise", [b"\x00\x01\x02\r\n\r\n", b"GET\r\n\r\n", b"A" * 200_000])
async def test_noise_is_answered_with_400_and_a_close(well: Client, noise: bytes) -> None:
    reader, writer = await well.connect("track.customer.io")
    writer.write(noise)
    reply = await read_reply(reader)
    assert reply.status in (400, 431)
    assert await reader.read() == b""
    writer.close()


async def test_a_body_beyond_the_limit_is_refused(well: Client) -> None:
    reply = await well.fetch("https://track.customer.io/api/v2/batch", "POST", body=b" " * (1 << 21))
    assert reply.status == 413


async def test_the_simulator_stops_while_clients_hang(play: Play) -> None:
    client = await play(at_once('http.track = { manner = "hang" }'))
    waiting = [asyncio.create_task(client.fetch(REGION)) for _ in range(5)]
    await asyncio.wait(waiting, timeout=0.1)
    await client.simulator.__aexit__(None, None, None)
    for task in waiting:
        with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError, ssl.SSLError):
            await task
    assert not Path(client.settings["network"]["ca_file"]).parent.exists()


async def test_everything_received_can_be_read_from_outside(well: Client) -> None:
    await well.fetch(REGION)
    await well.fetch("https://api.customer.io/v1/messages?limit=1")
    report = await well.read("https://control.example.net/__requests")
    requests = report["requests"]
    assert isinstance(requests, list)
    assert [
        (each["method"], each["host"], each["path"], each["query"], each["status"]) for each in requests
    ] == [
        ("GET", "track.customer.io", "/api/v1/accounts/region", "", 200),
        ("GET", "api.customer.io", "/v1/messages", "limit=1", 200),
    ]
    assert requests[0]["headers"] == ["host", "authorization"]
    assert well.secret("app_api_key") not in str(report)
