"""Which of the addresses that webhooks come from does a firewall let in? Older lists had four or six of the ten."""

from __future__ import annotations

import ipaddress
import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    Network = ipaddress.IPv4Network | ipaddress.IPv6Network

_TOKEN = re.compile(r"[0-9A-Fa-f:.]{2,45}(?:/\d{1,3})?")
_COMMENT = re.compile(r"(?m)(?:^|\s)#.*$")


class Admission(NamedTuple):
    """The vendor's addresses against a list."""

    admitted: tuple[str, ...]
    missing: tuple[str, ...]
    """In the vendor's order."""
    others: tuple[str, ...]
    """Entries of the list that let in none of them."""


def networks_in(text: str) -> tuple[Network, ...]:
    """Every address and network in a text of any form: one a line, JSON, a firewall's export; `#` begins a comment."""
    found = (_network(token) for token in _TOKEN.findall(_COMMENT.sub("", text)))
    return tuple(dict.fromkeys(network for network in found if network))


def compare(addresses: Sequence[str], networks: Sequence[Network]) -> Admission:
    """Addresses that are none count as missing."""
    known = {address: _network(address) for address in addresses}
    admitted = {
        address for address, single in known.items() if any(_holds(network, single) for network in networks)
    }
    return Admission(
        tuple(address for address in addresses if address in admitted),
        tuple(address for address in addresses if address not in admitted),
        tuple(_shown(one) for one in networks if not any(_holds(one, single) for single in known.values())),
    )


def _network(text: str) -> Network | None:
    try:
        return ipaddress.ip_network(text, strict=False)
    except ValueError:
        return None


def _holds(network: Network, single: Network | None) -> bool:
    return single is not None and network.version == single.version and single.network_address in network


def _shown(network: Network) -> str:
    return str(network.network_address) if network.prefixlen == network.max_prefixlen else str(network)
