"""The people of the simulated workspace: one for each question a responder asks about a person.

Every one is made up, on reserved domains. Ordinary people receive the ordinary traffic; the named ones each show
one trap (no address, two profiles for one address, an address at the provider's suppression list, …).
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field

ORDINARY = 30
"""People who get the running traffic."""

JOINED = 1_752_341_937
"""Unix time at which the made-up people signed up."""


@dataclass(slots=True)
class Person:
    """One profile."""

    id: str
    email: str | None
    attributes: dict[str, str] = field(default_factory=dict)
    """Values are strings, as the vendor stores them."""
    timestamps: dict[str, int] = field(default_factory=dict)
    """When each attribute last changed, unix seconds."""
    unsubscribed: bool = False
    segments: set[int] = field(default_factory=set)
    devices: list[dict[str, str]] = field(default_factory=list)

    @property
    def cio_id(self) -> str:
        """The vendor's own id of this profile."""
        return hashlib.sha256(f"cio:{self.id}".encode()).hexdigest()[:12]

    @property
    def identifiers(self) -> dict[str, str | None]:
        """All names of this person."""
        return {"email": self.email, "id": self.id, "cio_id": self.cio_id}


@dataclass(frozen=True, slots=True)
class EspSuppression:
    """An address that the sending provider refuses to write to. The profile stays."""

    email: str
    category: str
    reason: str
    status: str
    created: int


def _person(
    person_id: str, email: str | None, *, unsubscribed: bool = False, segments: tuple[int, ...] = (7, 9)
) -> Person:
    attributes = {"created_at": str(JOINED), "plan": "pro", "first_name": person_id.partition("-")[0].title()}
    person = Person(person_id, email, attributes, unsubscribed=unsubscribed, segments=set(segments))
    person.timestamps = dict.fromkeys(("id", "cio_id", *attributes), JOINED)
    if email is not None:
        person.timestamps["email"] = JOINED
    return person


def population() -> dict[str, Person]:
    """Everybody at the start, by id."""
    ordinary = [
        _person(f"demo-{1000 + number}", f"person{number}@shop.example") for number in range(ORDINARY)
    ]
    named = [
        _person("demo-1042", "jo+test@shop.example"),
        _person("no-address", None),
        _person("bounced", "bounced.person@shop.example"),
        _person("angry", "angry@shop.example"),
        _person("opted-out", "opted.out@shop.example", unsubscribed=True),
        _person("taken-address", None),
        _person("twin-a", "twins@shop.example"),
        _person("twin-b", "twins@shop.example"),
        _person("wrong-case", "wrong.case@shop.example"),
        _person("team/7 #1", "odd.id@shop.example"),
        _person("outsider", "outsider@shop.example", segments=()),
    ]
    return {person.id: person for person in (*ordinary, *named)}


SUPPRESSED_IDS = frozenset({"gone-1", "gone@shop.example"})
"""Suppressed at the vendor: no profile, and every later call for them is ignored without a word."""

ESP_SUPPRESSIONS = (
    EspSuppression("bounced.person@shop.example", "bounces", "550 5.1.1 user unknown", "550", 1_795_000_031),
    EspSuppression("angry@shop.example", "spam_reports", "complaint", "", 1_794_000_000),
    EspSuppression("typo@shop.invalid", "invalid_emails", "No MX for shop.invalid", "", 1_794_100_000),
    EspSuppression("blocked@shop.example", "blocks", "421 try again later", "421", 1_794_200_000),
)
