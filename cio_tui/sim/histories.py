"""What happened to each of the named people: the findings a responder should come to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.sim.deliveries import message

if TYPE_CHECKING:
    from cio_tui.core.reading import Json
    from cio_tui.sim.catalogue import Item
    from cio_tui.sim.people import Person

_DAY = 86_400

_MESSAGES: dict[str, list[tuple[float, dict[str, float], str | None]]] = {
    "demo-1042": [
        (0.5, {"sent": 11, "delivered": 14, "opened": 3300}, None),
        (3, {"sent": 9, "delivered": 12}, None),
    ],
    "bounced": [(1, {"dropped": 2}, "suppressed"), (3, {"sent": 5, "bounced": 31}, "550 5.1.1 user unknown")],
    "angry": [(2, {"dropped": 2}, "suppressed"), (9, {"sent": 6, "delivered": 9, "spammed": 400}, None)],
    "opted-out": [(4, {"undeliverable": 1}, "unsubscribed")],
    "no-address": [(1, {"failed": 4}, "recipient is blank")],
}
"""Person to (days ago, what happened how many seconds after creation, failure message)."""

_ACTIVITIES: dict[str, list[tuple[float, str, dict[str, Json]]]] = {
    "demo-1042": [
        (0.5, "event", {"name": "order_placed", "data": {"order_id": "A-77120", "total": "42.10"}})
    ],
    "bounced": [(3, "bounced_email", {"data": {"delivered": None}}), (1, "dropped_email", {"data": {}})],
    "angry": [(9, "spammed_email", {"data": {}})],
    "opted-out": [(5, "attribute_change", {"data": {"unsubscribed": {"from": "false", "to": "true"}}})],
    "taken-address": [
        (2, "failed_attribute_change", {"data": {"email": {"from": "", "to": "jo+test@shop.example"}}}),
    ],
    "wrong-case": [(0.2, "event", {"name": "Order_Placed", "data": {"order_id": "A-77121"}})],
}
"""Person to (days ago, type, the rest)."""


def personal_messages(person: Person, now: int) -> list[Item]:
    """A named person's own deliveries, newest first."""
    found = []
    for place, (days, steps, failure) in enumerate(_MESSAGES.get(person.id, ())):
        created = now - round(days * _DAY)
        metrics = {"created": created, **{name: created + round(after) for name, after in steps.items()}}
        item = message(sum(person.id.encode()) * 100 + place, person, metrics)
        found.append({**item, "failure_message": failure})
    return found


def personal_activities(person: Person, now: int) -> list[Item]:
    """A named person's own activities, newest first."""
    return [
        {
            "customer_id": person.id,
            "customer_identifiers": {**person.identifiers},
            "id": f"01SIMP{sum(person.id.encode()) * 100 + place:020d}",
            "timestamp": now - round(days * _DAY),
            "type": kind,
            **rest,
        }
        for place, (days, kind, rest) in enumerate(
            sorted(_ACTIVITIES.get(person.id, ()), key=lambda each: each[0])
        )
    ]
