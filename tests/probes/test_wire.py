from __future__ import annotations

import asyncio
import os
import random
from typing import TYPE_CHECKING

from cio_tui.probes.exchange import Request
from cio_tui.probes.ground import ConnectTo, Network
from cio_tui.probes.transport import connection, fetch
from tests.probes.conftest import answer, read_request, told, zone

if TYPE_CHECKING:
    from tests.probes.conftest import Loopback, MakeGround


async def test_connect_to_changes_the_address_and_nothing_else(
    loopback: Loopback, make_ground: MakeGround, ca_file: str
) -> None:
    site = await loopback.http(lambda _: answer("hello"), loopback.certificate("track.customer.io"))
    rule = ConnectTo.parse(f"track.customer.io:443:127.0.0.1:{site.port}")
    ground = make_ground(Network(ca_file=ca_file, connect_to=(rule,)))
    exchange = await fetch(ground, Request("GET", "https://track.customer.io/"), 10.0)
    assert exchange.error is None
    assert site.requests[0].headers["host"] == "track.customer.io"


async def test_a_connection_is_kept_between_requests_and_says_so(
    loopback: Loopback, make_ground: MakeGround
) -> None:
    site = await loopback.http(lambda _: answer("hello"), loopback.certificate("localhost"))
    request = Request("GET", f"https://localhost:{site.port}/")
    async with connection(make_ground()) as client:
        first, second = [await client.fetch(request, 10.0) for _ in range(2)]
    assert "connect" in first.timeline.phases
    assert list(second.timeline.phases) == ["wait", "download"]
    assert second.address == first.address
    assert site.connections == 1


async def test_another_origin_gets_another_connection(loopback: Loopback, make_ground: MakeGround) -> None:
    one, other = [await loopback.http(lambda _: answer("hello")) for _ in range(2)]
    async with connection(make_ground()) as client:
        for site in (one, other, other):
            await client.fetch(Request("GET", f"http://127.0.0.1:{site.port}/"), 10.0)
    assert [(len(site.requests), site.connections) for site in (one, other)] == [(1, 1), (2, 1)]


async def test_an_answer_that_nobody_asked_for_is_not_taken_for_the_next_one(
    loopback: Loopback, make_ground: MakeGround
) -> None:
    site = await loopback.http(lambda _: answer("asked") + answer("unasked"))
    request = Request("GET", f"http://127.0.0.1:{site.port}/")
    async with connection(make_ground()) as client:
        texts = [(await client.fetch(request, 10.0)).text for _ in range(2)]
    assert (texts, site.connections) == (["asked", "asked"], 2)


async def test_a_series_goes_on_over_a_new_connection_after_a_failure(
    loopback: Loopback, make_ground: MakeGround
) -> None:
    answers = iter([answer("one"), b"HTTP/1.1 200 OK\r\nContent-Length: nine\r\n\r\n", answer("three")])
    site = await loopback.http(lambda _: next(answers))
    request = Request("GET", f"http://127.0.0.1:{site.port}/")
    async with connection(make_ground()) as client:
        exchanges = [await client.fetch(request, 10.0) for _ in range(3)]
    assert [exchange.error for exchange in exchanges] == [None, "protocol", None]
    assert ["connect" in exchange.timeline.phases for exchange in exchanges] == [True, False, True]


async def test_a_server_that_closed_an_idle_connection_costs_a_new_one_and_no_error(
    loopback: Loopback, make_ground: MakeGround
) -> None:
    port = await loopback.raw(told(answer("hello")))
    request = Request("GET", f"http://127.0.0.1:{port}/")
    async with connection(make_ground()) as client:
        first = await client.fetch(request, 10.0)
        await asyncio.sleep(0.05)  # long enough for the end of the connection to arrive
        second = await client.fetch(request, 10.0)
    assert (first.error, second.error) == (None, None)
    assert "connect" in second.timeline.phases


async def test_a_goodbye_that_came_with_the_answer_costs_a_new_connection_and_no_error(
    loopback: Loopback, make_ground: MakeGround
) -> None:
    port = await loopback.raw(told(answer("hello")), loopback.certificate("localhost"))
    request = Request("GET", f"https://localhost:{port}/")
    async with connection(make_ground()) as client:
        exchanges = [await client.fetch(request, 10.0) for _ in range(3)]
    assert [(each.cause, each.text) for each in exchanges] == [("", "hello")] * 3


async def test_cancelling_at_any_moment_leaves_no_socket_and_no_task(
    loopback: Loopback, make_ground: MakeGround
) -> None:
    async def slow(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        await asyncio.sleep(0.005)
        writer.write(answer("hello"))

    port = await loopback.raw(slow, loopback.certificate("localhost"))
    plain = await loopback.raw(slow)
    server = await loopback.dns(zone({"localhost": ["127.0.0.1"]}))
    grounds = [make_ground(), make_ground(Network(dns=(server,), ca_file=make_ground().network.ca_file))]
    moments = random.Random(20261121)
    tasks_before = asyncio.all_tasks()

    async def cancelled(number: int) -> None:
        url = f"https://localhost:{port}/" if number % 3 else f"http://localhost:{plain}/"
        task = asyncio.create_task(fetch(grounds[number % 2], Request("GET", url), 10.0))
        await asyncio.sleep(moments.uniform(0.0, 0.03))
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)

    for ground in grounds:
        await ground.prewarm()
    await cancelled(0)
    await loopback.quiet()
    open_before = len(os.listdir("/proc/self/fd"))
    for start in range(0, 600, 20):
        await asyncio.gather(*(cancelled(start + number) for number in range(20)))
    await loopback.quiet()
    assert len(os.listdir("/proc/self/fd")) <= open_before
    assert asyncio.all_tasks() <= tasks_before
