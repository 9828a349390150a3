"""What would be written to Customer.io, made ready to be looked at: built and checked here, sent elsewhere.

The vendor answers 200 to much that it then cuts or drops, so its limits are checked before, not after. An event
carries a ULID as its id: the vendor takes each id once, which makes a repeat after a lost answer safe.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import quote

from cio_tui.core.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Literal

    from cio_tui.core.reading import Json

LONGEST_ID, LONGEST_NAME, LONGEST_VALUE, LONGEST_EVENT, LARGEST_DATA = 150, 150, 1000, 100, 100_000
"""Bytes of UTF-8, from the vendor's documentation."""
MOST_ATTRIBUTES = 300

HEADERS = (
    "Accept",
    "Accept-Encoding",
    "Authorization",
    "Content-Length",
    "Content-Type",
    "Host",
    "User-Agent",
)
"""Names of everything that goes out besides the body."""

RESERVED = {
    "email": "changes the address; if another person holds it, that fails behind a 200",
    "created_at": "is read as the time of signing up, in unix seconds",
    "unsubscribed": "stops (true) or resumes (false) messages to this person",
    "anonymous_id": "ties earlier anonymous events to this person, which may start campaigns",
    "cio_relationships": "changes relationships to objects, and is stored as no attribute",
    "cio_subscription_preferences": "changes which topics this person gets",
    "_update": "true: only somebody who exists is changed, nobody is created",
    "_timestamp": "dates the change, in unix seconds; an older one than the last is ignored",
}
"""Attribute names that do more than hold a value."""

OVERRIDING = {
    "from_address": "replaces the sender of the campaign's messages",
    "recipient": "replaces whom the campaign's messages go to",
    "reply_to": "replaces where answers go",
}
"""Names inside event data that do more than hold a value."""

_ULID = re.compile(r"[0-7][0-9A-HJKMNP-TV-Z]{25}")


@dataclass(frozen=True, slots=True)
class Write:
    """One request."""

    kind: Literal["identify", "track", "delete"]
    who: str
    method: str
    path: str
    """Below `{track}`, percent-encoded."""
    body: Mapping[str, Json]
    event: str = ""

    @property
    def payload(self) -> bytes:
        """The body as sent; a deletion has none."""
        if self.kind == "delete":
            return b""
        return json.dumps(self.body, ensure_ascii=False, separators=(",", ":")).encode(errors="replace")

    @property
    def creates_nobody(self) -> bool:
        """Whether it says itself that nobody is to be created."""
        return self.kind == "identify" and self.body.get("_update") is True


def identify(who: str, attributes: Mapping[str, Json]) -> Write:
    """Create or change a person."""
    return Write("identify", who, "PUT", f"/api/v1/customers/{quote(who, safe='')}", attributes)


def track(who: str, event: str, data: Mapping[str, Json], event_id: str) -> Write:
    """Send an event of a person."""
    body: dict[str, Json] = {"name": event.strip(), "data": {**data}, "id": event_id}
    return Write("track", who, "POST", f"/api/v1/customers/{quote(who, safe='')}/events", body, event.strip())


def delete(who: str) -> Write:
    """Delete a person. Only whom a test created is ever deleted: see `track_writer.take_back`."""
    return Write("delete", who, "DELETE", f"/api/v1/customers/{quote(who, safe='')}", {})


def faults(write: Write) -> tuple[str, ...]:
    """Why the vendor would refuse it, cut it, or drop it in silence; each a sentence."""
    return tuple(_faults(write))


def _faults(write: Write) -> Iterator[str]:
    if not write.who.strip():
        yield "The person has no id: it is blank."
    if write.who in (".", ".."):
        yield "The id is one or two dots, which a URL takes for a folder."
    yield from _too_long("The id", write.who, LONGEST_ID)
    if write.kind == "identify":
        yield from _attribute_faults(write.body)
    elif write.kind == "track":
        yield from _event_faults(write)


def _attribute_faults(attributes: Mapping[str, Json]) -> Iterator[str]:
    if len(attributes) > MOST_ATTRIBUTES:
        yield f"There are {len(attributes)} attributes; a person has at most {MOST_ATTRIBUTES}."
    for name, value in attributes.items():
        if not name.strip():
            yield "An attribute has a blank name."
        yield from _too_long(f"The attribute name {clean_line(name, 40)!r}", name, LONGEST_NAME)
        if name not in ("cio_relationships", "cio_subscription_preferences"):
            stored = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
            yield from _too_long(f"The value of {clean_line(name, 40)!r}", stored, LONGEST_VALUE)
    for name in ("created_at", "_timestamp"):
        value = attributes.get(name, 0)
        if isinstance(value, bool) or not isinstance(value, int):
            yield f"{name} must be unix seconds, a whole number."
    for name in ("unsubscribed", "_update"):
        if attributes.get(name, False) not in (True, False, "true", "false"):
            yield f"{name} must be true or false."


def _event_faults(write: Write) -> Iterator[str]:
    if not write.event:
        yield "The event has no name: it is blank."
    yield from _too_long("The event name", write.event, LONGEST_EVENT)
    data = json.dumps(write.body["data"], ensure_ascii=False, separators=(",", ":"))
    yield from _too_long("The event data", data, LARGEST_DATA)
    if not _ULID.fullmatch(str(write.body["id"])):
        yield "The event id must be a ULID, or a repeat cannot be told from a new event."


def _too_long(what: str, text: str, most: int) -> Iterator[str]:
    size = len(text.encode(errors="replace"))
    if size > most:
        yield f"{what} has {size:,} bytes; at most {most:,} are taken."


def remarks(write: Write) -> tuple[str, ...]:
    """What a reader of the body may not know; each a sentence."""
    names = RESERVED if write.kind == "identify" else OVERRIDING
    body = write.body["data"] if write.kind == "track" else write.body
    given = body if isinstance(body, dict) else {}
    said = [f"{name} {does}." for name, does in names.items() if name in given]
    if write.who != write.who.strip():
        said.append("The id begins or ends with a space, and is sent with it.")
    return tuple(said)
