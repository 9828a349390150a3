from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from cio_tui.probes.exchange import Exchange, Request
from cio_tui.probes.ground import Network
from cio_tui.probes.transport import fetch
from tests.probes.conftest import answer, says

if TYPE_CHECKING:
    import ssl

    from cio_tui.probes.ground import Ground
    from tests.probes.conftest import Loopback, MakeGround


async def over_tls(
    loopback: Loopback, ground: Ground, context: ssl.SSLContext | None = None, host: str = "localhost"
) -> Exchange:
    port = (await loopback.http(lambda _: answer("hello"), context)).port
    return await fetch(ground, Request("GET", f"https://{host}:{port}/"), 10.0)


@pytest.mark.parametrize(
    ("age", "words"),
    [
        (timedelta(days=3, hours=1), "3 days ago"),
        (timedelta(hours=1, minutes=5), "1 hour ago"),
        (timedelta(minutes=5), "less than an hour ago"),
    ],
)
async def test_an_expired_certificate_says_since_when(
    age: timedelta, words: str, loopback: Loopback, make_ground: MakeGround
) -> None:
    today = datetime.now(UTC)
    context = loopback.certificate("localhost", expires=today - age, starts=today - timedelta(days=90))
    exchange = await over_tls(loopback, make_ground(), context)
    assert (exchange.error, exchange.cause) == ("tls", f"certificate expired {words}")


async def test_a_certificate_that_is_not_valid_yet_points_at_the_clock(
    loopback: Loopback, make_ground: MakeGround
) -> None:
    today = datetime.now(UTC)
    context = loopback.certificate(
        "localhost", starts=today + timedelta(days=2), expires=today + timedelta(days=9)
    )
    exchange = await over_tls(loopback, make_ground(), context)
    assert exchange.error == "tls"
    assert exchange.cause.startswith("certificate is valid only from ")
    assert exchange.cause.endswith("is this machine's clock right?")


async def test_a_certificate_for_another_name_names_both(loopback: Loopback, make_ground: MakeGround) -> None:
    context = loopback.certificate("one.example", "two.example")
    exchange = await over_tls(loopback, make_ground(), context)
    assert exchange.cause == "certificate is for one.example, two.example, not for localhost"


async def test_an_unknown_authority_is_named(loopback: Loopback, make_ground: MakeGround) -> None:
    ground = make_ground(Network())
    exchange = await over_tls(loopback, ground, loopback.certificate("localhost"))
    assert exchange.error == "tls"
    assert exchange.cause.startswith("certificate is from an authority not trusted here: trustme")


@pytest.mark.parametrize(
    ("alert", "words"),
    [
        (40, "TLS: it refused the handshake"),
        (80, "TLS: it broke off the handshake: internal error"),
        (120, "TLS: it does not speak HTTP/1.1"),
    ],
)
async def test_an_alert_is_the_servers_and_not_ours(
    alert: int, words: str, loopback: Loopback, make_ground: MakeGround
) -> None:
    port = await loopback.raw(says(bytes([21, 3, 3, 0, 2, 2, alert])))
    exchange = await fetch(make_ground(), Request("GET", f"https://localhost:{port}/"), 10.0)
    assert (exchange.error, exchange.cause) == ("tls", words)


async def test_a_port_without_tls_is_told_from_a_broken_certificate(
    loopback: Loopback, make_ground: MakeGround
) -> None:
    port = await loopback.raw(says(b"220 mail.example ESMTP\r\n"))
    exchange = await fetch(make_ground(), Request("GET", f"https://localhost:{port}/"), 10.0)
    assert (exchange.error, exchange.cause) == ("tls", "TLS: it does not speak TLS on this port")
