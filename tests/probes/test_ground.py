from __future__ import annotations

import asyncio
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from cio_tui.core.probe import ProbeKind
from cio_tui.core.secret import Secret
from cio_tui.probes.failure import SetupError
from cio_tui.probes.ground import ConnectTo, Network
from cio_tui.probes.proxy import Proxies
from tests.probes.conftest import SECRETS, zone

if TYPE_CHECKING:
    from pathlib import Path

    from tests.probes.conftest import Loopback, MakeGround


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("track.customer.io:443:127.0.0.1:8443", ConnectTo("track.customer.io", 443, "127.0.0.1", 8443)),
        ("Track.Customer.IO::127.0.0.1:", ConnectTo("track.customer.io", 0, "127.0.0.1", 0)),
        ("::127.0.0.1:8443", ConnectTo("", 0, "127.0.0.1", 8443)),
        ("[::1]:443:[2001:db8::1]:8443", ConnectTo("::1", 443, "2001:db8::1", 8443)),
        ("a:1:b.example:2", ConnectTo("a", 1, "b.example", 2)),
    ],
)
def test_connect_to_is_written_as_for_curl(text: str, rule: ConnectTo) -> None:
    assert ConnectTo.parse(text) == rule


@pytest.mark.parametrize(
    "text", ["", "a", "a:443", "a:443:b", "a:443:b:1:2", "a:x:b:1", "a:443:b:65536", "a:0:b:1", "::1:443:b:1"]
)
def test_a_connect_to_that_cannot_be_read_is_quoted_with_what_is_wrong(text: str) -> None:
    with pytest.raises(ValueError) as raised:
        ConnectTo.parse(text)
    assert repr(text) in str(raised.value)


def test_the_first_rule_that_matches_decides_where_a_connection_goes() -> None:
    rules = ("a.example:443:10.0.0.1:8443", "a.example::10.0.0.2:", ":25::2525")
    network = Network(connect_to=tuple(ConnectTo.parse(rule) for rule in rules))
    assert network.override("A.example.", 443) == ("10.0.0.1", 8443)
    assert network.override("a.example", 80) == ("10.0.0.2", 80)
    assert network.override("b.example", 25) == ("b.example", 2525)
    assert network.override("b.example", 443) is None


def test_a_placeholder_is_filled_in_and_an_empty_endpoint_is_nowhere(make_ground: MakeGround) -> None:
    ground = make_ground(track="https://track.customer.io/", webhook="")
    assert ground.locate("{track}/api/v1") == "https://track.customer.io/api/v1"
    assert ground.locate("{track}") == "https://track.customer.io"
    assert ground.locate("https://other.example/{track}") == "https://other.example/{track}"
    assert ground.locate("{webhook}/x") is None
    assert ground.locate("{queue}") is None


def test_probes_may_go_to_the_endpoints_and_the_listed_hosts(make_ground: MakeGround) -> None:
    ground = make_ground(
        Network(hosts=("grafana.example",)), track="https://Track.customer.io:8443/x", errors=""
    )
    assert ground.known_hosts == {"grafana.example", "track.customer.io"}


def test_redaction_knows_every_credential_and_the_proxy_password(make_ground: MakeGround) -> None:
    proxies = Proxies("proxy.example", 3128, "me", Secret("correct horse battery"))
    ground = make_ground(proxies=proxies)
    for secret in (*SECRETS.values(), "correct horse battery"):
        assert secret not in ground.redact(f"before {secret} after")


def test_a_changed_credential_is_redacted_as_well(make_ground: MakeGround) -> None:
    secrets = dict(SECRETS)
    ground = make_ground(secrets=secrets)
    ground.redact("")
    secrets["app_api_key"] = "a whole new key"
    assert "whole new" not in ground.redact("a whole new key")


SCRIPT = """
import asyncio, sys, time
from datetime import UTC, datetime
from cio_tui.core.probe import HttpTarget, Probe, ProbeKind
from cio_tui.probes.ground import Ground, Network
from cio_tui.probes.guard import guarded
from cio_tui.probes.memory import Memory
from cio_tui.probes.shared import Shared

async def main():
    async def respond(reader, writer):
        await reader.readuntil(b"\\r\\n\\r\\n")
        writer.write(b"HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\n\\r\\n{}")
        await writer.drain()
        writer.close()
    async with await asyncio.start_server(respond, "127.0.0.1", 0) as server:
        base = f"http://{sys.argv[1]}:{server.sockets[0].getsockname()[1]}"
        network = Network(dns=tuple(sys.argv[2:]))
        clock = lambda: datetime.now(UTC), time.monotonic
        ground = Ground({"track": base}, lambda name: None, *clock, Shared(), Memory(), network)
        await ground.prewarm([ProbeKind.HTTP])
        loaded = set(sys.modules)
        probe = Probe("track", ProbeKind.HTTP, "Track", HttpTarget("{track}/"), 10.0, 5.0, 30.0)
        sample = await guarded(probe, ground)
        print(sample.fields["status"], sorted(set(sys.modules) - loaded))

asyncio.run(main())
"""


@pytest.mark.parametrize(
    ("host", "resolver"),
    [("localhost", "of this host"), ("localhost", "configured"), ("127.0.0.1", "of this host")],
)
async def test_prewarming_leaves_nothing_for_the_first_request_to_load(
    host: str, resolver: str, loopback: Loopback
) -> None:
    servers = [await loopback.dns(zone({"localhost": ["127.0.0.1"]}))] if resolver == "configured" else []
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", SCRIPT, host, *servers, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert await process.communicate() == (b"200 []\n", b"")


async def test_prewarming_loads_the_probes_asked_for_and_complains_of_nothing(
    make_ground: MakeGround, tmp_path: Path
) -> None:
    ground = make_ground(Network(ca_file=str(tmp_path / "nowhere.pem")))
    await ground.prewarm([ProbeKind.TLS])
    assert "cio_tui.probes.certificate" in sys.modules
    with pytest.raises(SetupError, match="nowhere"):
        await ground.trust()
