from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cio_tui.probes.exchange import Request
from cio_tui.probes.ground import ConnectTo, Network
from cio_tui.probes.redirects import MOST_HOPS, follow
from tests.probes.conftest import answer

if TYPE_CHECKING:
    from cio_tui.probes.ground import Ground
    from tests.probes.conftest import Loopback, MakeGround, Received, Site

OLD, NEW = "status.customer.io", "status.customerio.com"


def to(location: str, status: int = 301) -> bytes:
    return answer(status=status, headers={"Location": location, "Set-Cookie": "session=1"})


async def two_hosts(
    loopback: Loopback, make_ground: MakeGround, ca_file: str, location: str, **endpoints: str
) -> tuple[Ground, Site, Site]:
    """An old host that redirects and a new one that answers."""
    old = await loopback.http(lambda _: to(location), loopback.certificate(OLD))
    new = await loopback.http(lambda _: answer("{}"), loopback.certificate(NEW))
    rules = (ConnectTo(OLD, 443, "127.0.0.1", old.port), ConnectTo(NEW, 443, "127.0.0.1", new.port))
    ground = make_ground(Network(ca_file=ca_file, connect_to=rules), status=f"https://{NEW}", **endpoints)
    return ground, old, new


async def test_another_origin_gets_neither_credential_nor_cookie_nor_the_books_headers(
    loopback: Loopback, make_ground: MakeGround, ca_file: str
) -> None:
    ground, old, new = await two_hosts(
        loopback, make_ground, ca_file, f"https://{NEW}/x", track=f"https://{OLD}"
    )
    journey = await follow(ground, Request("GET", f"https://{OLD}/a", "track", {"X-Key": "mine"}), 10.0)
    assert (journey.last.status, journey.refusal) == (200, "")
    assert {"authorization", "x-key"} <= set(old.requests[0].headers)
    assert not {"authorization", "x-key", "cookie", "referer"} & set(new.requests[0].headers)
    assert new.requests[0].target == "/x"


async def test_the_same_origin_keeps_the_credential_and_is_asked_no_more_than_it_redirects(
    loopback: Loopback, make_ground: MakeGround
) -> None:
    def respond(request: Received) -> bytes:
        return answer("{}") if request.target == "/b" else to("/b")

    site = await loopback.http(respond, loopback.certificate("localhost"))
    base = f"https://localhost:{site.port}"
    journey = await follow(make_ground(track=base), Request("GET", f"{base}/a", "track"), 10.0)
    assert journey.last.status == 200
    assert ["authorization" in request.headers for request in site.requests] == [True, True]
    assert journey.ms == pytest.approx(sum(exchange.ms for exchange in journey.exchanges))


@pytest.mark.parametrize(
    ("location", "words"),
    [
        ("http://status.customerio.com/", "redirected to http://, which is not followed"),
        ("https://evil.example/", "redirected to evil.example, an unknown host; list it under hosts"),
        (
            "https://user:pass@status.customerio.com/",
            "redirected, but the URL of status.customerio.com holds",
        ),
        ("https://[::1", "redirected, but 'https://[::1' is not a URL"),
        ("javascript:alert(1)", "redirected, but"),
        ("//evil.example/x", "redirected to evil.example"),
        (
            "https://status.customerio.com:0/",
            "redirected, but 'https://status.customerio.com:0/' names no port",
        ),
        ("https://status.customerio.com:99999/", "redirected, but"),
        ("https://status.customerio.com\\.evil.example/", "redirected to status.customerio.com\\.evil"),
        ("https://status.customerio.com/" + "x" * 65_536, "redirected to a URL of 8192 characters or more"),
    ],
)
async def test_a_redirect_elsewhere_is_an_answer_and_not_followed(
    location: str, words: str, loopback: Loopback, make_ground: MakeGround, ca_file: str
) -> None:
    ground, _, new = await two_hosts(loopback, make_ground, ca_file, location)
    journey = await follow(ground, Request("GET", f"https://{OLD}/a"), 10.0)
    assert journey.last.status == 301
    assert journey.refusal.startswith(words)
    assert new.requests == []


async def test_a_host_that_is_listed_with_its_port_is_followed_there(
    loopback: Loopback, make_ground: MakeGround, ca_file: str
) -> None:
    old = await loopback.http(lambda _: to("https://new.example.com:9443/x"), loopback.certificate(OLD))
    new = await loopback.http(lambda _: answer("{}"), loopback.certificate("new.example.com"))
    rules = (
        ConnectTo(OLD, 443, "127.0.0.1", old.port),
        ConnectTo("new.example.com", 9443, "127.0.0.1", new.port),
    )
    network = Network(ca_file=ca_file, connect_to=rules, hosts=("new.example.com:9443",))
    journey = await follow(make_ground(network), Request("GET", f"https://{OLD}/a"), 10.0)
    assert (journey.last.status, journey.refusal) == (200, "")


async def test_a_loop_ends_after_five_redirects(loopback: Loopback, make_ground: MakeGround) -> None:
    site = await loopback.http(lambda _: to("/again"), loopback.certificate("localhost"))
    journey = await follow(make_ground(), Request("GET", f"https://localhost:{site.port}/"), 10.0)
    assert journey.refusal == "more than 5 redirects"
    assert len(site.requests) == MOST_HOPS + 1


async def test_a_failure_on_the_way_is_the_end_of_it(
    loopback: Loopback, make_ground: MakeGround, ca_file: str
) -> None:
    old = await loopback.http(lambda _: to(f"https://{NEW}/"), loopback.certificate(OLD))
    rules = (ConnectTo(OLD, 443, "127.0.0.1", old.port), ConnectTo(NEW, 443, "127.0.0.1", old.port))
    ground = make_ground(Network(ca_file=ca_file, connect_to=rules), status=f"https://{NEW}")
    journey = await follow(ground, Request("GET", f"https://{OLD}/"), 10.0)
    assert journey.last.error == "tls"
