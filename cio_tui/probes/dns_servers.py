"""Which name servers are asked: those the book names, else the configured ones, else this host's own."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import dns.exception
import dns.resolver

from cio_tui.core.text import clean_line
from cio_tui.probes.failure import SetupError

if TYPE_CHECKING:
    from collections.abc import Iterable

RESOLV_CONF = Path("/etc/resolv.conf")
DNS_PORT = 53


@dataclass(frozen=True, slots=True)
class NameServer:
    """Where queries go."""

    address: str
    port: int = DNS_PORT

    @classmethod
    def parse(cls, text: str) -> NameServer:
        """Read `10.0.0.2`, `10.0.0.2:5353`, `::1` or `[::1]:53`. Raises SetupError with the remedy."""
        address, colon, port = text.rpartition(":")
        if not colon or (":" in address and not address.endswith("]")):
            address, port = text, ""
        address = address.removeprefix("[").removesuffix("]")
        try:
            ipaddress.ip_address(address)
            number = int(port) if port else DNS_PORT
        except ValueError:
            number = 0
        if not 0 < number < 65536:
            raise SetupError(
                f"{clean_line(text, 80)!r} is not a name server: give an address such as 10.0.0.2:53"
            )
        return cls(address, number)

    def __str__(self) -> str:
        """As a person writes it: the port only where it is unusual."""
        if self.port == DNS_PORT:
            return self.address
        return f"[{self.address}]:{self.port}" if ":" in self.address else f"{self.address}:{self.port}"


def chosen_servers(asked_for: Iterable[str], configured: Iterable[str]) -> tuple[NameServer, ...]:
    """The servers of a probe, in order, without repetition. Raises SetupError if there are none."""
    named = tuple(asked_for) or tuple(configured)
    servers = [NameServer.parse(text) for text in named] if named else host_servers(RESOLV_CONF)
    return tuple(dict.fromkeys(servers))


def host_servers(path: Path) -> list[NameServer]:
    """This host's own resolvers. Raises SetupError if it names none."""
    resolver = dns.resolver.Resolver(configure=False)
    try:
        resolver.read_resolv_conf(str(path))
    except (dns.exception.DNSException, OSError, ValueError) as error:
        raise SetupError(f"{path} names no name server; list them under dns in [network]") from error
    return [NameServer.parse(str(server)) for server in resolver.nameservers]
