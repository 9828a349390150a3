"""What a runbook asks to be measured, and the names each kind of probe publishes.

One table, PUBLISHED, is what the schema checks expressions against, what the probes fill and what the docs list;
naming anything else in an expression is a load error, never a silent zero.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Literal, NamedTuple

from cio_tui.core.probe_kind import ProbeKind as ProbeKind  # noqa: PLC0414  # named here for all others

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cio_tui.core.expr import Expression


class Unit(StrEnum):
    """What a published value is, so that `ms > 5s` can be checked and converted at load."""

    FLAG = "flag"
    TEXT = "text"
    COUNT = "count"
    LIST = "list"
    MILLISECONDS = "ms"
    SECONDS = "s"
    DAYS = "days"
    SHARE = "share"
    """A number between 0 and 1."""
    PERCENT = "per cent"
    """As people type it into a variable: 1.5, and not 0.015."""
    ANY = "any"
    """Whatever an `extract` path finds."""


COMMON: Mapping[str, Unit] = {
    "ok": Unit.FLAG,
    "verdict": Unit.TEXT,
    "error": Unit.TEXT,
    "ms": Unit.MILLISECONDS,
    "age": Unit.SECONDS,
}
"""Published by every kind. `error` is `none`, or what failed: `dns connect tls proxy timeout protocol body`."""

PUBLISHED: Mapping[ProbeKind, Mapping[str, Unit]] = {
    ProbeKind.HTTP: {
        "status": Unit.COUNT,
        "dns_ms": Unit.MILLISECONDS,
        "connect_ms": Unit.MILLISECONDS,
        "tls_ms": Unit.MILLISECONDS,
        "wait_ms": Unit.MILLISECONDS,
        "download_ms": Unit.MILLISECONDS,
        "address": Unit.TEXT,
        "skew_s": Unit.SECONDS,
    },
    ProbeKind.STATUSPAGE: {
        "indicator": Unit.TEXT,
        "description": Unit.TEXT,
        "incidents": Unit.COUNT,
        "worst": Unit.TEXT,
        "components_down": Unit.LIST,
        "updated_age": Unit.SECONDS,
        "maintenance": Unit.FLAG,
    },
    ProbeKind.DNS: {
        "failed": Unit.LIST,
        "min_ttl": Unit.SECONDS,
        "changed": Unit.FLAG,
        "disagree": Unit.FLAG,
    },
    ProbeKind.TLS: {
        "days_left": Unit.DAYS,
        "issuer": Unit.TEXT,
        "protocol": Unit.TEXT,
        "reason": Unit.TEXT,
        "chain": Unit.COUNT,
    },
    ProbeKind.LATENCY: {
        "n": Unit.COUNT,
        "lost": Unit.COUNT,
        "p50_ms": Unit.MILLISECONDS,
        "p90_ms": Unit.MILLISECONDS,
        "p99_ms": Unit.MILLISECONDS,
        "max_ms": Unit.MILLISECONDS,
        "jitter_ms": Unit.MILLISECONDS,
        "cold_ms": Unit.MILLISECONDS,
        "rate_failed": Unit.SHARE,
    },
    ProbeKind.DELIVERY: {
        "lag_p50_s": Unit.SECONDS,
        "lag_p90_s": Unit.SECONDS,
        "attempted_unsent": Unit.SHARE,
        "oldest_activity_s": Unit.SECONDS,
        "segments_building": Unit.COUNT,
        "n": Unit.COUNT,
    },
    ProbeKind.DOMAIN: {
        "spf": Unit.TEXT,
        "dkim": Unit.TEXT,
        "dmarc": Unit.TEXT,
        "mx": Unit.TEXT,
        "problems": Unit.LIST,
    },
    ProbeKind.WEBHOOK: {
        "status": Unit.COUNT,
        "address": Unit.TEXT,
        "public": Unit.FLAG,
        "unsigned_refused": Unit.FLAG,
    },
}
"""Names by kind, besides COMMON. An HTTP probe that got no answer publishes `status = 0`."""

ENDPOINTS = ("track", "app", "status", "control", "webhook", "errors", "queue")
"""Placeholders a URL may start with; their values come from the configuration."""

Auth = Literal["", "track", "app"]
Method = Literal["GET", "HEAD"]
Redirects = Literal["report", "follow"]


class HttpTarget(NamedTuple):
    """One GET or HEAD. A redirect is reported, or followed without the credential."""

    url: str
    """With its placeholder: `{track}/api/v1/accounts/region`."""
    method: Method = "GET"
    auth: Auth = ""
    expect: tuple[int, ...] = ()
    """Statuses that make `ok` true; empty means any 2xx."""
    redirects: Redirects = "report"
    extract: Mapping[str, str] = {}
    """Name to JSON path: `data.result[0].value[1]`."""
    max_body: int = 65_536
    """Decoded bytes read at most."""
    headers: Mapping[str, str] = {}


class StatusPageTarget(NamedTuple):
    """An Atlassian Statuspage `summary.json`."""

    url: str
    fallback: tuple[str, ...] = ()


class DnsTarget(NamedTuple):
    """Host names (or URL placeholders) asked of each resolver."""

    hosts: tuple[str, ...]
    servers: tuple[str, ...] = ()
    """`address` or `address:port`; empty means the configured ones, else this host's."""


class TlsTarget(NamedTuple):
    """Hosts (`host`, `host:port` or a placeholder) whose handshake and chain are read."""

    hosts: tuple[str, ...]


class LatencyTarget(NamedTuple):
    """A short series on a fixed schedule, timed from the intended start."""

    url: str
    samples: int = 5
    interval: float = 0.2
    """Seconds between intended starts."""


class DeliveryTarget(NamedTuple):
    """Lag of the messages of the last `window` seconds, read from the App API."""

    window: float = 3600.0


class DomainTarget(NamedTuple):
    """Mail records of a sending domain; empty fields come from `[sending]`."""

    domain: str = ""
    sending: str = ""
    selectors: tuple[str, ...] = ()


class WebhookTarget(NamedTuple):
    """Our own receiver. The unsigned POST goes out only when a person asks."""

    url: str


Target = (
    HttpTarget
    | StatusPageTarget
    | DnsTarget
    | TlsTarget
    | LatencyTarget
    | DeliveryTarget
    | DomainTarget
    | WebhookTarget
)


class Probe(NamedTuple):
    """One `[probe.ID]` table."""

    id: str
    kind: ProbeKind
    title: str
    target: Target
    every: float
    """Seconds between samples while all is well."""
    timeout: float
    """Seconds for the whole measurement, name resolution included."""
    fresh: float
    """Seconds after which its values are unknown."""
    failing: tuple[Expression, ...] = ()
    degraded: tuple[Expression, ...] = ()
    hint: Mapping[str, str] = {}
    """Advice by condition text, shown beside the finding it explains."""
