"""The host names the simulator answers for, and which of them a fault is aimed at.

Faults name a place (`track`), not a host: a fault strikes the scenario's own region, the other region stays well,
as in the vendor's history of one-region incidents.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

Region = Literal["us", "eu"]


class Place(StrEnum):
    """What a fault can be aimed at."""

    TRACK = "track"
    APP = "app"
    STATUS = "status"
    CONTROL = "control"
    WEBHOOK = "webhook"
    METRICS = "metrics"


@dataclass(frozen=True, slots=True)
class Site:
    """One host name."""

    host: str
    place: Place
    region: Region | None = None
    """None where one host serves both regions."""


CONTROL_HOST = "control.example.net"
RECEIVER_HOST = "hooks.example.com"
METRICS_HOST = "metrics.example.com"
STATUS_HOST = "status.customerio.com"
OLD_STATUS_HOST = "status.customer.io"

SITES = {
    site.host: site
    for site in (
        Site("track.customer.io", Place.TRACK, "us"),
        Site("track-eu.customer.io", Place.TRACK, "eu"),
        Site("api.customer.io", Place.APP, "us"),
        Site("api-eu.customer.io", Place.APP, "eu"),
        Site(STATUS_HOST, Place.STATUS),
        Site(OLD_STATUS_HOST, Place.STATUS),
        Site(CONTROL_HOST, Place.CONTROL),
        Site(RECEIVER_HOST, Place.WEBHOOK),
        Site(METRICS_HOST, Place.METRICS),
    )
}


def site_struck(host: str, region: Region) -> Place | None:
    """The place whose faults hold for this host while the scenario plays in `region`."""
    site = SITES.get(host)
    if site is None or site.region not in (None, region):
        return None
    return site.place


def host_of(place: Place, region: Region) -> str:
    """The host a configuration for `region` uses for this place."""
    return next(site.host for site in SITES.values() if site.place is place and site.region in (None, region))
