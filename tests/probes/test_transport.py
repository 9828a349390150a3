from __future__ import annotations

import asyncio
import json
import shutil
import statistics
from typing import TYPE_CHECKING

import pytest

from cio_tui.probes.exchange import Request
from cio_tui.probes.failure import SetupError
from cio_tui.probes.transport import fetch
from tests.probes.conftest import SECRETS, answer, got, read_request, told

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.probes.conftest import Loopback, MakeGround


async def test_an_answer_over_tls_is_read_whole(loopback: Loopback, make_ground: MakeGround) -> None:
    site = await loopback.http(lambda _: answer("hello"), loopback.certificate("localhost"))
    exchange = await fetch(make_ground(), Request("GET", f"https://localhost:{site.port}/a?b=c"), 10.0)
    assert (exchange.error, exchange.cause, exchange.status, exchange.text) == (None, "", 200, "hello")
    assert exchange.address == f"127.0.0.1:{site.port}"
    assert exchange.tls
    assert exchange.tls[0] == "TLSv1.3"
    assert site.requests[0].target == "/a?b=c"
    assert site.requests[0].headers["accept-encoding"] == "identity"
    assert site.requests[0].headers["user-agent"].startswith("cio-tui/")


async def test_phases_follow_each_other_without_a_gap_and_add_up_to_the_total(
    loopback: Loopback, make_ground: MakeGround
) -> None:
    site = await loopback.http(lambda _: answer("hello"), loopback.certificate("localhost"))
    exchange = await fetch(make_ground(), Request("GET", f"https://localhost:{site.port}/"), 10.0)
    assert list(exchange.timeline.phases) == ["dns", "connect", "tls", "wait", "download"]
    assert exchange.ms == pytest.approx(sum(exchange.timeline.phases.values()))
    assert all(ms >= 0 for ms in exchange.timeline.phases.values())


async def test_a_delay_of_the_server_shows_in_the_phase_it_happened_in(
    loopback: Loopback, make_ground: MakeGround
) -> None:
    async def slow(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        await asyncio.sleep(0.08)
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\na")
        await writer.drain()
        await asyncio.sleep(0.06)
        writer.write(b"b")

    port = await loopback.raw(slow, loopback.certificate("localhost"))
    exchange = await fetch(make_ground(), Request("GET", f"https://localhost:{port}/"), 10.0)
    phases = exchange.timeline.phases
    assert phases["wait"] >= 80 > phases["connect"]
    assert phases["download"] >= 60
    assert exchange.body == b"ab"


@pytest.mark.parametrize(
    ("method", "sent", "body"),
    [
        ("GET", b"HTTP/1.1 204 No Content\r\n\r\n", b""),
        ("HEAD", b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Encoding: gzip\r\n\r\n", b""),
        (
            "GET",
            b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n",
            b"hello",
        ),
        ("GET", b"HTTP/1.0 200 OK\r\n\r\nhello", b"hello"),
    ],
)
async def test_every_regular_framing_ends_where_it_should(
    method: str, sent: bytes, body: bytes, loopback: Loopback, make_ground: MakeGround
) -> None:
    port = await loopback.raw(told(sent))
    exchange = await fetch(make_ground(), Request(method, f"http://127.0.0.1:{port}/"), 10.0)
    assert (exchange.error, bytes(exchange.body)) == (None, body)


async def test_headers_arrive_clean_and_in_lower_case(loopback: Loopback, make_ground: MakeGround) -> None:
    site = await loopback.http(lambda _: answer(headers={"X-Evil": "a\x1b]0;owned\x07b"}))
    port = await loopback.raw(told(b"HTTP/1.1 200 O\x9bK\r\nServer: caf\xe9\x9b31m\r\n\r\n"))
    exchange = await got(make_ground(), port)
    assert exchange.headers["server"] == "café␛[31m"
    assert exchange.reason.isprintable()
    assert (await got(make_ground(), site.port)).headers["x-evil"] == "a␛]0;owned␇b"


async def test_a_header_of_the_request_takes_the_place_of_ours_whatever_its_case(
    loopback: Loopback, make_ground: MakeGround
) -> None:
    site = await loopback.http(lambda _: answer())
    own = {"accept": "text/plain", "USER-AGENT": "mine", "X-Key": "k"}
    exchange = await fetch(make_ground(), Request("GET", f"http://127.0.0.1:{site.port}/", "", own), 10.0)
    assert exchange.sent == ("Accept-Encoding", "accept", "USER-AGENT", "X-Key")
    assert site.requests[0].headers["accept"] == "text/plain"


async def test_headers_of_one_name_are_joined_in_order_and_their_number_is_limited(
    loopback: Loopback, make_ground: MakeGround
) -> None:
    rows = b"Via: a\r\nSet-Cookie: b=1\r\nvia: c\r\nSet-Cookie: d=2\r\n" + b"".join(
        b"X-%d: y\r\n" % number for number in range(150)
    )
    exchange = await got(make_ground(), await loopback.raw(told(b"HTTP/1.1 200 OK\r\n" + rows + b"\r\n")))
    assert (exchange.headers["via"], exchange.headers["set-cookie"]) == ("a, c", "b=1, d=2")
    assert len(exchange.headers) == 100


async def test_two_lengths_that_differ_are_no_answer(loopback: Loopback, make_ground: MakeGround) -> None:
    head = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: %d\r\n\r\nab"
    assert (await got(make_ground(), await loopback.raw(told(head % 2)))).text == "ab"
    assert (await got(make_ground(), await loopback.raw(told(head % 3)))).error == "protocol"


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/",
        "https://track.customer.io:8443/",
        "http://track.customer.io/",
        "https://track.customer.io.evil.example/",
        "https://track.customer.io@evil.example/",
        "https://api.customer.io/v1",
        "https://track.customer.io/other",
        "https://track.customer.io/base/../other",
        "https://track.customer.io/baseball",
        "//evil.example/",
        "https://track.customer.io\\@evil.example/base/",
        "https://track.customer.io../base/x",
        "https://track.customer.io:0/base/x",
        "https://track.customer.io/base/%2e%2e/other",
    ],
)
async def test_a_credential_goes_nowhere_else(url: str, make_ground: MakeGround) -> None:
    ground = make_ground(track="https://track.customer.io/base", app="https://api-eu.customer.io")
    with pytest.raises(SetupError) as raised:
        await fetch(ground, Request("GET", url, "track"), 10.0)
    assert not any(secret in str(raised.value) for secret in SECRETS.values())


