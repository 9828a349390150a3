"""From checked tables to probes, each with the target of its kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, assert_never, cast

from cio_tui.core.probe import (
    DeliveryTarget,
    DnsTarget,
    DomainTarget,
    HttpTarget,
    LatencyTarget,
    Probe,
    ProbeKind,
    StatusPageTarget,
    TlsTarget,
    WebhookTarget,
)
from cio_tui.core.schema import take
from cio_tui.core.schema.check import rows

if TYPE_CHECKING:
    from cio_tui.core.probe import Auth, Method, Redirects, Target
    from cio_tui.core.schema.check import Checked, Row


def build_probes(tables: Checked | None) -> dict[str, Probe]:
    """Them all, by id."""
    return {name: _probe(name, row) for name, row in rows(tables).items()}


def _probe(name: str, row: Row) -> Probe:
    every = take.number(row, "every")
    return Probe(
        id=name,
        kind=ProbeKind(take.text(row, "kind")),
        title=take.text(row, "title") or name,
        target=_target(row),
        every=every,
        timeout=take.number(row, "timeout"),
        fresh=take.number(row, "fresh") or 3 * every,
        failing=take.conditions(row, "failing"),
        degraded=take.conditions(row, "degraded"),
        hint=dict(take.hints(row).values()),
    )


def _target(row: Row) -> Target:
    """What a probe asks."""
    kind = ProbeKind(take.text(row, "kind"))
    match kind:
        case ProbeKind.HTTP:
            return _http(row)
        case ProbeKind.STATUSPAGE:
            return StatusPageTarget(take.text(row, "url"), take.texts(row, "fallback"))
        case ProbeKind.DNS:
            return DnsTarget(take.texts(row, "hosts"), take.texts(row, "servers"))
        case ProbeKind.TLS:
            return TlsTarget(take.texts(row, "hosts"))
        case ProbeKind.LATENCY:
            return LatencyTarget(
                take.text(row, "url"), take.whole(row, "samples"), take.number(row, "interval")
            )
        case ProbeKind.DELIVERY:
            return DeliveryTarget(take.number(row, "window"))
        case ProbeKind.DOMAIN:
            return DomainTarget(
                take.text(row, "domain"), take.text(row, "sending"), take.texts(row, "selectors")
            )
        case ProbeKind.WEBHOOK:
            return WebhookTarget(take.text(row, "url"))
        case _:
            assert_never(kind)


def _http(row: Row) -> HttpTarget:
    return HttpTarget(
        url=take.text(row, "url"),
        method=cast("Method", take.text(row, "method")),
        auth=cast("Auth", take.text(row, "auth")),
        expect=take.wholes(row, "expect"),
        redirects=cast("Redirects", take.text(row, "redirects")),
        extract={name: str(path) for name, path in take.table(row, "extract").items()},
        max_body=take.whole(row, "max_body"),
        headers={name: str(value) for name, value in take.table(row, "headers").items()},
    )
