"""The keys of a scenario file, as one table: what it lists can be set, anything else is a mistake.

Each section replaces what was set before as a whole; what it leaves out is healthy again.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from cio_tui.sim import faults
from cio_tui.sim.catalogue import CAMPAIGNS
from cio_tui.sim.own_side import ERROR_CODES
from cio_tui.sim.people import population
from cio_tui.sim.scenario_shapes import (
    choice,
    duration,
    flag,
    listing,
    made,
    number,
    ramp,
    share,
    table,
    text,
    whole,
)
from cio_tui.sim.sites import Place
from cio_tui.sim.status_page import COMPONENTS
from cio_tui.sim.timeline import QueueChange
from cio_tui.sim.workspace_faults import CampaignState, PersonState

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cio_tui.sim.scenario_shapes import Shape, Spot

REGIONS = ("us", "eu")

_INDICATORS = ("none", "minor", "major", "critical", "maintenance")
_COMPONENT_STATES = ("degraded_performance", "partial_outage", "major_outage", "under_maintenance")
_INCIDENT_STATES = ("investigating", "identified", "monitoring")
_IMPACTS = ("none", "minor", "major", "critical")

_CAMPAIGN = made(CampaignState, {"state": choice(("running", "stopped", "draft")), "event_name": text})

_RECORD = choice(faults.RecordState)
_KEY = choice(faults.KeyState)

_HTTP_FAULT = made(
    faults.HttpFault,
    {
        "status": whole(200, 599),
        "manner": choice(faults.Manner),
        "share": share,
        "retry_after": whole(0, 86_400),
        "latency": ramp(duration),
    },
)

_INCIDENT = made(
    faults.PageIncident,
    {"name": text, "status": choice(_INCIDENT_STATES), "impact": choice(_IMPACTS), "body": text},
    needs=("name",),
)

_PAGE_KEYS: Mapping[str, Shape] = {
    "indicator": choice(_INDICATORS),
    "description": text,
    "components": table(tuple(COMPONENTS), choice(_COMPONENT_STATES)),
    "incidents": listing(_INCIDENT),
    "maintenance": flag,
}

_RECEIVER_KEYS: Mapping[str, Shape] = {
    "error_rate": ramp(share),
    "accepts_unsigned": flag,
    "silent": flag,
    "known_addresses": whole(0, 10),
    "crashes_on": text,
    "wrong_key": flag,
}


def _page(value: object, spot: Spot) -> object:
    """The page dates from the change that sets it."""
    page = made(faults.Page, _PAGE_KEYS)(value, spot)
    return replace(page, posted=spot.at) if isinstance(page, faults.Page) else page


def _receiver(value: object, spot: Spot) -> object:
    """`silent = true` counts from the change that sets it."""

    def build(*, silent: bool = False, **others: object) -> object:
        return faults.Receiver(**others, silent_since=spot.at if silent else None)  # type: ignore[arg-type]

    return made(build, _RECEIVER_KEYS)(value, spot)


CHANGE_KEYS: Mapping[str, Shape] = {
    "at": duration,
    "say": text,
    "http": table(Place, _HTTP_FAULT),
    "tls": table(Place, choice(faults.TlsFault)),
    "dns": table(Place, choice(faults.DnsFault)),
    "keys": made(faults.Keys, {"track": _KEY, "app": _KEY}),
    "account": made(faults.Account, {"region": choice(REGIONS), "workspace_id": whole(1, 2**31)}),
    "page": _page,
    "delivery": made(
        faults.Delivery,
        {
            "lag": ramp(duration),
            "attempted": ramp(share),
            "activity_age": ramp(duration),
            "segments_building": whole(0, 5),
            "bounced": share,
        },
    ),
    "queue": made(QueueChange, {"depth": number, "rate": number}),
    "errors": table(ERROR_CODES, ramp(share)),
    "receiver": _receiver,
    "mail": made(faults.Mail, {"spf": _RECORD, "dkim": _RECORD, "dmarc": _RECORD, "mx": _RECORD}),
    "people": table(tuple(population()), choice(PersonState)),
    "campaigns": table(tuple(str(each["id"]) for each in CAMPAIGNS), _CAMPAIGN),
}
"""Keys of `[[change]]`."""

SCENARIO_KEYS: Mapping[str, Shape] = {
    "id": text,
    "title": text,
    "books": listing(text),
    "region": choice(REGIONS),
    "description": text,
    "hint": text,
    "report": text,
    "length": duration,
}
"""Keys of `[scenario]`."""
