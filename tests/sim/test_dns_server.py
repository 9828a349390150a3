from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import dns.asyncquery
import dns.exception
import dns.flags
import dns.message
import dns.rcode
import pytest

from tests.sim.conftest import at_once

if TYPE_CHECKING:
    from tests.sim.conftest import Client, Play


async def ask(client: Client, name: str, kind: str = "A", *, tcp: bool = False) -> dns.message.Message:
    query = dns.message.make_query(name, kind)
    send = dns.asyncquery.tcp if tcp else dns.asyncquery.udp
    return await send(query, "127.0.0.1", port=client.dns_port, timeout=2)


def data(reply: dns.message.Message) -> list[str]:
    return [item.to_text() for rrset in reply.answer for item in rrset]


@pytest.mark.parametrize("tcp", [False, True])
async def test_every_host_resolves_by_udp_and_by_tcp(well: Client, *, tcp: bool) -> None:
    for rule in well.settings["network"]["connect_to"]:
        assert data(await ask(well, rule.split(":")[0], tcp=tcp)) == ["127.0.0.1"]


async def test_names_are_compared_without_case(well: Client) -> None:
    assert data(await ask(well, "Track.Customer.IO")) == ["127.0.0.1"]


async def test_an_unknown_name_does_not_exist_and_a_known_one_may_have_no_such_record(well: Client) -> None:
    unknown = await ask(well, "nowhere.example.org")
    assert unknown.rcode() == dns.rcode.NXDOMAIN
    no_v6 = await ask(well, "track.customer.io", "AAAA")
    between = await ask(well, "_domainkey.cio12345.example.com", "TXT")
    assert (no_v6.rcode(), no_v6.answer, between.rcode()) == (dns.rcode.NOERROR, [], dns.rcode.NOERROR)
    assert all(reply.authority for reply in (unknown, no_v6, between))


@pytest.mark.parametrize(
    ("fault", "rcode", "answer"),
    [
        ("nxdomain", dns.rcode.NXDOMAIN, []),
        ("servfail", dns.rcode.SERVFAIL, []),
        ("refused", dns.rcode.REFUSED, []),
        ("empty", dns.rcode.NOERROR, []),
        ("elsewhere", dns.rcode.NOERROR, ["127.0.0.2"]),
    ],
)
async def test_a_fault_strikes_one_host_and_spares_the_next(
    play: Play, fault: str, rcode: dns.rcode.Rcode, answer: list[str]
) -> None:
    client = await play(at_once(f'dns.track = "{fault}"'))
    reply = await ask(client, "track.customer.io")
    assert (reply.rcode(), data(reply)) == (rcode, answer)
    assert data(await ask(client, "api.customer.io")) == ["127.0.0.1"]


async def test_a_timeout_is_silence(play: Play) -> None:
    client = await play(at_once('dns.track = "timeout"'))
    query = dns.message.make_query("track.customer.io", "A")
    with pytest.raises(dns.exception.Timeout):
        await dns.asyncquery.udp(query, "127.0.0.1", port=client.dns_port, timeout=0.05)


async def test_where_elsewhere_points_to_nothing_listens(play: Play) -> None:
    client = await play(at_once('dns.track = "elsewhere"'))
    (address,) = data(await ask(client, "track.customer.io"))
    with pytest.raises(ConnectionRefusedError):
        await asyncio.open_connection(address, client.port)


async def test_the_mail_records_stand_on_the_account_subdomain(well: Client) -> None:
    assert sorted(data(await ask(well, "cio12345.example.com", "MX"))) == [
        "10 mxa.mailgun.org.",
        "10 mxb.mailgun.org.",
    ]
    assert data(await ask(well, "cio12345.example.com", "TXT")) == ['"v=spf1 include:mailgun.org ~all"']
    assert data(await ask(well, "_dmarc.example.com", "TXT"))[0].startswith('"v=DMARC1; p=quarantine')
    (key,) = data(await ask(well, "krs._domainkey.cio12345.example.com", "TXT"))
    assert key.startswith('"k=rsa; p=MIIB')
    assert key.count('"') == 4, "a key of 2048 bits needs two strings"


async def test_an_alias_is_followed(well: Client) -> None:
    assert data(await ask(well, "link.example.com")) == ["e.customeriomail.com.", "203.0.113.25"]


@pytest.mark.parametrize(
    ("state", "rcode", "count"), [("removed", dns.rcode.NXDOMAIN, 0), ("broken", dns.rcode.NOERROR, 1)]
)
async def test_a_mail_record_can_be_removed_or_broken(
    play: Play, state: str, rcode: dns.rcode.Rcode, count: int
) -> None:
    client = await play(at_once(f'mail = {{ dkim = "{state}" }}'))
    reply = await ask(client, "krs._domainkey.cio12345.example.com", "TXT")
    assert (reply.rcode(), len(data(reply))) == (rcode, count)
    assert len(data(await ask(client, "_dmarc.example.com", "TXT"))) == 1


async def test_a_long_answer_is_cut_for_a_client_without_edns(well: Client) -> None:
    query = dns.message.make_query("krs._domainkey.cio12345.example.com", "TXT", use_edns=False)
    whole = await dns.asyncquery.udp(query, "127.0.0.1", port=well.dns_port, timeout=2)
    assert len(data(whole)) == 1
    assert len(whole.to_wire()) <= 512


async def test_noise_gets_no_answer_and_does_no_harm(well: Client) -> None:
    _, writer = await asyncio.open_connection("127.0.0.1", well.dns_port)
    writer.write(b"\x00\x05noise")
    await writer.drain()
    writer.transport.abort()
    assert data(await ask(well, "track.customer.io")) == ["127.0.0.1"]
