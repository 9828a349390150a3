"""The vendor's status page, as Statuspage serves it, and the old host that only redirects.

It says what the scenario lets it say: a green page beside failing APIs is the normal first half hour.
"""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from cio_tui.core.times import stamp
from cio_tui.sim.exchange import Answer, answer_html, answer_json
from cio_tui.sim.sites import OLD_STATUS_HOST, STATUS_HOST

if TYPE_CHECKING:
    from cio_tui.sim.catalogue import Item
    from cio_tui.sim.exchange import Call
    from cio_tui.sim.faults import PageIncident
    from cio_tui.sim.scene import Scene

PAGE_ID = "w4qr97njbszt"

COMPONENTS = {
    "Javascript Tracker": "c0jstrack0001",
    "Data Collection": "c0collect0002",
    "Data Processing": "c0process0003",
    "Message Sending": "c0sending0004",
    "Management Interface": "c0manage00005",
    "Knowledge Base": "c0kbase000006",
    "Third-Party Services": "c0third000007",
    "Example email provider": "c0thirdaa0008",
    "Example SMS provider": "c0thirdbb0009",
}
_GROUP = "Third-Party Services"
_CHILDREN = ("Example email provider", "Example SMS provider")


def answer_status(call: Call, scene: Scene) -> Answer:
    """One of the page's JSON documents, with an ETag; 304 when the caller has it already."""
    if call.host == OLD_STATUS_HOST:
        location = ("location", f"https://{STATUS_HOST}{call.target}")
        return replace(answer_html(301), headers=(("content-type", "text/html"), location))
    parts = _DOCUMENTS.get(call.path)
    if parts is None or not call.reads:
        return answer_html(404)
    sections = _sections(scene)
    answer = answer_json({name: sections[name] for name in parts})
    etag = ("etag", f'W/"{hashlib.sha256(answer.body).hexdigest()[:32]}"')
    if call.headers.get("if-none-match") == etag[1]:
        return Answer(304, headers=(etag,))
    return replace(answer, headers=(*answer.headers, etag))


_DOCUMENTS = {
    "/api/v2/summary.json": ("page", "components", "incidents", "scheduled_maintenances", "status"),
    "/api/v2/status.json": ("page", "status"),
    "/api/v2/components.json": ("page", "components"),
    "/api/v2/incidents.json": ("page", "incidents"),
    "/api/v2/incidents/unresolved.json": ("page", "incidents"),
    "/api/v2/scheduled-maintenances.json": ("page", "scheduled_maintenances"),
    "/api/v2/scheduled-maintenances/upcoming.json": ("page", "scheduled_maintenances"),
}


def _sections(scene: Scene) -> Item:
    page = scene.conditions.page
    posted = _iso(scene.began + page.posted)
    affected: list[Item] = [each for each in _components(scene, posted) if each["name"] in page.components]
    incidents = [_incident(each, number, posted, affected) for number, each in enumerate(page.incidents)]
    return {
        "page": {
            "id": PAGE_ID,
            "name": "Customer.io",
            "url": f"https://{STATUS_HOST}",
            "time_zone": "Etc/UTC",
            "updated_at": posted,
        },
        "status": {"indicator": page.indicator, "description": page.description},
        "components": [*_components(scene, posted)],
        "incidents": [*incidents],
        "scheduled_maintenances": [_maintenance(scene)] if page.maintenance else [],
    }


def _components(scene: Scene, posted: str) -> list[Item]:
    return [
        _component(name, place, scene.conditions.page.components, posted)
        for place, name in enumerate(COMPONENTS)
    ]


def _component(name: str, place: int, states: object, posted: str) -> Item:
    known = states if isinstance(states, dict) else {}
    component: Item = {
        "id": COMPONENTS[name],
        "name": name,
        "status": known.get(name, "operational"),
        "created_at": "2014-03-11T17:05:21.000Z",
        "updated_at": posted,
        "position": place + 1,
        "description": "track.customer.io" if name == "Data Collection" else None,
        "showcase": name != _GROUP,
        "start_date": None,
        "group_id": COMPONENTS[_GROUP] if name in _CHILDREN else None,
        "page_id": PAGE_ID,
        "group": name == _GROUP,
        "only_show_if_degraded": False,
    }
    return (
        {**component, "components": [COMPONENTS[child] for child in _CHILDREN]}
        if name == _GROUP
        else component
    )


def _incident(incident: PageIncident, number: int, posted: str, affected: list[Item]) -> Item:
    incident_id = f"sim0incident{number}"
    update: Item = {
        "id": f"sim0update{number}",
        "status": incident.status,
        "body": incident.body,
        "incident_id": incident_id,
        "created_at": posted,
        "updated_at": posted,
        "display_at": posted,
        "affected_components": None,
    }
    return {
        **_notice(incident_id, incident.name, incident.status, incident.impact, posted),
        "incident_updates": [update],
        "components": [*affected],
        "reminder_intervals": None,
    }


def _maintenance(scene: Scene) -> Item:
    announced, begins = _iso(scene.began - 86_400), scene.began - 600
    return {
        **_notice(
            "sim0maintenance", "Scheduled database maintenance", "in_progress", "maintenance", announced
        ),
        "incident_updates": [],
        "components": [],
        "scheduled_for": _iso(begins),
        "scheduled_until": _iso(begins + 3600),
    }


def _notice(notice_id: str, name: str, status: str, impact: str, posted: str) -> Item:
    return {
        "id": notice_id,
        "name": name,
        "status": status,
        "created_at": posted,
        "updated_at": posted,
        "monitoring_at": posted if status == "monitoring" else None,
        "resolved_at": None,
        "impact": impact,
        "shortlink": "https://stspg.io/simulated",
        "started_at": posted,
        "page_id": PAGE_ID,
    }


def _iso(moment: float) -> str:
    return stamp(datetime.fromtimestamp(moment, UTC))
