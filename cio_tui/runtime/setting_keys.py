"""Every key of the configuration with its check and default: one table for file, environment and `config show`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cio_tui.runtime.setting_checks import (
    CredentialSource,
    address,
    amount,
    count,
    credential,
    day,
    detour,
    host,
    listed,
    one_of,
    optional,
    path,
    reachable,
    share,
    text,
    url,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cio_tui.runtime.setting_checks import Check


class Key(NamedTuple):
    """One key of the configuration."""

    check: Check
    default: object = ""


def _from(variable: str) -> Key:
    return Key(credential, CredentialSource("env", (variable,)))


KEYS: Mapping[str, Key] = {
    "region": Key(one_of("us", "eu"), "us"),
    "label": Key(text, "prod"),
    "runbooks": Key(listed(path), ()),
    "workspace_id": Key(count, 0),
    "endpoints.track": Key(optional(url)),
    "endpoints.app": Key(optional(url)),
    "endpoints.status": Key(optional(url), "https://status.customerio.com"),
    "endpoints.control": Key(optional(url), "https://www.gstatic.com/generate_204"),
    "endpoints.webhook": Key(optional(url)),
    "endpoints.errors": Key(optional(url)),
    "endpoints.queue": Key(optional(url)),
    "network.dns": Key(listed(address), ()),
    "network.ca_file": Key(optional(path)),
    "network.connect_to": Key(listed(detour), ()),
    "network.hosts": Key(listed(reachable), ()),
    "credentials.site_id": _from("CUSTOMERIO_SITE_ID"),
    "credentials.track_api_key": _from("CUSTOMERIO_TRACK_API_KEY"),
    "credentials.app_api_key": _from("CUSTOMERIO_APP_API_KEY"),
    "credentials.webhook_signing_key": _from("CUSTOMERIO_WEBHOOK_SIGNING_KEY"),
    "credentials.rotated": Key(day, None),
    "sending.from": Key(optional(host)),
    "sending.account": Key(optional(host)),
    "sending.selectors": Key(listed(host), ()),
    "sending.links": Key(optional(host)),
    "log.dir": Key(optional(path)),
    "log.personal_data": Key(one_of("hash", "keep"), "hash"),
    "thresholds.api_error_rate": Key(share, 0.01),
    "thresholds.api_p99_latency_ms": Key(amount, 5000),
    "thresholds.bounce_rate": Key(share, 0.05),
    "thresholds.complaint_rate": Key(share, 0.001),
    "thresholds.delivery_rate": Key(share, 0.95),
    "thresholds.queue_depth": Key(amount, 10000),
    "thresholds.webhook_error_rate": Key(share, 0.05),
}
"""Dotted name to key; a table is whatever stands before a dot."""

REGIONS: Mapping[str, Mapping[str, str]] = {
    "us": {"endpoints.track": "https://track.customer.io", "endpoints.app": "https://api.customer.io"},
    "eu": {"endpoints.track": "https://track-eu.customer.io", "endpoints.app": "https://api-eu.customer.io"},
}
"""Defaults that follow from the region."""

PATHS = ("runbooks", "network.ca_file", "log.dir")
"""Keys that hold paths, besides the files of credentials."""
