from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from cio_tui.probes.exchange import Request
from cio_tui.probes.host_lookup import HostLookups
from cio_tui.probes.transport import fetch
from tests.probes.conftest import answer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.probes.conftest import Loopback, MakeGround


@pytest.fixture
def stuck(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """A resolver that answers only for this machine, until the event is set: none can be had to order."""
    released = threading.Event()
    monkeypatch.setattr(
        "socket.getaddrinfo", lambda *_, **__: released.wait(30) and [(2, 1, 6, "", ("10.0.0.9", 0))]
    )
    yield released
    released.set()


async def test_a_host_is_found_as_its_own_programs_find_it() -> None:
    assert "127.0.0.1" in (await HostLookups().ask("localhost")).addresses


@pytest.mark.parametrize("host", ["nosuch.invalid", "a" * 64 + ".example", "nul\0.example", "-", ""])
async def test_a_host_that_is_none_is_said_in_words(host: str) -> None:
    found = await HostLookups().ask(host)
    assert found.addresses == ()
    assert found.failure


@pytest.mark.parametrize(
    "host", ["a" * 64 + ".example", "localhost\0.example", "a..example", "localhost..", ".", "\udcff.example"]
)
async def test_what_no_name_can_be_is_not_looked_up(host: str) -> None:
    assert (await HostLookups().ask(host)).failure == "not a host name"


async def test_a_host_is_asked_about_once_at_a_time(stuck: threading.Event) -> None:
    lookups = HostLookups()
    asking = [asyncio.create_task(lookups.ask("track.customer.io")) for _ in range(20)]
    await asyncio.sleep(0)
    (thread,) = (thread for thread in threading.enumerate() if thread.name.startswith("getaddrinfo"))
    assert thread.daemon
    asking.pop().cancel()
    stuck.set()
    found = await asyncio.gather(*asking)
    assert {lookup.addresses for lookup in found} == {("10.0.0.9",)}


async def test_stuck_lookups_neither_fail_nor_delay_a_healthy_probe(
    stuck: threading.Event, loopback: Loopback, make_ground: MakeGround
) -> None:
    site = await loopback.http(lambda _: answer("hello"))
    ground = make_ground()
    requests = [Request("GET", f"http://host{number}.example/") for number in range(20)]
    stuck_ones = [asyncio.create_task(fetch(ground, request, 0.5)) for request in requests]
    healthy = await fetch(ground, Request("GET", f"http://127.0.0.1:{site.port}/"), 10.0)
    assert healthy.text == "hello"
    assert not any(task.done() for task in stuck_ones)
    given_up = await asyncio.gather(*stuck_ones)
    assert {exchange.error for exchange in given_up} == {"dns"}
    assert given_up[0].cause == "DNS: no answer from this host's resolver within 0.5 s"


SCRIPT = """
import asyncio, socket, time
socket.getaddrinfo = lambda *a, **k: time.sleep(3600)
from cio_tui.probes.host_lookup import HostLookups
async def main():
    lookups = HostLookups()
    asking = [asyncio.create_task(lookups.ask(f"host{n}.example")) for n in range(20)]
    await asyncio.sleep(0.05)
    print("leaving")
asyncio.run(main())
"""


def test_stuck_lookups_do_not_hold_up_the_exit() -> None:
    ended = subprocess.run(
        [sys.executable, "-c", SCRIPT], capture_output=True, text=True, timeout=30, check=False
    )
    assert (ended.returncode, ended.stdout, ended.stderr) == (0, "leaving\n", "")
