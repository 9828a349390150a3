"""Hosts that a book may reach: those the configuration names, and no other. No book can widen its own trust.

A placeholder stands for a whole `https://host[:port]`, so what follows it must begin the path: `{track}.evil.com`
and `{track}@evil.com` would be another host.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from cio_tui.core.probe import ENDPOINTS
from cio_tui.core.schema.faults import hint

if TYPE_CHECKING:
    from cio_tui.core.reading import Json
    from cio_tui.core.schema.check import Checked, Spot

_PLACEHOLDER = re.compile(r"\{([^{}]*)\}(.*)", re.DOTALL)
_UNSAFE = re.compile(r"""[^!-~]|[{}<>"\\^`|]""")
_HOST = r"(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z0-9-]{2,63}"
_HOST_AND_PORT = re.compile(rf"({_HOST})(:[0-9]{{1,5}})?")
_SERVER = re.compile(
    r"([0-9]{1,3}(?:\.[0-9]{1,3}){3}|\[[0-9a-fA-F:]+\]|[0-9a-fA-F]*:[0-9a-fA-F:]*:[0-9a-fA-F:]*)(:[0-9]{1,5})?"
)
_KNOWN_HOSTS = {
    "track.customer.io": "track",
    "track-eu.customer.io": "track",
    "api.customer.io": "app",
    "api-eu.customer.io": "app",
    "status.customerio.com": "status",
}
_HTTPS, _DNS = ":443", ":53"
"""Ports where none is written."""
_PLACEHOLDERS = ", ".join(f"{{{endpoint}}}" for endpoint in ENDPOINTS)


class Url:
    """`{endpoint}/path`, or `https://` and an allowed host."""

    def convert(self, value: object, spot: Spot) -> Checked | None:
        if not isinstance(value, str):
            spot.reject(value, "a URL in quotes")
            return None
        if value.startswith("{"):
            return value if _is_placed(value, spot) else None
        unsafe = _UNSAFE.search(value)
        if unsafe:
            spot.report(f"{unsafe[0]!r} cannot stand in a URL; percent-encode it", index=unsafe.start())
            return None
        return value if _is_allowed(value, spot) else None

    def json_schema(self) -> dict[str, Json]:
        return {"type": "string", "pattern": rf"^(\{{({'|'.join(ENDPOINTS)})\}}([/?].*)?|https://.+)$"}

    def words(self) -> str:
        return "URL of an [allowed host](#hosts)"


class Host:
    """`{endpoint}`, or an allowed host with or without a port."""

    def convert(self, value: object, spot: Spot) -> Checked | None:
        text = value if isinstance(value, str) else ""
        if text.startswith("{"):
            return text if _is_placed(text, spot, path=False) else None
        found = _HOST_AND_PORT.fullmatch(text)
        if found is None:
            spot.reject(value, "a host name, or a placeholder such as {track}")
            return None
        return text if _is_listed(found[1], found[2] or _HTTPS, spot) else None

    def json_schema(self) -> dict[str, Json]:
        return {"type": "string", "minLength": 1}

    def words(self) -> str:
        return "[allowed host](#hosts), as `{endpoint}`, `name` or `name:port`"


class Server:
    """The address of a name server."""

    def convert(self, value: object, spot: Spot) -> Checked | None:
        found = _SERVER.fullmatch(value) if isinstance(value, str) else None
        if found is None or not isinstance(value, str):
            spot.reject(value, "an IP address, with or without a port")
            return None
        return value if _is_listed(found[1].strip("[]"), found[2] or _DNS, spot) else None

    def json_schema(self) -> dict[str, Json]:
        return {"type": "string", "minLength": 1}

    def words(self) -> str:
        return "IP address of an [allowed host](#hosts), with or without a port"


def _is_placed(value: str, spot: Spot, *, path: bool = True) -> bool:
    found = _PLACEHOLDER.fullmatch(value)
    if found is None:
        spot.report(f"the brace is not closed; known: {_PLACEHOLDERS}")
        return False
    endpoint, rest = found[1], found[2]
    if endpoint not in ENDPOINTS:
        spot.report(f"no endpoint is called {endpoint}{hint(endpoint, ENDPOINTS)}", index=1)
    elif rest and not path:
        spot.report(f"write {{{endpoint}}} alone", index=len(endpoint) + 2)
    elif rest and rest[0] not in "/?":
        spot.report(
            f"what follows {{{endpoint}}} must start with /, or it would be another host",
            index=len(endpoint) + 2,
        )
    elif unsafe := _UNSAFE.search(rest):
        at = len(endpoint) + 2 + unsafe.start()
        spot.report(f"{unsafe[0]!r} cannot stand in a URL; percent-encode it", index=at)
    else:
        return True
    return False


def _is_allowed(value: str, spot: Spot) -> bool:
    try:
        parts = urlsplit(value)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        host, port = "", None
    if not host or parts.scheme not in {"http", "https"}:
        spot.report(f"not a URL: start with one of {_PLACEHOLDERS}, or with https://")
    elif parts.scheme == "http":
        spot.report("a probe speaks https only: what it reads decides what people do")
    elif "@" in parts.netloc:
        spot.report("a user name or password never stands in a URL; see auth")
    else:
        return _is_listed(host, f":{port}" if port else _HTTPS, spot)
    return False


def _is_listed(host: str, port: str, spot: Spot) -> bool:
    host = host.lower()
    if host in spot.check.hosts or f"{host}{port}" in spot.check.hosts:
        return True
    if host in _KNOWN_HOSTS:
        spot.report(f"write {{{_KNOWN_HOSTS[host]}}} for {host}, so that region and stand-ins hold")
    else:
        spot.report(f'{host} may not be probed: add "{host}" to hosts under [network] in your configuration')
    return False
