from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cio_tui.core.secret import Secret
from cio_tui.probes.exchange import Exchange, Request
from cio_tui.probes.http_evidence import evidence, skew_s, summary
from cio_tui.probes.http_remarks import Body
from cio_tui.probes.proxy import Proxies
from cio_tui.probes.redirects import Journey
from cio_tui.probes.timeline import Timeline

if TYPE_CHECKING:
    from tests.probes.conftest import MakeGround


def exchange(status: int = 200, **headers: str) -> Exchange:
    made = Exchange(Request("GET", "https://track.customer.io/?api_key=0123456789abcdef"), Timeline(5.0))
    made.status, made.headers = status, {name.replace("_", "-"): value for name, value in headers.items()}
    return made


def test_the_proxy_in_between_is_named(make_ground: MakeGround) -> None:
    proxied = exchange()
    proxied.via = "proxy.corp:3128"
    assert summary(Journey((proxied,)), Body(), make_ground()) == "200 in 0 ms via proxy.corp:3128"
    proxied.error, proxied.cause = "tls", "certificate is self-signed"
    assert (
        summary(Journey((proxied,)), Body(), make_ground())
        == "certificate is self-signed via proxy.corp:3128"
    )
    proxied.error, proxied.cause = "proxy", "proxy proxy.corp:3128 answered 407"
    assert summary(Journey((proxied,)), Body(), make_ground()) == "proxy proxy.corp:3128 answered 407"


def test_an_address_that_failed_first_is_named_beside_the_answer(make_ground: MakeGround) -> None:
    second = exchange()
    second.timeline.tried.append("connection refused by 10.0.0.1:443")
    said = summary(Journey((second,)), Body(), make_ground())
    assert said == "200 in 0 ms after connection refused by 10.0.0.1:443"
    assert evidence(Journey((second,)), Body(), make_ground())["tried"] == [
        "connection refused by 10.0.0.1:443"
    ]


def test_a_redirect_says_where_to_and_why_it_was_not_followed(make_ground: MakeGround) -> None:
    journey = Journey((exchange(302, location="/x\x07"),), "redirected to http://, which is not followed")
    said = summary(journey, Body(), make_ground())
    assert said == "302 in 0 ms, to /x␇: redirected to http://, which is not followed"


def test_evidence_shows_addresses_and_headers_without_keys_and_passwords(make_ground: MakeGround) -> None:
    ground = make_ground(proxies=Proxies("p", 1, "me", Secret("correct horse")))
    detail = evidence(Journey((exchange(302, location="https://x/?token=correct horse"),)), Body(), ground)
    assert "0123456789abcdef" not in str(detail)
    assert "correct horse" not in str(detail)


@pytest.mark.parametrize(
    ("date", "skew"),
    [
        ("Sat, 21 Nov 2026 20:00:00 GMT", 0.0),
        ("Sat, 21 Nov 2026 19:59:50 GMT", 10.0),
        ("Sat, 21 Nov 2026 20:01:00 GMT", -60.0),
        ("Sat, 21 Nov 2026 20:00:00 -0000", 0.0),
        ("", None),
        ("now", None),
        ("Sat, 21 Nov 99999 20:00:00 GMT", None),
        ("Sat, 32 Nov 2026 20:00:00 GMT", None),
    ],
)
def test_the_skew_is_how_far_our_clock_is_ahead(date: str, skew: float | None) -> None:
    dated = exchange(date=date)
    dated.answered_at = 1795291200.5
    assert skew_s(dated) == skew
