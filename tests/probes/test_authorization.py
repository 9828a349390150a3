from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cio_tui.probes.exchange import Request
from cio_tui.probes.failure import SetupError
from cio_tui.probes.transport import fetch
from tests.probes.conftest import SECRETS, answer

if TYPE_CHECKING:
    from tests.probes.conftest import Loopback, MakeGround


@pytest.mark.parametrize(
    ("auth", "value"),
    [
        ("track", "Basic YTFiMmMzZDRlNWY2MDcxODI5M2E6MGYxZTJkM2M0YjVhNjk3ODg3OTY="),
        ("app", f"Bearer {SECRETS['app_api_key']}"),
    ],
)
async def test_a_credential_is_sent_to_its_own_endpoint(
    auth: str, value: str, loopback: Loopback, make_ground: MakeGround
) -> None:
    site = await loopback.http(lambda _: answer("{}"), loopback.certificate("localhost"))
    base = f"https://localhost:{site.port}"
    ground = make_ground(track=base, app=base)
    exchange = await fetch(ground, Request("GET", f"{base}/v1", auth), 10.0)  # type: ignore[arg-type]
    assert site.requests[0].headers["authorization"] == value
    assert "Authorization" in exchange.sent


async def test_a_missing_credential_is_named_and_nothing_is_sent(
    loopback: Loopback, make_ground: MakeGround
) -> None:
    site = await loopback.http(lambda _: answer())
    base = f"http://127.0.0.1:{site.port}"
    with pytest.raises(SetupError, match="app_api_key is not set"):
        await fetch(make_ground(secrets={}, app=base), Request("GET", base + "/v1", "app"), 10.0)
    assert site.requests == []


async def test_a_key_or_header_with_a_line_break_is_refused_without_quoting_it(
    loopback: Loopback, make_ground: MakeGround
) -> None:
    site = await loopback.http(lambda _: answer())
    base = f"http://127.0.0.1:{site.port}"
    ground = make_ground(secrets={"app_api_key": "hidden\nkey"}, app=base)
    for request in (
        Request("GET", base + "/v1", "app"),
        Request("GET", base + "/v1", headers={"X-Key": "hidden\r\nkey"}),
        Request("GET", base + "/v1", headers={"X-Key": "hidden-ключ\n"}),
    ):
        with pytest.raises(SetupError) as raised:
            await fetch(ground, request, 10.0)
        assert "hidden" not in str(raised.value)
