"""Which host belongs to which datacenter. An account lives in one, and a wrong one is a matter of privacy."""

from __future__ import annotations

from typing import NamedTuple
from urllib.parse import urlsplit


class Region(NamedTuple):
    """One datacenter."""

    name: str
    """As `region` of the configuration has it."""
    track: str
    app: str
    links: str
    """Where a link-tracking domain leads."""


REGIONS = (
    Region("us", "track.customer.io", "api.customer.io", "e.customeriomail.com"),
    Region("eu", "track-eu.customer.io", "api-eu.customer.io", "e-eu.customeriomail.com"),
)


def region_of(url: str) -> Region | None:
    """The datacenter of a URL or host; None for a stand-in, a proxy or anything else."""
    host = (urlsplit(url).hostname or url).rstrip(".").lower()
    return next((region for region in REGIONS if host in region[1:]), None)