async def test_a_credential_is_not_sent_in_the_clear(make_ground: MakeGround) -> None:
    ground = make_ground(track="http://stand-in.example")
    with pytest.raises(SetupError, match="not sent over http"):
        await fetch(ground, Request("GET", "http://stand-in.example/v1", "track"), 10.0)


# Against curl: figures are printed (`-s`) and not held to, since on a busy machine both wander by milliseconds.

ROUNDS = 5
STEPS = ("dns", "connect", "tls", "wait", "download")
MARKS = ("namelookup", "connect", "appconnect", "starttransfer", "total")
WAIT, DOWNLOAD = 0.08, 0.06
"""Seconds that the server takes before the head and in the middle of the body."""


async def slow(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await read_request(reader)
    await asyncio.sleep(WAIT)
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\na")
    await writer.drain()
    await asyncio.sleep(DOWNLOAD)
    writer.write(b"b")


async def by_curl(url: str, ca_file: str) -> Mapping[str, float]:
    """Milliseconds by phase; curl gives the moments between them."""
    wanted = "{" + ",".join(f'"{mark}":%{{time_{mark}}}' for mark in MARKS) + "}"
    arguments = (
        "-sS",
        "--noproxy",
        "*",
        "--http1.1",
        "--cacert",
        ca_file,
        "-o",
        "/dev/null",
        "-w",
        wanted,
        url,
    )
    running = await asyncio.create_subprocess_exec("curl", *arguments, stdout=asyncio.subprocess.PIPE)
    moments = json.loads((await running.communicate())[0])
    ends = [moments[mark] * 1000 for mark in MARKS]
    return dict(
        zip(STEPS, (end - start for start, end in zip([0.0, *ends], ends, strict=False)), strict=True)
    )


@pytest.mark.skipif(shutil.which("curl") is None, reason="there is no curl to compare with")
async def test_delays_fall_into_the_phases_where_curl_sees_them(
    loopback: Loopback, make_ground: MakeGround, ca_file: str
) -> None:
    port = await loopback.raw(slow, loopback.certificate("localhost"))
    url, ground = f"https://localhost:{port}/", make_ground()
    await ground.prewarm()
    ours: list[Mapping[str, float]] = []
    curls: list[Mapping[str, float]] = []
    for _ in range(ROUNDS):
        ours.append((await fetch(ground, Request("GET", url), 10.0)).timeline.phases)
        curls.append(await by_curl(url, ca_file))
    medians = {
        step: tuple(statistics.median(phases[step] for phases in series) for series in (ours, curls))
        for step in STEPS
    }
    for step, (own, curl) in medians.items():
        print(f"{step:9} ours {own:6.1f} ms   curl {curl:6.1f} ms   {own - curl:+5.1f}")  # noqa: T201  they are the point
    for own, curl in (medians["wait"], medians["download"]):
        assert min(own, curl) > max(medians[step][side] for step in ("dns", "connect") for side in (0, 1))
    assert min(medians["wait"]) >= WAIT * 1000
    assert min(medians["download"]) >= DOWNLOAD * 1000 - 1  # curl counts from the first byte it was handed
