from __future__ import annotations

from typing import TYPE_CHECKING

import dns.rcode
import pytest

from cio_tui.probes.exchange import Request
from cio_tui.probes.ground import Network
from cio_tui.probes.transport import fetch
from tests.probes.conftest import answer, zone

if TYPE_CHECKING:
    from tests.probes.conftest import Loopback, MakeGround


async def test_configured_name_servers_are_asked_in_place_of_the_host(
    loopback: Loopback, make_ground: MakeGround
) -> None:
    site = await loopback.http(lambda _: answer("hello"))
    server = await loopback.dns(zone({"track.customer.io": ["127.0.0.1"]}))
    ground = make_ground(Network(dns=(server,)))
    exchange = await fetch(ground, Request("GET", f"http://track.customer.io:{site.port}/"), 10.0)
    assert (exchange.error, exchange.text) == (None, "hello")
    assert "dns" in exchange.timeline.phases


@pytest.mark.parametrize(
    ("rcode", "word"), [(dns.rcode.NXDOMAIN, "NXDOMAIN"), (dns.rcode.SERVFAIL, "SERVFAIL")]
)
async def test_a_name_that_does_not_resolve_names_the_server_and_its_answer(
    rcode: dns.rcode.Rcode, word: str, loopback: Loopback, make_ground: MakeGround
) -> None:
    server = await loopback.dns(zone({}, rcode))
    exchange = await fetch(
        make_ground(Network(dns=(server,))), Request("GET", "https://track.customer.io/"), 10.0
    )
    assert (exchange.error, exchange.cause) == ("dns", f"DNS: {word} from {server}")
