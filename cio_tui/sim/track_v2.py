"""Track v2: the same writes as one verb, single or in a batch, with errors that name the field."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.sim.exchange import answer_json, field_errors

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cio_tui.core.reading import Json
    from cio_tui.sim.exchange import Answer, Call
    from cio_tui.sim.scene import Scene

_PERSON_ACTIONS = ("identify", "delete", "event", "screen", "page", "suppress", "unsuppress")
"""Those the simulator carries out."""


def answer_entity(call: Call, scene: Scene) -> Answer:
    """One entity: 200, or 400 with the reason."""
    error = _apply(call.document(), scene)
    return field_errors(400, [error]) if error else answer_json({})


def answer_batch(call: Call, scene: Scene) -> Answer:
    """A batch: 207 when some were rejected, each named by its place."""
    batch = call.document().get("batch")
    if not isinstance(batch, list):
        return field_errors(400, [_wrong("required", "batch", "batch must be a list")])
    errors = []
    for index, entity in enumerate(batch):
        error = _apply(entity if isinstance(entity, dict) else {}, scene)
        if error:
            errors.append({"batch_index": index, **error})
    return field_errors(207, errors) if errors else answer_json({})


def _apply(entity: Mapping[str, Json], scene: Scene) -> dict[str, Json]:
    """Carry out one entity; what comes back is its error, empty when it was taken."""
    if entity.get("type") != "person":
        return _wrong("invalid", "type", "type must be person, object or delivery")
    action = entity.get("action")
    if action not in _PERSON_ACTIONS:
        return _wrong("invalid", "action", "action is not valid for type person")
    names = entity.get("identifiers")
    if not isinstance(names, dict) or not names.keys() & {"id", "email", "cio_id"}:
        return _wrong("required", "identifiers", "identifiers must contain an id, email or cio_id")
    identifier = str(names.get("id") or names.get("email") or f"cio_{names.get('cio_id')}")
    if action in ("event", "screen", "page"):
        return _event(entity, identifier, scene)
    _change(str(action), identifier, entity.get("attributes"), scene)
    return {}


def _event(entity: Mapping[str, Json], identifier: str, scene: Scene) -> dict[str, Json]:
    if not entity.get("name"):
        return _wrong("required", "name", "name is required")
    event = {
        "name": entity["name"],
        "type": entity["action"],
        "data": entity.get("attributes"),
        "id": entity.get("id"),
    }
    scene.world.record_event(identifier, event, scene.now)
    return {}


def _change(action: str, identifier: str, attributes: Json, scene: Scene) -> None:
    match action:
        case "identify":
            scene.world.identify(identifier, attributes if isinstance(attributes, dict) else {}, scene.now)
        case "delete":
            scene.world.delete(identifier, scene.now)
        case "suppress":
            scene.world.suppress(identifier, scene.now)
        case "unsuppress":
            scene.world.unsuppress(identifier)


def _wrong(reason: str, field: str, message: str) -> dict[str, Json]:
    return {"reason": reason, "field": field, "message": message}
