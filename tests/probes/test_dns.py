from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, cast

import dns.rcode
import pytest

from cio_tui.core.probe import DnsTarget, Probe, ProbeKind
from cio_tui.probes.dns import measure
from cio_tui.probes.failure import SetupError
from cio_tui.probes.ground import Network
from cio_tui.probes.proxy import Proxies
from tests.probes.conftest import zone

if TYPE_CHECKING:
    from cio_tui.core.reading import Json, Sample
    from tests.probes.conftest import Loopback, MakeGround

TRACK, API = "track.customer.io", "api.customer.io"
GOOD = zone({TRACK: ["192.0.2.1"], API: ["192.0.2.2"]})


def dns_probe(*hosts: str, servers: tuple[str, ...] = (), timeout: float = 5.0) -> Probe:
    return Probe("dns", ProbeKind.DNS, "Names", DnsTarget(hosts or (TRACK,), servers), 30.0, timeout, 90.0)


def answers(sample: Sample) -> list[dict[str, Json]]:
    return cast("list[dict[str, Json]]", sample.detail["answers"])


async def test_good_answers_fill_every_field(loopback: Loopback, make_ground: MakeGround) -> None:
    ground = make_ground(
        Network(dns=(await loopback.dns(GOOD),)), track=f"https://{TRACK}", app=f"https://{API}/v1"
    )
    sample = await measure(dns_probe("{track}", "{app}"), ground)
    assert sample.summary.startswith("2 hosts resolve in ")
    assert {
        name: sample.fields[name] for name in ("ok", "error", "failed", "min_ttl", "changed", "disagree")
    } == {
        "ok": True,
        "error": "none",
        "failed": (),
        "min_ttl": 60,
        "changed": False,
        "disagree": False,
    }
    assert isinstance(sample.fields["ms"], float)
    assert [row["host"] for row in answers(sample)] == [TRACK, API]
    assert sample.detail["this_host"] == {}


@pytest.mark.parametrize(
    ("rcode", "word"),
    [(dns.rcode.NXDOMAIN, "NXDOMAIN"), (dns.rcode.SERVFAIL, "SERVFAIL"), (dns.rcode.REFUSED, "REFUSED")],
)
async def test_a_failure_is_named_with_its_server(
    loopback: Loopback, make_ground: MakeGround, rcode: dns.rcode.Rcode, word: str
) -> None:
    server = await loopback.dns(zone({}, rcode))
    sample = await measure(dns_probe(), make_ground(Network(dns=(server,))))
    assert sample.summary == f"DNS: {word} from {server}"
    assert (sample.fields["ok"], sample.fields["error"], sample.fields["failed"]) == (False, "dns", (TRACK,))
    assert (sample.fields["ms"], sample.fields["min_ttl"]) == (None, None)


async def test_one_dead_server_does_not_sink_the_rest(loopback: Loopback, make_ground: MakeGround) -> None:
    dead, good = await loopback.dns(lambda _: None), await loopback.dns(GOOD)
    sample = await measure(dns_probe(timeout=0.5), make_ground(Network(dns=(dead, good))))
    assert (sample.fields["ok"], sample.fields["disagree"], sample.fields["failed"]) == (True, True, ())
    assert f"no answer from {dead}" in sample.summary
    assert f"an address from {good}" in sample.summary


async def test_silence_everywhere_takes_the_timeout_and_no_longer(
    loopback: Loopback, make_ground: MakeGround
) -> None:
    servers = (await loopback.dns(lambda _: None), await loopback.dns(lambda _: None))
    began = asyncio.get_running_loop().time()
    sample = await measure(dns_probe(TRACK, API, timeout=0.5), make_ground(Network(dns=servers)))
    assert 0.4 < asyncio.get_running_loop().time() - began < 5
    assert sample.summary == f"DNS: no answer from {servers[0]}, no answer from {servers[1]}"
    assert sample.fields["failed"] == (TRACK, API)


async def test_the_book_s_own_servers_are_asked_in_place_of_the_configured(
    loopback: Loopback, make_ground: MakeGround
) -> None:
    configured, named = await loopback.dns(zone({})), await loopback.dns(GOOD)
    sample = await measure(dns_probe(servers=(named,)), make_ground(Network(dns=(configured,))))
    assert sample.fields["ok"] is True
    assert [row["server"] for row in answers(sample)] == [named]


async def test_a_move_to_other_addresses_shows_until_it_is_undone(
    loopback: Loopback, make_ground: MakeGround
) -> None:
    told = {TRACK: ["192.0.2.1"]}
    ground = make_ground(Network(dns=(await loopback.dns(zone(told)),)))
    changed = []
    for address in ("192.0.2.1", "198.51.100.7", "198.51.100.7", "192.0.2.1"):
        told[TRACK] = [address]
        changed.append((await measure(dns_probe(), ground)).fields["changed"])
    assert changed == [False, True, True, False]


async def test_another_ground_remembers_nothing_of_it(loopback: Loopback, make_ground: MakeGround) -> None:
    told = {TRACK: ["192.0.2.1"]}
    network = Network(dns=(await loopback.dns(zone(told)),))
    await measure(dns_probe(), make_ground(network))
    told[TRACK] = ["198.51.100.7"]
    assert (await measure(dns_probe(), make_ground(network))).fields["changed"] is False


async def test_behind_a_proxy_a_failure_here_says_nothing(
    loopback: Loopback, make_ground: MakeGround
) -> None:
    server = await loopback.dns(zone({}))
    ground = make_ground(Network(dns=(server,)), Proxies("proxy.example.com", 3128))
    sample = await measure(dns_probe(), ground)
    assert sample.fields == {}
    assert sample.summary == f"the proxy resolves for our calls; from here: DNS: NXDOMAIN from {server}"


async def test_a_host_that_bypasses_the_proxy_counts(loopback: Loopback, make_ground: MakeGround) -> None:
    ground = make_ground(
        Network(dns=(await loopback.dns(zone({})),)), Proxies("proxy", exempt=("customer.io",))
    )
    assert (await measure(dns_probe(), ground)).fields["ok"] is False


async def test_what_this_host_s_own_programs_see_stands_beside_it(
    loopback: Loopback, make_ground: MakeGround
) -> None:
    server = await loopback.dns(zone({"localhost": ["192.0.2.1"]}))
    sample = await measure(dns_probe("localhost", servers=(server,)), make_ground())
    seen = cast("dict[str, dict[str, list[str]]]", sample.detail["this_host"])
    assert "127.0.0.1" in seen["localhost"]["addresses"]
    assert answers(sample)[0]["addresses"] == ["192.0.2.1"]


async def test_addresses_and_what_is_not_configured_need_no_name_server(make_ground: MakeGround) -> None:
    sample = await measure(dns_probe("{webhook}", "127.0.0.1"), make_ground(webhook=""))
    assert (sample.fields, sample.summary) == ({}, "not configured")


async def test_a_server_that_is_none_is_our_own_fault(make_ground: MakeGround) -> None:
    with pytest.raises(SetupError, match="is not a name server"):
        await measure(dns_probe(), make_ground(Network(dns=("resolver.example",))))
