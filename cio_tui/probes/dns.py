"""Ask every name server about every host at once, and say who answered what.

What this host's own programs would get (`getaddrinfo`: hosts file, VPN, search list) stands beside it as evidence.
Behind a proxy it is the proxy that resolves, so failures here say nothing about our calls and count as unknown.
"""

from __future__ import annotations

import asyncio
from itertools import product
from typing import TYPE_CHECKING

from cio_tui.core.probe import DnsTarget
from cio_tui.core.reading import NOT_CONFIGURED
from cio_tui.core.text import clean_line
from cio_tui.probes.dns_answer import Outcome
from cio_tui.probes.dns_findings import FirstAnswers, View, by_host, deciding, disagree, summary
from cio_tui.probes.dns_query import ask, checked_name
from cio_tui.probes.dns_servers import chosen_servers
from cio_tui.probes.hosts import is_address, named_hosts
from cio_tui.probes.sampling import sampled, unmeasured
from cio_tui.probes.url import USUAL_PORTS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cio_tui.core.probe import Probe
    from cio_tui.core.reading import Json, Sample, Value
    from cio_tui.probes.dns_servers import NameServer
    from cio_tui.probes.ground import Ground


_PROXY_RESOLVES = "the proxy resolves for our calls"


async def measure(probe: Probe, ground: Ground) -> Sample:
    """One query for each host, server and address family, all within the probe's timeout."""
    if not isinstance(probe.target, DnsTarget):
        raise TypeError(probe.kind)
    named = (named.host for named in named_hosts(probe.target.hosts, ground))
    hosts = tuple(dict.fromkeys(host for host in named if not is_address(host)))
    if not hosts:
        return unmeasured(probe, ground, NOT_CONFIGURED)
    servers = chosen_servers(probe.target.servers, ground.network.dns)
    views, by_us = await asyncio.gather(
        _asked(hosts, servers, probe.timeout), _seen_by_host(hosts, ground, probe.timeout)
    )
    changed = [view for view in views if ground.memory.of(probe.id, FirstAnswers).differ(view)]
    detail: dict[str, Json] = {
        "answers": [_shown(view, view in changed) for view in views],
        "this_host": by_us,
    }
    return _judged(probe, ground, by_host(views), bool(changed), detail)


async def _asked(hosts: Sequence[str], servers: Sequence[NameServer], seconds: float) -> list[View]:
    """Every server about every host, hosts and then servers in the order given."""
    for host in hosts:
        checked_name(host)  # before any task runs that would outlive the error
    pairs = list(product(hosts, servers))
    answers = await asyncio.gather(*(ask(server, host, seconds) for host, server in pairs))
    return [View(host, str(server), answer) for (host, server), answer in zip(pairs, answers, strict=True)]


async def _seen_by_host(hosts: Sequence[str], ground: Ground, seconds: float) -> dict[str, Json]:
    """What `getaddrinfo` says; left out where our own calls do not use it either."""
    if ground.network.dns:
        return {}
    found = await asyncio.gather(*(_looked_up(host, ground, seconds) for host in hosts))
    return dict(zip(hosts, found, strict=True))


async def _looked_up(host: str, ground: Ground, seconds: float) -> Json:
    try:
        async with asyncio.timeout(seconds):
            lookup = await ground.shared.lookups.ask(host)
    except TimeoutError:
        return {"failure": f"no answer within {seconds:g} s"}
    return {"failure": lookup.failure} if lookup.failure else {"addresses": [*lookup.addresses]}


def _judged(
    probe: Probe,
    ground: Ground,
    hosts: Mapping[str, Sequence[View]],
    changed: bool,
    detail: Mapping[str, Json],
) -> Sample:
    decided = {host: deciding(views).answer for host, views in hosts.items()}
    failed = tuple(host for host, answer in decided.items() if answer.outcome is not Outcome.OK)
    good = [answer for answer in decided.values() if answer.outcome is Outcome.OK]
    ms = max((round(answer.ms, 1) for answer in good), default=None)
    said = clean_line(summary(hosts, ms))
    if failed and all(_is_proxied(host, ground) for host in failed):
        return unmeasured(probe, ground, f"{_PROXY_RESOLVES}; from here: {said}", detail)
    fields: dict[str, Value | None] = {
        "ok": not failed,
        "error": "dns" if failed else "none",
        "ms": ms,
        "failed": failed,
        "min_ttl": min((answer.ttl for answer in good if answer.ttl is not None), default=None),
        "changed": changed,
        "disagree": any(disagree(views) for views in hosts.values()),
    }
    return sampled(probe, ground, fields, said, detail)


def _is_proxied(host: str, ground: Ground) -> bool:
    return ground.proxies is not None and ground.proxies.carries(host, USUAL_PORTS["https"])


def _shown(view: View, changed: bool) -> Json:
    answer = view.answer
    return {
        "host": view.host,
        "server": view.server,
        "outcome": str(answer.outcome),
        "addresses": [*answer.records],
        "chain": [*answer.chain],
        "ttl": answer.ttl,
        "ms": round(answer.ms, 1),
        "note": answer.note,
        "changed": changed,
    }
