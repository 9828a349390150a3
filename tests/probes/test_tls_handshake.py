from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from cio_tui.probes.certificate import read_certificate
from cio_tui.probes.hosts import HostPort
from cio_tui.probes.tls_handshake import shake_hands

if TYPE_CHECKING:
    from tests.probes.conftest import Loopback, MakeGround


async def wait_for_end(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.read()


async def test_what_was_sent_is_told_from_what_was_relied_on(
    loopback: Loopback, make_ground: MakeGround
) -> None:
    port = await loopback.raw(wait_for_end, loopback.certificate("localhost"))
    shaken = await shake_hands(make_ground(), HostPort("localhost", port), 5.0)
    sent = [read_certificate(der) for der in shaken.sent]
    relied_on = [read_certificate(der) for der in shaken.relied_on]
    assert len(sent) == 1
    assert relied_on[0] == sent[0]
    root = relied_on[-1]
    assert root is not None
    assert root.is_self_issued


async def test_a_failed_handshake_still_shows_its_chain_cipher_and_code(
    loopback: Loopback, make_ground: MakeGround
) -> None:
    port = await loopback.raw(wait_for_end, loopback.certificate("other.example"))
    shaken = await shake_hands(make_ground(), HostPort("localhost", port), 5.0)
    assert (shaken.exchange.error, shaken.verify_code) == ("tls", 62)
    assert (len(shaken.sent), shaken.relied_on) == (1, ())
    assert shaken.protocol == "TLSv1.3"


async def test_cancelling_returns_at_once_and_closes_the_connection(
    loopback: Loopback, make_ground: MakeGround
) -> None:
    began, ended = asyncio.Event(), asyncio.Event()

    async def swallow(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read(1)
        began.set()
        while await reader.read(4096):
            pass
        ended.set()

    port = await loopback.raw(swallow)
    task = asyncio.create_task(shake_hands(make_ground(), HostPort("127.0.0.1", port), 600.0))
    await began.wait()
    task.cancel()
    await asyncio.wait([task])
    assert task.cancelled()
    await ended.wait()


async def test_the_phases_add_up_to_the_time_of_the_handshake(
    loopback: Loopback, make_ground: MakeGround
) -> None:
    port = await loopback.raw(wait_for_end, loopback.certificate("localhost"))
    shaken = await shake_hands(make_ground(), HostPort("localhost", port), 5.0)
    assert list(shaken.exchange.timeline.phases) == ["dns", "connect", "tls"]
    assert shaken.exchange.ms == sum(shaken.exchange.timeline.phases.values()) > 0
