"""What every measurement stands on: where the endpoints are, how to reach them, and what may be shown.

A probe is given a Ground and nothing else, so a drill is the real probe on other ground. What is dear to
build (the trust store, 25 ms) is built once per ground, off the event loop, and shared by all probes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from cio_tui import __version__

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from datetime import datetime

    from cio_tui.core.probe import ProbeKind
    from cio_tui.core.redact import Redactor
    from cio_tui.core.secret import Secret
    from cio_tui.probes.memory import Memory
    from cio_tui.probes.proxy import Proxies
    from cio_tui.probes.shared import Shared
    from cio_tui.probes.trust import Trust

CREDENTIALS = ("site_id", "track_api_key", "app_api_key", "webhook_signing_key")

_PLACEHOLDER = re.compile(r"\{([a-z_]+)\}")


class ConnectTo(NamedTuple):
    """Go to another address for one host and port; the name in TLS and in the request stays the real one."""

    host: str
    """Lower case; empty means any."""
    port: int
    """0 means any."""
    to_host: str
    """Empty means unchanged."""
    to_port: int
    """0 means unchanged."""

    @classmethod
    def parse(cls, text: str) -> ConnectTo:
        """Read `host:port:address:port` as curl does: each may be empty, IPv6 stands in brackets."""
        parts = re.findall(r"(?:^|:)(\[[^\]]*\]|[^:\[\]]*)", text)
        if len(parts) != 4 or ":".join(parts) != text:
            raise ValueError(
                f"{text!r} is not HOST:PORT:ADDRESS:PORT, such as track.customer.io:443:127.0.0.1:8443"
            )
        host, port, to_host, to_port = parts
        return cls(host.strip("[]").lower(), _port(port, text), to_host.strip("[]"), _port(to_port, text))

    def matches(self, host: str, port: int) -> bool:
        """Whether a connection to this host and port goes elsewhere."""
        return self.host in ("", host.lower().rstrip(".")) and self.port in (0, port)


def _port(text: str, whole: str) -> int:
    """A port of 1 to 65535, or 0 for an empty one."""
    if not text:
        return 0
    if not (text.isascii() and text.isdigit() and 0 < int(text) < 65536):
        raise ValueError(f"{text!r} in {whole!r} is not a port between 1 and 65535")
    return int(text)


class Network(NamedTuple):
    """`[network]` of the configuration."""

    dns: tuple[str, ...] = ()
    """Name servers, `address` or `address:port`; empty means this host's own resolver."""
    ca_file: str = ""
    """PEM file trusted besides this host's store."""
    connect_to: tuple[ConnectTo, ...] = ()
    hosts: tuple[str, ...] = ()
    """Hosts that books may probe besides the endpoints."""

    def plays_internet(self, host: str, port: int) -> bool:
        """Whether this host plays the internet for that one, as in a drill: names and connections are both led here."""
        return bool(self.dns) and self.override(host, port) is not None

    def override(self, host: str, port: int) -> tuple[str, int] | None:
        """Where `connect_to` sends this host and port, if anywhere; the first match counts."""
        for rule in self.connect_to:
            if rule.matches(host, port):
                return rule.to_host or host, rule.to_port or port
        return None


class Sending(NamedTuple):
    """`[sending]` of the configuration: whose mail records the `domain` probe reads."""

    domain: str = ""
    """Domain of the From address."""
    account: str = ""
    """Customer.io's subdomain of it: `cio12345.example.com`."""
    selectors: tuple[str, ...] = ()
    """DKIM selectors."""
    links: str = ""
    """Host of tracked links: `link.example.com`."""


class Ground(NamedTuple):
    """Everything a probe may know about where it runs."""

    endpoints: Mapping[str, str]
    """Placeholder name to base URL; an empty one is not configured."""
    credential: Callable[[str], Secret | None]
    """One of CREDENTIALS by name, or None if it is not set."""
    wall: Callable[[], datetime]
    """Now, UTC. Dates samples; durations are measured on a clock of their own."""
    mono: Callable[[], float]
    """Seconds on the conductor's clock."""
    shared: Shared
    memory: Memory
    network: Network = Network()
    sending: Sending = Sending()
    proxies: Proxies | None = None
    """Read from the environment by whoever makes the ground; None means none."""
    user_agent: str = f"cio-tui/{__version__}"

    @property
    def known_hosts(self) -> frozenset[str]:
        """Where probes may go: the hosts of the endpoints and those of `[network] hosts`."""
        endpoints = (urlsplit(base).hostname for base in self.endpoints.values())
        return frozenset(self.network.hosts).union(host for host in endpoints if host)

    def locate(self, url: str) -> str | None:
        """A probe's URL or host with its placeholder filled in; None if that endpoint is not configured."""
        found = _PLACEHOLDER.match(url)
        if found is None:
            return url
        base = self.endpoints.get(found[1], "")
        return base.rstrip("/") + url[found.end() :] if base else None

    async def trust(self) -> Trust:
        """The certificates this ground believes in. Raises SetupError if they cannot be read."""
        return await self.shared.trust(self.network.ca_file)

    def begin_trust(self) -> None:
        """Have them read meanwhile."""
        self.shared.begin_trust(self.network.ca_file)

    def load(self, kinds: Iterable[ProbeKind]) -> None:
        """Pay for the imports of these kinds at once, before there is an event loop."""
        self.shared.load(self.network, kinds)

    async def prewarm(self, kinds: Iterable[ProbeKind] = ()) -> None:
        """Pay for imports and the trust store before the first timed sample of these kinds, off the event loop."""
        await self.shared.prewarm(self.network, kinds)

    @property
    def redactor(self) -> Redactor:
        """Knows every credential of this ground."""
        known = {name: secret for name in CREDENTIALS if (secret := self.credential(name))}
        if self.proxies and self.proxies.password:
            known["proxy_password"] = self.proxies.password
        return self.shared.redactor(known)

    def redact(self, text: str) -> str:
        """The text without any credential in any form. Redact first, then clean: a cut may halve a key."""
        return self.redactor.redact(text)
