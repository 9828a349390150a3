"""One delivery and its fate: the most telling of the things that happened to it, whatever came last.

`metrics` lists only what happened, each with its time; the vendor's meaning of the words is in FATES.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from cio_tui.core.reading import Verdict
from cio_tui.customerio.items import moment, moments, part, text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from cio_tui.customerio.items import Item

FATES: Mapping[str, tuple[Verdict, str]] = {
    "spammed": (Verdict.FAILING, "the receiver marked it as spam"),
    "bounced": (Verdict.FAILING, "the receiving server refused it"),
    "failed": (Verdict.FAILING, "it could not be made or handed over"),
    "dropped": (Verdict.FAILING, "not sent: the person or the address is suppressed"),
    "suppressed": (Verdict.FAILING, "not sent: the person or the address is suppressed"),
    "undeliverable": (Verdict.FAILING, "not sent: message limit, cancelled, or sending switched off"),
    "converted": (Verdict.OK, "led to the campaign's goal"),
    "clicked": (Verdict.OK, "a link was clicked"),
    "human_clicked": (Verdict.OK, "a link was clicked"),
    "opened": (Verdict.OK, "opened"),
    "human_opened": (Verdict.OK, "opened"),
    "delivered": (Verdict.OK, "the receiving server took it"),
    "2xx": (Verdict.OK, "the webhook was answered with 2xx"),
    "4xx": (Verdict.FAILING, "the webhook was answered with 4xx"),
    "5xx": (Verdict.FAILING, "the webhook was answered with 5xx"),
    "deferred": (Verdict.DEGRADED, "the receiving server wants it later"),
    "sent": (Verdict.OK, "handed to the delivery provider"),
    "attempted": (Verdict.DEGRADED, "the delivery provider did not take it yet; it is tried again"),
    "drafted": (Verdict.DEGRADED, "kept as a draft: somebody has to send it by hand"),
    "created": (Verdict.OK, "made, not sent yet"),
}
"""Most telling first: one that was sent and bounced has bounced, one that was deferred and delivered has arrived."""

_PARENTS = ("campaign", "broadcast", "newsletter", "transactional_message")
STUCK_AFTER = timedelta(minutes=10)
"""A message that has waited this long is late; healthy sending takes seconds."""


@dataclass(frozen=True, slots=True)
class Message:
    """A delivery, as the App API lists it; its body is never read."""

    id: str
    kind: str
    """`email`, `push`, `sms`, `webhook`, …"""
    created: datetime | None
    subject: str
    parent: str
    """What it belongs to: `campaign`, `broadcast`, `newsletter`, `transactional_message`; empty if unknown."""
    parent_id: str
    action_id: str
    trigger_event_id: str
    failure: str
    """What the vendor says went wrong; mostly empty."""
    happened: Mapping[str, datetime]
    """Metric to its time."""

    @property
    def fate(self) -> str:
        """The metric that decides; the newest one if we know none of them, `created` if there is none."""
        known = next((name for name in FATES if name in self.happened), "")
        return known or max(self.happened, key=lambda name: self.happened[name], default="created")

    @property
    def fate_at(self) -> datetime | None:
        """When that happened."""
        return self.happened.get(self.fate, self.created)

    @property
    def arrived(self) -> bool:
        """Whether the receiving side took it and nothing speaks against it."""
        return self.fate in (
            "delivered",
            "opened",
            "human_opened",
            "clicked",
            "human_clicked",
            "converted",
            "2xx",
        )

    @property
    def was_sent(self) -> bool:
        """Whether it left Customer.io."""
        return "sent" in self.happened or "delivered" in self.happened

    def is_stuck(self, now: datetime) -> bool:
        """Whether it has waited longer than sending takes."""
        waits = self.fate in ("created", "attempted", "deferred")
        return waits and self.created is not None and now - self.created > STUCK_AFTER

    def verdict(self, now: datetime) -> Verdict:
        """How its fate is judged."""
        if self.is_stuck(now):
            return Verdict.DEGRADED
        return FATES.get(self.fate, (Verdict.UNKNOWN, ""))[0]

    @property
    def meaning(self) -> str:
        """The fate in words."""
        return FATES.get(self.fate, (Verdict.UNKNOWN, f"{self.fate}, a word this version does not know"))[1]


def read_message(item: Item) -> Message:
    """One delivery from the vendor's JSON."""
    created = moment(item, "created")
    parent = next((name for name in _PARENTS if text(item, f"{name}_id")), "")
    return Message(
        id=text(item, "id"),
        kind=text(item, "type"),
        created=created,
        subject=text(item, "subject"),
        parent=parent,
        parent_id=text(item, f"{parent}_id"),
        action_id=text(item, "action_id"),
        trigger_event_id=text(item, "trigger_event_id"),
        failure=text(item, "failure_message", 500),
        happened=moments(part(item, "metrics")),
    )
