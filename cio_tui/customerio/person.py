"""What Customer.io knows about one person, read from its JSON and nothing added.

None stands for a part that could not be read; `unread` then says why. An empty tuple was read, and is empty.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from cio_tui.customerio.items import flag, moment, moments, part, plain, rows, text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from cio_tui.core.reading import Json
    from cio_tui.customerio.campaign import Campaign
    from cio_tui.customerio.items import Item
    from cio_tui.customerio.message import Message


@dataclass(frozen=True, slots=True)
class Profile:
    """Attributes and names."""

    id: str
    email: str
    cio_id: str
    attributes: Mapping[str, str]
    changed: Mapping[str, datetime]
    """When each attribute last changed."""
    unsubscribed: bool
    devices: int

    @property
    def last_identified(self) -> tuple[datetime, str] | None:
        """The newest change of an attribute by an identify, and which; the vendor's own begin with `_`."""
        return max(
            ((at, name) for name, at in self.changed.items() if not name.startswith("_")), default=None
        )


@dataclass(frozen=True, slots=True)
class Activity:
    """Something the person did, or that was done to them."""

    at: datetime | None
    kind: str
    """`event`, `attribute_change`, `failed_attribute_change`, `bounced_email`, …"""
    name: str
    """Of an event."""
    changes: Mapping[str, str]
    """Attributes (with what they were to become) or event data, as text."""


@dataclass(frozen=True, slots=True)
class EspEntry:
    """The delivery provider refuses to write to this address. The profile stays, other channels work."""

    category: str
    """`bounces`, `blocks`, `spam_reports`, `invalid_emails`; empty if the vendor does not say."""
    reason: str
    status: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class Topic:
    """A subscription topic."""

    id: str
    name: str
    subscribed: bool


@dataclass(frozen=True, slots=True)
class SegmentName:
    """A segment the person is in."""

    id: str
    name: str


class Unread(NamedTuple):
    """Why a part is missing."""

    sentence: str
    status: int = 0
    """Of the answer; 0 without one."""


@dataclass(frozen=True, slots=True)
class Record:
    """Everything that was read about one person."""

    asked: str
    """The id, e-mail or cio_id as given."""
    found_by: str = ""
    """`id`, `email` or `cio_id`; empty if there is no such profile."""
    profile: Profile | None = None
    twins: tuple[str, ...] = ()
    """Ids of further profiles with the same address."""
    segments: tuple[SegmentName, ...] | None = None
    messages: tuple[Message, ...] | None = None
    """Newest first, the last hundred."""
    activities: tuple[Activity, ...] | None = None
    """Newest first: the last hundred, and failed changes further back."""
    topics: tuple[Topic, ...] | None = None
    opted_out: tuple[str, ...] | None = None
    """Channels left: `sms from +1555…`."""
    esp: tuple[EspEntry, ...] | None = None
    campaigns: tuple[Campaign, ...] | None = None
    """All of the workspace's."""
    unread: Mapping[str, Unread] = field(default_factory=dict)
    """Part to why it could not be read."""

    @property
    def address(self) -> str:
        """Where e-mail to this person goes; empty if there is none."""
        if self.profile is None:
            return self.asked if "@" in self.asked else ""
        return self.profile.email

    @property
    def name(self) -> str:
        """What to call the person in a sentence and in a next command."""
        return (self.profile.id or f"cio_{self.profile.cio_id}") if self.profile else self.asked


def read_profile(document: Json) -> Profile:
    """The answer of `/attributes`."""
    customer = part(document, "customer")
    identifiers, attributes = part(customer, "identifiers"), part(customer, "attributes")
    return Profile(
        id=text(identifiers, "id") or text(customer, "id"),
        email=text(identifiers, "email", 320) or text(attributes, "email", 320),
        cio_id=text(identifiers, "cio_id") or text(attributes, "cio_id"),
        attributes={plain(name, 150): plain(value, 1000) for name, value in attributes.items()},
        changed=moments(part(customer, "timestamps")),
        unsubscribed=bool(flag(customer, "unsubscribed") or flag(attributes, "unsubscribed")),
        devices=len(rows(customer, "devices")),
    )


def read_activity(item: Item) -> Activity:
    """One activity."""
    return Activity(
        at=moment(item, "timestamp"),
        kind=text(item, "type"),
        name=text(item, "name"),
        changes={plain(name, 150): _change(value) for name, value in part(item, "data").items()},
    )


def _change(value: Json) -> str:
    """What an attribute was to become, or a value of event data."""
    if isinstance(value, dict) and value.keys() <= {"from", "to"}:
        return plain(value.get("to"))
    return plain(value)


def read_esp(document: Json) -> tuple[EspEntry, ...]:
    """The answer of `search_suppression`: empty or null means that the address is clear."""
    holder = document if isinstance(document, dict) else {}
    category = text(holder, "category")
    return tuple(
        EspEntry(
            text(row, "category") or category,
            text(row, "reason", 500),
            text(row, "status"),
            moment(row, "created"),
        )
        for row in rows(document, "suppressions")
    )


def read_topics(document: Json) -> tuple[Topic, ...]:
    """The answer of `subscription_preferences`."""
    found = rows(part(document, "customer"), "topics")
    return tuple(
        Topic(text(row, "id"), text(row, "name"), flag(row, "subscribed") is not False) for row in found
    )


def read_optouts(document: Json) -> tuple[str, ...]:
    """The answer of `optouts`."""
    return tuple(
        " ".join(filter(None, (text(row, "channel"), text(row, "from") and f"from {text(row, 'from')}")))
        for row in rows(document, "optouts")
    )


def read_segment_names(document: Json) -> tuple[SegmentName, ...]:
    """The answer of `/segments` of a person."""
    return tuple(SegmentName(text(row, "id"), text(row, "name")) for row in rows(document, "segments"))
