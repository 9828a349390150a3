from __future__ import annotations

import asyncio
import socket
from typing import TYPE_CHECKING

import pytest

from cio_tui.probes.dial import dial, place_of
from cio_tui.probes.failure import PhaseError, SetupError
from cio_tui.probes.ground import ConnectTo, Network
from cio_tui.probes.proxy import Proxies
from cio_tui.probes.timeline import Timeline
from tests.probes.conftest import hang, zone

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.probes.conftest import Loopback, MakeGround

HOST = "track.customer.io"


@pytest.fixture
def black_hole() -> Iterator[int]:
    """A port of 127.0.0.1 that answers no SYN, as its backlog is full; the same one of 127.0.0.2 is free."""
    with socket.create_server(("127.0.0.1", 0), backlog=0) as server:
        port = server.getsockname()[1]
        with socket.create_connection(("127.0.0.1", port)):
            yield port


async def test_the_next_address_is_tried_when_one_refuses(
    loopback: Loopback, make_ground: MakeGround
) -> None:
    port = await loopback.raw(hang, address="127.0.0.2")
    server = await loopback.dns(zone({HOST: ["127.0.0.1", "127.0.0.2"]}))
    timeline = Timeline(10.0)
    link = await dial(make_ground(Network(dns=(server,))), HOST, port, timeline)
    link.stream.close()
    assert link.address == f"127.0.0.2:{port}"
    assert timeline.tried == [f"connection refused by 127.0.0.1:{port}"]


async def test_every_address_that_failed_is_named(
    make_ground: MakeGround, loopback: Loopback, closed_port: int
) -> None:
    server = await loopback.dns(zone({HOST: [f"127.0.0.{last}" for last in range(1, 6)]}))
    with pytest.raises(PhaseError) as raised:
        await dial(make_ground(Network(dns=(server,))), HOST, closed_port, Timeline(10.0))
    assert raised.value.phase == "connect"
    assert raised.value.cause.count("connection refused by 127.0.0.") == 3
    assert raised.value.cause.endswith(" and 2 more")


async def test_a_black_holed_address_leaves_time_for_the_next(
    black_hole: int, loopback: Loopback, make_ground: MakeGround
) -> None:
    await loopback.raw(hang, address="127.0.0.2", port=black_hole)
    names = await loopback.dns(zone({HOST: ["127.0.0.2", "127.0.0.1"]}))
    timeline = Timeline(1.0)
    async with asyncio.timeout(timeline.budget):
        link = await dial(make_ground(Network(dns=(names,))), HOST, black_hole, timeline)
    link.stream.close()
    assert link.address == f"127.0.0.2:{black_hole}"
    assert timeline.tried == [f"no answer from 127.0.0.1:{black_hole}"]


async def test_silence_from_every_address_is_a_timeout(black_hole: int, make_ground: MakeGround) -> None:
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.2):
            await dial(make_ground(), "127.0.0.1", black_hole, Timeline(0.2))


async def test_connect_to_goes_past_the_proxy(
    loopback: Loopback, make_ground: MakeGround, closed_port: int
) -> None:
    port = await loopback.raw(hang)
    network = Network(connect_to=(ConnectTo(HOST, 443, "127.0.0.1", port),))
    ground = make_ground(network, Proxies("127.0.0.1", closed_port))
    link = await dial(ground, HOST, 443, Timeline(10.0))
    link.stream.close()
    assert (link.address, link.via) == (f"127.0.0.1:{port}", "")


async def test_plain_http_goes_past_the_proxy(loopback: Loopback, make_ground: MakeGround) -> None:
    port = await loopback.raw(hang)
    server = await loopback.dns(zone({"metrics.corp": ["127.0.0.1"]}))
    ground = make_ground(Network(dns=(server,)), Proxies(fault="HTTPS_PROXY is unusable"))
    link = await dial(ground, "metrics.corp", port, Timeline(10.0), secure=False)
    link.stream.close()
    assert link.via == ""
    with pytest.raises(SetupError, match="HTTPS_PROXY is unusable"):
        await dial(ground, "metrics.corp", port, Timeline(10.0))


@pytest.mark.parametrize(
    ("address", "place"), [("10.0.0.1", "10.0.0.1:443"), ("2001:db8::1", "[2001:db8::1]:443")]
)
def test_an_address_is_written_with_its_port(address: str, place: str) -> None:
    assert place_of(address, 443) == place
