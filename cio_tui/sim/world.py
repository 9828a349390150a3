"""What the simulated workspace remembers: people, suppressions, and what was written to it.

Only what callers change is state; the traffic of messages is computed from the clock (`deliveries`).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from cio_tui.sim.people import ESP_SUPPRESSIONS, SUPPRESSED_IDS, EspSuppression, Person, population
from cio_tui.sim.workspace_faults import PersonState

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cio_tui.core.reading import Json

_RESERVED = frozenset({"_update", "_timestamp", "anonymous_id", "cio_relationships"})
"""Keys of an identify that are instructions, not attributes."""

_LONG_SINCE = 3 * 86_400
"""Seconds between a hard bounce and the question where the mail is."""


def _stored(value: Json) -> str:
    """An attribute value as the vendor keeps it: a string."""
    return value if isinstance(value, str) else json.dumps(value)


class World:
    """One workspace."""

    def __init__(self) -> None:
        self.people: dict[str, Person] = population()
        self.suppressed: set[str] = set(SUPPRESSED_IDS)
        self.esp = {entry.email: entry for entry in ESP_SUPPRESSIONS}
        self.activities: list[dict[str, Json]] = []
        """Written ones only, oldest first."""
        self._events_seen: set[str] = set()
        self._struck: dict[str, Person] = {}
        """Whom the story has suppressed, or put on the provider's list."""

    def play(self, states: Mapping[str, PersonState], now: int) -> None:
        """Bring people into the states that the story gives them; idempotent, and undone by `WELL`."""
        for person_id, state in states.items():
            if state is PersonState.WELL and person_id in self._struck:
                self._heal(self._struck.pop(person_id))
            elif state is not PersonState.WELL and person_id in self.people and person_id not in self._struck:
                self._strike(self.people[person_id], state, now)

    def _strike(self, person: Person, state: PersonState, now: int) -> None:
        self._struck[person.id] = person
        if state is PersonState.SUPPRESSED:
            self.suppress(person.id, now)
        elif person.email:
            reason = "550 5.1.1 user unknown"
            self.esp[person.email] = EspSuppression(person.email, "bounces", reason, "550", now - _LONG_SINCE)

    def _heal(self, person: Person) -> None:
        """Off either list; a profile that was gone has been identified anew."""
        self.unsuppress(person.id)
        self.esp.pop(person.email or "", None)
        self.people.setdefault(person.id, person)

    def find(self, identifier: str, id_type: str = "id") -> Person | None:
        """The person of that name; with two profiles on one address, the first."""
        if id_type == "id":
            return self.people.get(identifier)
        matches = (person for person in self.people.values() if getattr(person, id_type, None) == identifier)
        return next(matches, None)

    def find_in_path(self, identifier: str) -> Person | None:
        """Who a Track path means: `cio_…` is the vendor's id, an `@` is an address, all else is an id."""
        if identifier.startswith("cio_"):
            return self.find(identifier.removeprefix("cio_"), "cio_id")
        return self.find(identifier) or (self.find(identifier, "email") if "@" in identifier else None)

    def identify(self, identifier: str, attributes: Mapping[str, Json], now: int) -> None:
        """Create or change a person. A suppressed identifier is ignored, and nobody is told."""
        if identifier in self.suppressed:
            return
        person = self.find_in_path(identifier)
        if person is None:
            if attributes.get("_update") is True:
                return
            person = self._create(identifier, now)
        for name, value in attributes.items():
            if name not in _RESERVED:
                self._set(person, name, value, now)

    def _create(self, identifier: str, now: int) -> Person:
        email = identifier if "@" in identifier else None
        person = Person(identifier, email, timestamps={"id": now, "cio_id": now})
        self.people[person.id] = person
        self.note(person, "profile_create", {}, now)
        return person

    def _set(self, person: Person, name: str, value: Json, now: int) -> None:
        if name == "email" and not self._take_address(person, _stored(value), now):
            return
        if name == "unsubscribed":
            person.unsubscribed = value in (True, "true")
        before = person.attributes.get(name, "")
        person.attributes[name] = _stored(value)
        person.timestamps[name] = now
        self.note(person, "attribute_change", {name: {"from": before, "to": _stored(value)}}, now)

    def _take_address(self, person: Person, email: str, now: int) -> bool:
        owner = self.find(email, "email")
        if owner is not None and owner is not person:
            # Answered 200 all the same: this activity is the only trace.
            self.note(
                person, "failed_attribute_change", {"email": {"from": person.email or "", "to": email}}, now
            )
            return False
        person.email = email
        return True

    def delete(self, identifier: str, now: int) -> None:
        """Remove a profile; the next identify brings it back."""
        person = self.find_in_path(identifier)
        if person is not None:
            del self.people[person.id]
            self.note(person, "profile_delete", {}, now)

    def suppress(self, identifier: str, now: int) -> None:
        """Delete for good and block the identifier."""
        self.delete(identifier, now)
        self.suppressed.add(identifier)

    def unsuppress(self, identifier: str) -> None:
        """Free the identifier; what was deleted stays deleted."""
        self.suppressed.discard(identifier)

    def merge(self, primary: Person, secondary: Person, now: int) -> None:
        """Fold the second profile into the first."""
        primary.attributes = {**secondary.attributes, **primary.attributes}
        primary.segments |= secondary.segments
        primary.email = primary.email or secondary.email
        self.people.pop(secondary.id, None)
        self.note(primary, "profile_merge", {"secondary": secondary.id}, now)

    def record_event(self, identifier: str | None, event: Mapping[str, Json], now: int) -> None:
        """Keep an event once: a ULID seen before is ignored, which is what makes draining a queue safe."""
        event_id = str(event.get("id") or "")
        if identifier in self.suppressed or (event_id and event_id in self._events_seen):
            return
        self._events_seen.add(event_id)
        person = None
        if identifier is not None:
            self.identify(identifier, {}, now)  # an event for somebody unknown creates them
            person = self.find_in_path(identifier)
        activity: dict[str, Json] = {"name": str(event["name"]).strip()}
        self.note(person, str(event.get("type") or "event"), event.get("data") or {}, now, activity)

    def note(
        self, person: Person | None, kind: str, data: Json, now: int, more: Mapping[str, Json] | None = None
    ) -> None:
        """Append an activity."""
        identifiers: dict[str, Json] = {**person.identifiers} if person else {}
        number = len(self.activities)
        self.activities.append(
            {
                "customer_id": person.id if person else None,
                "customer_identifiers": identifiers,
                "id": f"01SIMW{number:020d}",
                "timestamp": now,
                "type": kind,
                **(more or {}),
                "data": data,
            }
        )
