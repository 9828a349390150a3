"""App API: one person, found and looked into. A miss by address is 200 with an empty list, by id it is 404."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.sim.catalogue import TOPICS, segments
from cio_tui.sim.exchange import answer_json, detail_error
from cio_tui.sim.histories import personal_activities, personal_messages
from cio_tui.sim.paging import answer_page, having, within
from cio_tui.sim.story import activities_now, messages_now

if TYPE_CHECKING:
    from collections.abc import Callable

    from cio_tui.sim.catalogue import Item
    from cio_tui.sim.exchange import Answer, Call
    from cio_tui.sim.people import Person
    from cio_tui.sim.scene import Scene

ID_TYPES = ("id", "email", "cio_id")
"""What this workspace identifies people by; `phone` is switched off, as in most."""


def search_people(call: Call, scene: Scene) -> Answer:
    """`GET /v1/customers?email=`."""
    email = call.query.get("email")
    if email is None:
        return detail_error(400, "email is required")
    people = (person for person in scene.world.people.values() if person.email == email)
    return answer_json({"results": [{**person.identifiers} for person in people]})


def _for_person(answer: Callable[[Call, Scene, Person], Answer]) -> Callable[[Call, Scene, str], Answer]:
    """Look the person up by `id_type` first."""

    def handle(call: Call, scene: Scene, identifier: str) -> Answer:
        id_type = call.query.get("id_type", "id")
        if id_type not in ID_TYPES:
            return detail_error(400, f"id_type {id_type} is not an identifier of this workspace")
        person = scene.world.find(identifier, id_type)
        return detail_error(404, "customer not found") if person is None else answer(call, scene, person)

    return handle


@_for_person
def show_attributes(_call: Call, _scene: Scene, person: Person) -> Answer:
    """Profile and devices; every value is a string."""
    shown = {name: value for name, value in person.identifiers.items() if value is not None}
    profile: Item = {
        "id": person.id,
        "identifiers": {**person.identifiers},
        "attributes": {**person.attributes, **shown, "unsubscribed": str(person.unsubscribed).lower()},
        "timestamps": {**person.timestamps},
        "unsubscribed": person.unsubscribed,
        "devices": [{**device} for device in person.devices],
    }
    return answer_json({"customer": profile})


@_for_person
def show_segments(_call: Call, scene: Scene, person: Person) -> Answer:
    """Segments of a person; the first id is text, as the vendor's answers mix both."""
    mine = [each for each in segments(scene.conditions.delivery) if each["id"] in person.segments]
    shown: list[Item] = [{name: each[name] for name in ("id", "name", "description")} for each in mine]
    if shown:
        shown[0]["id"] = str(shown[0]["id"])
    return answer_json({"segments": [*shown]})


@_for_person
def show_messages(call: Call, scene: Scene, person: Person) -> Answer:
    """Deliveries to a person, newest first."""
    ordinary = [each for each in messages_now(scene) if each["customer_id"] == person.id]
    found = [*ordinary, *personal_messages(person, scene.now)]
    return answer_page(call, "messages", within(call, found, "created"), default=50, most=1000)


@_for_person
def show_activities(call: Call, scene: Scene, person: Person) -> Answer:
    """What a person did and what was done to them, newest first."""
    mine = [each for each in activities_now(scene) if each["customer_id"] == person.id]
    found = sorted([*mine, *personal_activities(person, scene.now)], key=_stamp, reverse=True)
    return answer_page(call, "activities", having(call, found, "type", "name"), default=10, most=100)


@_for_person
def show_preferences(_call: Call, _scene: Scene, person: Person) -> Answer:
    """Topics a person takes."""
    customer: Item = {
        "id": person.id,
        "identifiers": {**person.identifiers},
        "topics": [*TOPICS],
        "unsubscribed": person.unsubscribed,
        "header": {"title": "Manage your subscriptions", "subtitle": "Choose what you get"},
    }
    return answer_json({"customer": customer})


@_for_person
def show_optouts(_call: Call, _scene: Scene, _person: Person) -> Answer:
    """Channels a person left; none here, and so the list is null."""
    return answer_json({"optouts": None})


def _stamp(activity: Item) -> int:
    return int(str(activity["timestamp"]))
