"""The certificate and protocol of each host: one handshake each, all at once; the worst host decides the fields.

Days left are those of the shortest-lived certificate in the chain: an intermediate that expires takes the leaf with it.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cio_tui.core.probe import TlsTarget
from cio_tui.core.reading import NOT_CONFIGURED
from cio_tui.core.text import clean_line
from cio_tui.probes.certificate import Certificate, PeerCertificate, certificate_of
from cio_tui.probes.hosts import named_hosts
from cio_tui.probes.sampling import sampled, unmeasured
from cio_tui.probes.tls_findings import faults, refined, shortest_lived
from cio_tui.probes.tls_handshake import Handshake, shake_hands

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from cio_tui.core.probe import Probe
    from cio_tui.core.reading import Json, Sample, Value
    from cio_tui.probes.ground import Ground
    from cio_tui.probes.hosts import HostPort


@dataclass(frozen=True, slots=True)
class Inspection:
    """A handshake and what its certificates say."""

    shaken: Handshake
    chain: tuple[Certificate, ...]
    """As sent, the host's own first."""
    days_left: float | None
    reason: str
    """Why it failed, in words; empty if it did not."""
    also: tuple[str, ...]
    """What else is wrong with the certificates."""

    @property
    def badness(self) -> tuple[bool, float]:
        """Orders hosts from good to bad: failed ones last, the next to expire before them."""
        return bool(self.reason), -(self.days_left if self.days_left is not None else 0.0)


async def measure(probe: Probe, ground: Ground) -> Sample:
    """One handshake with each host, all within the probe's timeout."""
    if not isinstance(probe.target, TlsTarget):
        raise TypeError(probe.kind)
    hosts = named_hosts(probe.target.hosts, ground)
    if not hosts:
        return unmeasured(probe, ground, NOT_CONFIGURED)
    shaken = await _all_shaken(hosts, ground, probe.timeout)
    now = ground.wall()
    worst, *others = sorted(
        (_inspected(one, now) for one in shaken), key=lambda one: one.badness, reverse=True
    )
    detail: dict[str, Json] = {"hosts": [_shown(one) for one in (worst, *others)]}
    return sampled(probe, ground, _fields(worst), _summary(worst, others), detail)


async def _all_shaken(hosts: Sequence[HostPort], ground: Ground, seconds: float) -> list[Handshake]:
    try:
        async with asyncio.TaskGroup() as group:
            tasks = [group.create_task(shake_hands(ground, host, seconds)) for host in hosts]
    except ExceptionGroup as several:  # only ever our own set-up, which all hosts share
        raise several.exceptions[0] from several
    return [task.result() for task in tasks]


def _inspected(shaken: Handshake, now: datetime) -> Inspection:
    read = _read_closely if shaken.exchange.error else _read
    chain = read(shaken.sent)
    ends_first = shortest_lived(read(shaken.relied_on) or chain)
    cause = refined(shaken.exchange.cause, shaken.verify_code, chain, now)
    return Inspection(
        shaken=shaken,
        chain=chain,
        days_left=round(ends_first.days_left(now), 2) if ends_first else None,
        reason=cause,
        also=faults(chain, shaken.host.host, now),
    )


def _read(chain: Sequence[PeerCertificate]) -> tuple[Certificate, ...]:
    """What `ssl` says of certificates it has verified."""
    return tuple(certificate for peer in chain if (certificate := certificate_of(peer)))


def _read_closely(chain: Sequence[PeerCertificate]) -> tuple[Certificate, ...]:
    """Keys and signatures too, also of certificates that break the rules."""
    from cio_tui.probes.certificate_reading import read_certificate

    return tuple(certificate for peer in chain if (certificate := read_certificate(peer.der)))


def _fields(one: Inspection) -> dict[str, Value | None]:
    return {
        "ok": not one.reason,
        "error": one.shaken.exchange.error or "none",
        "ms": round(one.shaken.exchange.ms, 1),
        "days_left": one.days_left,
        "issuer": one.chain[0].issuer if one.chain else None,
        "protocol": one.shaken.protocol or None,
        "reason": one.reason or "none",
        "chain": len(one.shaken.sent) or None,
    }


def _summary(worst: Inspection, others: Sequence[Inspection]) -> str:
    """The cause, or how long all is well: `api.customer.io: certificate expired 3 days ago; 2 others are well`."""
    host = worst.shaken.host
    failed = sum(bool(one.reason) for one in others)
    if not others:
        said = worst.reason or f"{_life(worst)}, {worst.shaken.protocol}, from {_issuer(worst)}"
    elif worst.reason:
        said = f"{host}: {worst.reason}" + (
            f"; {failed} more fail{'s' if failed == 1 else ''}" if failed else ""
        )
    else:
        said = f"{len(others) + 1} hosts, {_life(worst)} for {host}"
    return clean_line(said)


def _life(one: Inspection) -> str:
    return f"{one.days_left:.0f} days left" if one.days_left is not None else "days left unknown"


def _issuer(one: Inspection) -> str:
    return one.chain[0].issuer if one.chain else "an unreadable certificate"


def _shown(one: Inspection) -> Json:
    exchange = one.shaken.exchange
    return {
        "host": str(one.shaken.host),
        "address": exchange.address,
        "via": exchange.via,
        "hint": f"an issuer you do not know means that {exchange.via} reads the traffic"
        if exchange.via
        else "",
        "ms": round(exchange.ms, 1),
        "phases": {step: round(ms, 2) for step, ms in exchange.timeline.phases.items()},
        "reason": one.reason or "none",
        "also": [*one.also],
        "protocol": one.shaken.protocol,
        "cipher": exchange.tls[1] if exchange.tls else "",
        "days_left": one.days_left,
        "chain": [_described(certificate) for certificate in one.chain],
    }


def _described(certificate: Certificate) -> Json:
    return {
        "subject": certificate.subject,
        "issuer": certificate.issuer,
        "names": [*certificate.names],
        "not_before": f"{certificate.not_before:%Y-%m-%dT%H:%M:%SZ}",
        "not_after": f"{certificate.not_after:%Y-%m-%dT%H:%M:%SZ}",
        "key": certificate.key,
        "signature": certificate.signature,
        "fingerprint": certificate.fingerprint,
    }
