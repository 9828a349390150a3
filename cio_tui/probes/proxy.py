"""HTTPS_PROXY and NO_PROXY, read by us: a bad value is a sentence about that value, never a crash at start.

httpx raises InvalidURL for `NO_PROXY=fd00::/8` and takes `10.0.0.0/8` literally. Only HTTPS_PROXY counts, since
every public endpoint is HTTPS; what a book probes over plain HTTP is this network's own and is reached directly.
"""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote, urlsplit

from cio_tui.core.secret import Secret
from cio_tui.core.text import clean_line
from cio_tui.probes.failure import SetupError

if TYPE_CHECKING:
    from collections.abc import Mapping

_REMEDY = "it should look like http://proxy.example.com:3128"


class Proxies(NamedTuple):
    """The proxy of this environment, and the hosts that do not go through it."""

    host: str = ""
    """Empty means no proxy."""
    port: int = 80
    user: str = ""
    password: Secret | None = None
    exempt: tuple[str, ...] = ()
    """NO_PROXY: `*`, names with all names below them, addresses, networks; `:port` narrows a name or address."""
    fault: str = ""
    """Why HTTPS_PROXY cannot be used, as a sentence with the remedy."""

    @classmethod
    def from_environment(cls, environment: Mapping[str, str]) -> Proxies:
        """Read the variables, lower case first as curl does. Never raises: see `fault`."""
        value = environment.get("https_proxy") or environment.get("HTTPS_PROXY") or ""
        listed = environment.get("no_proxy") or environment.get("NO_PROXY") or ""
        exempt = tuple(listed.lower().replace(",", " ").split())
        if not value.strip():
            return cls(exempt=exempt)
        try:
            return _parsed(value.strip(), exempt)
        except ValueError:  # what it says may quote the value, password and all
            return cls(exempt=exempt, fault=f"HTTPS_PROXY is not a proxy's address; {_REMEDY}")

    @property
    def name(self) -> str:
        """`proxy.example.com:3128`, or empty without a proxy; never its password."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return f"{host}:{self.port}" if host else ""

    def carries(self, host: str, port: int) -> bool:
        """Whether a connection to this host and port goes through the proxy. Raises SetupError for a bad one."""
        if not (self.host or self.fault) or any(_covers(entry, host, port) for entry in self.exempt):
            return False
        if _is_loopback(host):
            return False  # the proxy's own loopback is never what is meant
        if self.fault:
            raise SetupError(self.fault)
        return True


def _parsed(value: str, exempt: tuple[str, ...]) -> Proxies:
    """Raises ValueError if the value is no proxy URL."""
    parts = urlsplit(value if "://" in value else f"http://{value}")
    if parts.scheme != "http":
        fault = (
            f"HTTPS_PROXY names a proxy of the kind {clean_line(parts.scheme, 20)}://, which is not supported"
        )
        return Proxies(exempt=exempt, fault=f"{fault}; {_REMEDY}")
    if not parts.hostname or not parts.hostname.isprintable():
        raise ValueError("no host")
    password = Secret(unquote(parts.password)) if parts.password else None
    return Proxies(parts.hostname, parts.port or 80, unquote(parts.username or ""), password, exempt)


def _covers(entry: str, host: str, port: int) -> bool:
    """Whether one NO_PROXY entry exempts the host. An entry that cannot be read exempts nothing."""
    name, narrowed = _split_port(entry)
    if narrowed not in (None, port):
        return False
    host = host.lower().rstrip(".")
    if name == "*":
        return True
    address = _address(host)
    if address is not None:
        return _network_holds(name, address)
    name = name.removeprefix("*").strip(".")
    return bool(name) and (host == name or host.endswith(f".{name}"))


def _split_port(entry: str) -> tuple[str, int | None]:
    """`name:443` and `[::1]:443` taken apart; a bare IPv6 address or network has no port."""
    name, colon, port = entry.rpartition(":")
    if colon and port.isdigit() and (":" not in name or name.endswith("]")):
        return name.strip("[]"), int(port)
    return entry.strip("[]"), None


def _network_holds(name: str, address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    try:
        return address in ipaddress.ip_network(name, strict=False)
    except ValueError:
        return False


def _address(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _is_loopback(host: str) -> bool:
    address = _address(host)
    return host.lower() == "localhost" or (address is not None and address.is_loopback)
