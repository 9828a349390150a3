from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.probes.exchange import Request
from cio_tui.probes.transport import fetch
from tests.probes.conftest import answer

if TYPE_CHECKING:
    from tests.probes.conftest import Loopback, MakeGround


async def test_an_answer_over_tls_is_read_whole(loopback: Loopback, make_ground: MakeGround) -> None:
    site = await loopback.http(lambda _: answer("hello"), loopback.certificate("localhost"))
    exchange = await fetch(make_ground(), Request("GET", f"https://localhost:{site.port}/"), 5.0)
    assert (exchange.error, exchange.cause) == (None, "")
    assert exchange.text == "hello"
