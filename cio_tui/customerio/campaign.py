"""A campaign as the App API shows it: what starts it, whom it is for, what it sends, how it fares.

The vendor's dashboard says Active or Paused; the API says `state` and `active`, and both have to agree.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from cio_tui.customerio.items import flag, moment, number, part, rows, text, texts
from cio_tui.customerio.template import Template, read_template

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from cio_tui.core.reading import Json
    from cio_tui.customerio.items import Item
    from cio_tui.customerio.message import Message
    from cio_tui.customerio.person import Activity, Unread
    from cio_tui.customerio.person import Record as PersonRecord

MESSAGES = ("email", "push", "sms", "in_app", "whatsapp", "slack", "twilio", "urban_airship")
"""Kinds of action that reach a person."""


@dataclass(frozen=True, slots=True)
class Campaign:
    """One campaign."""

    id: str
    name: str
    kind: str
    """How people get into it: `event`, `segment`, `form`, `date`, …"""
    state: str
    """`running`, `draft`, `stopped`."""
    active: bool | None
    event_name: str
    """What it waits for, if it is started by an event; case matters."""
    trigger_segments: tuple[str, ...]
    filter_segments: tuple[str, ...]
    updated: datetime | None
    started: datetime | None

    @property
    def is_running(self) -> bool:
        """Whether people can enter it now."""
        return self.state == "running" and self.active is not False

    @property
    def title(self) -> str:
        """`15 Order receipt`."""
        return f"{self.id} {self.name}".strip()

    @property
    def trigger(self) -> str:
        """What starts it, in a few words."""
        if self.event_name:
            return f"event {self.event_name}"
        if self.trigger_segments:
            return "segment " + ", ".join(self.trigger_segments)
        return self.kind or "unknown"


@dataclass(frozen=True, slots=True)
class Action:
    """One step of a campaign."""

    id: str
    name: str
    kind: str
    sending_state: str
    """`automatic`, `draft` (somebody sends by hand) or `off`; empty for what sends nothing."""
    updated: datetime | None
    template: Template

    @property
    def title(self) -> str:
        """`151 "Receipt"`."""
        return f'{self.id} "{self.name}"' if self.name else self.id

    @property
    def reaches_people(self) -> bool:
        """Whether it is a message."""
        return self.kind in MESSAGES


@dataclass(frozen=True, slots=True)
class SegmentState:
    """A segment of the workspace."""

    id: str
    name: str
    state: str
    """`finished` once its members are known."""
    progress: str

    @property
    def title(self) -> str:
        """`9 Paying`."""
        return f"{self.id} {self.name}".strip()

    @property
    def is_building(self) -> bool:
        """Whether its members are not all known yet."""
        return bool(self.state) and self.state != "finished"


@dataclass(frozen=True, slots=True)
class Record:
    """Everything that was read about one campaign."""

    campaign: Campaign
    others: tuple[Campaign, ...] | None = None
    """The rest of the workspace's."""
    actions: tuple[Action, ...] | None = None
    segments: tuple[SegmentState, ...] | None = None
    counts: Mapping[str, int] | None = None
    """Metric to its number over the last day."""
    messages: tuple[Message, ...] | None = None
    """Newest first."""
    events: tuple[Activity, ...] | None = None
    """Events received lately, of anybody, newest first."""
    unread: Mapping[str, Unread] = field(default_factory=dict)
    """Part to why it could not be read."""
    event: str = ""
    """The name we send, if it was asked about."""
    person: PersonRecord | None = None

    def segment_title(self, segment: str) -> str:
        """`9 Paying`, or the bare id."""
        found = next((each for each in self.segments or () if each.id == segment), None)
        return found.title if found else segment


def read_campaign(item: Item) -> Campaign:
    """One campaign."""
    return Campaign(
        id=text(item, "id"),
        name=text(item, "name"),
        kind=text(item, "type"),
        state=text(item, "state"),
        active=flag(item, "active"),
        event_name=text(item, "event_name"),
        trigger_segments=texts(item, "trigger_segment_ids"),
        filter_segments=texts(item, "filter_segment_ids"),
        updated=moment(item, "updated"),
        started=moment(item, "first_started"),
    )


def read_action(item: Item) -> Action:
    """One step."""
    return Action(
        id=text(item, "id"),
        name=text(item, "name"),
        kind=text(item, "type"),
        sending_state=text(item, "sending_state"),
        updated=moment(item, "updated"),
        template=read_template(item),
    )


def read_segment(item: Item) -> SegmentState:
    """One segment of the workspace."""
    return SegmentState(text(item, "id"), text(item, "name"), text(item, "state"), text(item, "progress"))


def read_counts(document: Json) -> Mapping[str, int]:
    """The series of a metrics answer, each summed up."""
    series = part(part(document, "metric"), "series")
    return {
        name: int(sum(number(each) or 0.0 for each in values))
        for name, values in series.items()
        if isinstance(values, list)
    }


def read_campaigns(document: Json) -> tuple[Campaign, ...]:
    """The answer of `/v1/campaigns`."""
    return tuple(map(read_campaign, rows(document, "campaigns")))
