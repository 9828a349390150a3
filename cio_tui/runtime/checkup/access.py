"""Credentials and proxies: what the probes will be allowed to ask, and through whom."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from cio_tui.probes.proxy import Proxies
from cio_tui.runtime.checkup.finding import DEGRADED, FAILING, OK, UNKNOWN, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from cio_tui.runtime.credentials import Credentials
    from cio_tui.runtime.settings import Settings

ROTATE_AFTER = timedelta(days=90)
NEEDED_FOR = {
    "site_id": "the Track API cannot be asked",
    "track_api_key": "the Track API cannot be asked",
    "app_api_key": "the App API cannot be asked",
}


def examine_access(
    settings: Settings, credentials: Credentials, environment: Mapping[str, str], today: date
) -> Iterator[Finding]:
    """Every credential, the age of the keys, endpoints in the clear, and the proxy. Runs credential commands."""
    for name, found in credentials.find_all().items():
        source = settings.credentials[name]
        if found.secret:
            yield Finding(name, OK, f"set ({source}) {found.secret.fingerprint}")
        elif found.problem:
            yield Finding(name, FAILING, found.problem)
        elif name in NEEDED_FOR:
            remedy = f"Set it ({source}), or name a private file or a command under [credentials]."
            yield Finding(name, UNKNOWN, f"not set: {NEEDED_FOR[name]}", remedy)
        else:
            yield Finding(name, OK, "not set; only checking webhook signatures needs it")
    yield from _rotation(settings.rotated, today)
    yield from _in_the_clear(settings.endpoints)
    yield _proxy(Proxies.from_environment(environment))


def _rotation(rotated: date | None, today: date) -> Iterator[Finding]:
    if rotated is None:
        return
    age = today - rotated
    if age > ROTATE_AFTER:
        remedy = "Rotate the keys, then set `rotated` under [credentials]."
        yield Finding("rotation", DEGRADED, f"keys were rotated {age.days} days ago, more than 90", remedy)
    else:
        yield Finding("rotation", OK, f"keys were rotated {age.days} days ago")


def _in_the_clear(endpoints: Mapping[str, str]) -> Iterator[Finding]:
    for name in ("track", "app"):
        if endpoints[name].startswith("http://"):
            text = f"{endpoints[name]} is asked over plain HTTP, its key included"
            yield Finding(f"endpoint {name}", DEGRADED, text, "Use https:// outside of a test.")


def _proxy(proxies: Proxies) -> Finding:
    if proxies.fault:
        return Finding("proxy", FAILING, proxies.fault)
    return Finding("proxy", OK, f"HTTPS goes through {proxies.name}" if proxies.name else "none")
