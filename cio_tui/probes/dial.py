"""How every probe gets a connection: through `connect_to`, the proxy or straight, to each address in turn.

One address at a time, since a probe should say which one is dead; the budget is split, so that a black-holed
first address leaves time for the second.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, NamedTuple

from cio_tui.probes.failure import PhaseError, words
from cio_tui.probes.resolve import resolve
from cio_tui.probes.stream import Stream

if TYPE_CHECKING:
    from cio_tui.probes.ground import Ground
    from cio_tui.probes.proxy import Proxies
    from cio_tui.probes.timeline import Timeline

_MOST_SHOWN = 3


class Link(NamedTuple):
    """An open connection and the way it went."""

    stream: Stream
    address: str
    """Who answered: `10.0.0.1:443`; the proxy, if there is one."""
    via: str = ""
    """The proxy: `proxy.example.com:3128`."""


async def dial(ground: Ground, host: str, port: int, timeline: Timeline, *, secure: bool = True) -> Link:
    """Connect, ready for TLS (`secure`) or plain bytes. Raises PhaseError or SetupError; the caller closes.

    Has no limit of its own for the last address: run it under `asyncio.timeout(timeline.budget)`.
    """
    override = ground.network.override(host, port)
    if override:
        return await _connect(ground, *override, timeline)
    if secure and ground.proxies and ground.proxies.carries(host, port):
        return await _connect_through(ground.proxies, ground, host, port, timeline)
    return await _connect(ground, host, port, timeline)


async def _connect(ground: Ground, host: str, port: int, timeline: Timeline) -> Link:
    addresses = await resolve(ground, host, timeline)
    failures: list[str] = []
    timed_out = True
    for position, address in enumerate(addresses):
        is_last = position == len(addresses) - 1
        share = None if is_last else timeline.remaining() / (len(addresses) - position)
        place = place_of(address, port)
        timeline.enter("connect", place)
        try:
            async with asyncio.timeout(share):
                return Link(await Stream.connect(address, port), place)
        except TimeoutError:  # the kernel's ETIMEDOUT as well
            failure = f"no answer from {place}"
        except OSError as error:
            timed_out = False
            failure = (
                f"{words(error)} by {place}"
                if isinstance(error, ConnectionError)
                else f"{words(error)}: {place}"
            )
        failures.append(failure)
        timeline.tried.append(failure)
    more = len(failures) - _MOST_SHOWN
    cause = ", ".join(failures[:_MOST_SHOWN]) + (f" and {more} more" if more > 0 else "")
    raise PhaseError("timeout" if timed_out else "connect", cause)


async def _connect_through(
    proxies: Proxies, ground: Ground, host: str, port: int, timeline: Timeline
) -> Link:
    from cio_tui.probes.tunnel import open_tunnel  # h11 is not needed without a proxy

    try:
        link = await _connect(ground, proxies.host, proxies.port, timeline)
    except PhaseError as error:
        raise PhaseError("proxy", f"proxy {proxies.name}: {error.cause}") from error
    timeline.enter("proxy", proxies.name)
    try:
        await open_tunnel(link.stream, proxies, host, port, ground.user_agent)
    except BaseException:
        link.stream.close()
        raise
    return Link(link.stream, link.address, proxies.name)


def place_of(address: str, port: int) -> str:
    """`10.0.0.1:443`, `[2001:db8::1]:443`."""
    return f"[{address}]:{port}" if ":" in address else f"{address}:{port}"
