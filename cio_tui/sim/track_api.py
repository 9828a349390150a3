"""The Track API: one read, and the writes that a drill must be able to see happen.

An identify is an upsert and answers 200 for anybody; that is the trap the runbooks warn of, so it is real here.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from cio_tui.sim.exchange import Answer, answer_html, answer_json, meta_error, meta_errors
from cio_tui.sim.routes import Routes
from cio_tui.sim.sites import SITES, Place, host_of
from cio_tui.sim.track_v2 import answer_batch, answer_entity

if TYPE_CHECKING:
    from cio_tui.sim.exchange import Call
    from cio_tui.sim.people import Person
    from cio_tui.sim.scene import Scene

ACCEPTED = answer_json({})

_NO_KEY_NEEDED = ("/api/v1/metrics", "/api/v1/push/events", "/unsubscribe/")
_LONGEST_ID, _LONGEST_NAME, _LONGEST_VALUE, _LONGEST_EVENT, _LARGEST_DATA = 150, 150, 1000, 100, 100_000
"""Bytes, from the vendor's documentation."""
_MOST_ATTRIBUTES = 300


def answer_track(call: Call, scene: Scene) -> Answer:
    """Route a call; a good key of the other region is let in, since the vendor forwards it."""
    if call.path == "/" or (call.path == "/auth" and SITES[call.host].region == "eu"):
        return answer_html(200)  # a web page that says nothing about the API or the key
    route = ROUTES.find(call)
    if route is None:
        return meta_error(404, "not found")
    if not call.path.startswith(_NO_KEY_NEEDED):
        refusal = scene.keys.refuse_track(call, scene.conditions.keys.track)
        if refusal is not None:
            return refusal
    handler, names = route
    try:
        return handler(call, scene, *names)
    except ValueError as error:
        return meta_errors(400, [str(error)])


def _region(_call: Call, scene: Scene) -> Answer:
    region = scene.account_region
    url = f"https://{host_of(Place.TRACK, region)}"
    return answer_json(
        {"url": url, "region": region, "environment_id": scene.conditions.account.workspace_id}
    )


def _identify(call: Call, scene: Scene, identifier: str) -> Answer:
    attributes = call.document()
    _check_length("id", identifier, _LONGEST_ID)
    if len(attributes) > _MOST_ATTRIBUTES:
        raise ValueError(f"too many attributes: {len(attributes)}, at most {_MOST_ATTRIBUTES}")
    for name, value in attributes.items():
        _check_length("attribute name", name, _LONGEST_NAME)
        if isinstance(value, str):
            _check_length(name, value, _LONGEST_VALUE)
    scene.world.identify(identifier, attributes, scene.now)
    return ACCEPTED


def _delete(_call: Call, scene: Scene, identifier: str) -> Answer:
    scene.world.delete(identifier, scene.now)
    return ACCEPTED


def _event(call: Call, scene: Scene, identifier: str | None = None) -> Answer:
    event = call.document()
    name = str(event.get("name") or "").strip()
    if not name:
        raise ValueError("name cannot be blank")
    _check_length("name", name, _LONGEST_EVENT)
    _check_length("data", json.dumps(event.get("data") or {}), _LARGEST_DATA)
    scene.world.record_event(identifier, event, scene.now)
    return ACCEPTED


def _device(call: Call, scene: Scene, identifier: str) -> Answer:
    device = call.document().get("device")
    if (
        not isinstance(device, dict)
        or not device.get("id")
        or device.get("platform") not in ("ios", "android")
    ):
        raise ValueError("device id and platform are required")
    scene.world.identify(identifier, {}, scene.now)
    person = scene.world.find_in_path(identifier)
    if person is not None:
        kept = [known for known in person.devices if known["id"] != device["id"]]
        person.devices = [*kept, {"id": str(device["id"]), "platform": str(device["platform"])}]
    return ACCEPTED


def _delete_device(_call: Call, scene: Scene, identifier: str, device_id: str) -> Answer:
    person = scene.world.find_in_path(identifier)
    if person is not None:
        person.devices = [device for device in person.devices if device["id"] != device_id]
    return ACCEPTED


def _suppress(_call: Call, scene: Scene, identifier: str) -> Answer:
    scene.world.suppress(identifier, scene.now)
    return ACCEPTED


def _unsuppress(_call: Call, scene: Scene, identifier: str) -> Answer:
    scene.world.unsuppress(identifier)
    return ACCEPTED


def _merge(call: Call, scene: Scene) -> Answer:
    document = call.document()
    found: list[Person | None] = []
    for role in ("primary", "secondary"):
        names = document.get(role)
        if not isinstance(names, dict) or len(names) != 1 or not names.keys() <= {"id", "email", "cio_id"}:
            return meta_error(400, f"{role} must contain exactly one identifier")
        found += [scene.world.find(str(value), kind) for kind, value in names.items()]
    primary, secondary = found
    if primary is not None and secondary is not None and primary is not secondary:
        scene.world.merge(primary, secondary, scene.now)
    return ACCEPTED


def _change_segment(call: Call, scene: Scene, segment_id: str) -> Answer:
    ids = call.document().get("ids")
    if not isinstance(ids, list) or not segment_id.isdigit():
        raise ValueError("ids must be a list, and the segment a number")
    for person in filter(None, (scene.world.find(str(each)) for each in ids)):
        if call.path.endswith("/add_customers"):
            person.segments.add(int(segment_id))
        else:
            person.segments.discard(int(segment_id))
    return ACCEPTED


def _accept(_call: Call, _scene: Scene, *_names: str) -> Answer:
    return ACCEPTED


def _check_length(what: str, text: str, most: int) -> None:
    if len(text.encode(errors="replace")) > most:
        raise ValueError(f"{what} is longer than {most} bytes")


ROUTES = Routes(
    {
        "GET /api/v1/accounts/region": _region,
        "PUT /api/v1/customers/*": _identify,
        "DELETE /api/v1/customers/*": _delete,
        "POST /api/v1/customers/*/events": _event,
        "POST /api/v1/events": _event,
        "PUT /api/v1/customers/*/devices": _device,
        "DELETE /api/v1/customers/*/devices/*": _delete_device,
        "POST /api/v1/customers/*/suppress": _suppress,
        "POST /api/v1/customers/*/unsuppress": _unsuppress,
        "POST /api/v1/merge_customers": _merge,
        "POST /api/v1/segments/*/add_customers": _change_segment,
        "POST /api/v1/segments/*/remove_customers": _change_segment,
        "POST /api/v1/metrics": _accept,
        "POST /api/v1/push/events": _accept,
        "POST /unsubscribe/*": _accept,
        "POST /api/v2/entity": answer_entity,
        "POST /api/v2/batch": answer_batch,
    }
)
