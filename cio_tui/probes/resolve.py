"""A host's addresses as the probes use them: from this host's own resolver, or from the `dns` of `[network]`."""

from __future__ import annotations

import ipaddress
from itertools import chain, zip_longest
from typing import TYPE_CHECKING

from cio_tui.core.text import clean_line
from cio_tui.probes.failure import PhaseError

if TYPE_CHECKING:
    from cio_tui.probes.ground import Ground
    from cio_tui.probes.timeline import Timeline

MOST_ADDRESSES = 8
"""Tried at most; the budget is split between them."""


async def resolve(ground: Ground, host: str, timeline: Timeline) -> tuple[str, ...]:
    """IPv4 and IPv6 addresses in turn, the host's preferred family first. Raises PhaseError("dns")."""
    if _parsed(host):
        return (host,)
    timeline.enter("dns", host)
    if ground.network.dns:
        return _usable(host, await _ask_servers(ground.network.dns, host, timeline))
    found = await ground.shared.lookups.ask(host)
    if found.failure:
        raise PhaseError("dns", f"DNS: {found.failure} from this host's resolver for {clean_line(host, 80)}")
    return _usable(host, found.addresses)


async def _ask_servers(configured: tuple[str, ...], host: str, timeline: Timeline) -> tuple[str, ...]:
    """The first decisive answer; a server that gives none costs its share of the time."""
    from cio_tui.probes.dns_answer import DECISIVE, Outcome
    from cio_tui.probes.dns_query import ask  # dnspython: 55 ms, and most hosts use their own resolver
    from cio_tui.probes.dns_servers import chosen_servers

    servers = chosen_servers(configured, ())
    refusals: list[str] = []
    for position, server in enumerate(servers):
        # One share more than there are servers: a name that comes at the last moment leaves no time to connect.
        answer = await ask(server, host, timeline.remaining() / (len(servers) - position + 1))
        if answer.outcome is Outcome.OK:
            return answer.records
        note = f" ({answer.note})" if answer.note else ""
        refusals.append(f"{answer.outcome} from {server}{note}")
        if answer.outcome in DECISIVE:
            break
    raise PhaseError("dns", f"DNS: {', '.join(refusals)}")


def _usable(host: str, addresses: tuple[str, ...]) -> tuple[str, ...]:
    """Families alternating, without what cannot be connected to; `0.0.0.0` would reach this very machine."""
    families: dict[int, list[str]] = {}
    for address in addresses:
        parsed = _parsed(address)
        if parsed and not parsed.is_unspecified and not parsed.is_multicast:
            families.setdefault(parsed.version, []).append(address)
    alternating = chain.from_iterable(zip_longest(*families.values()))
    usable = [address for address in alternating if address is not None]
    if not usable:
        shown = clean_line(", ".join(addresses), 80) or "no address"
        raise PhaseError("dns", f"DNS: {clean_line(host, 80)} resolves to {shown}")
    return tuple(usable[:MOST_ADDRESSES])


def _parsed(address: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(address)
    except ValueError:
        return None
