"""The kinds of probes by name: whoever only looks one up need not load what each kind measures."""

from __future__ import annotations

from enum import StrEnum


class ProbeKind(StrEnum):
    """The kinds of schema 1."""

    HTTP = "http"
    STATUSPAGE = "statuspage"
    DNS = "dns"
    TLS = "tls"
    LATENCY = "latency"
    DELIVERY = "delivery"
    DOMAIN = "domain"
    WEBHOOK = "webhook"
