"""From what a book names (`{track}`, `host`, `host:port`, a URL) to a host and a port."""

from __future__ import annotations

import ipaddress
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from cio_tui.core.text import clean_line
from cio_tui.probes.failure import SetupError
from cio_tui.probes.url import USUAL_PORTS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cio_tui.probes.ground import Ground


class HostPort(NamedTuple):
    """One end of a connection."""

    host: str
    """Lower case, without brackets."""
    port: int

    def __str__(self) -> str:
        """As a person writes it: the port only where it is unusual."""
        if self.port == USUAL_PORTS["https"]:
            return self.host
        return f"[{self.host}]:{self.port}" if ":" in self.host else f"{self.host}:{self.port}"


def named_hosts(names: Iterable[str], ground: Ground) -> tuple[HostPort, ...]:
    """What the names stand for, in order, without repetition or those that are not configured.

    Raises SetupError for a name that is none.
    """
    located = (ground.locate(name) for name in names)
    return tuple(dict.fromkeys(_parsed(name) for name in located if name))


def is_address(host: str) -> bool:
    """Whether the host is an IP address, which needs no name server."""
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _parsed(text: str) -> HostPort:
    scheme = text.partition("://")[0] if "://" in text else "https"
    try:
        parts = urlsplit(text if "://" in text else f"https://{text}")
        host, port = parts.hostname, parts.port
    except ValueError:
        host, port = None, None
    if not host or not (port or scheme in USUAL_PORTS):
        raise SetupError(f"{clean_line(text, 80)!r} names no host: give a name such as track.customer.io")
    return HostPort(host.rstrip("."), port or USUAL_PORTS[scheme])
