"""The running traffic, computed from the clock: the same moment always shows the same messages.

One message is created every PERIOD seconds. How late it is sent depends on the conditions *now*, as if they had
held all along: a drill shows a 20-minute lag without lasting twenty minutes, and a ramp back shows the burst.
"""

from __future__ import annotations

import base64
import zlib
from typing import TYPE_CHECKING

from cio_tui.sim.catalogue import CAMPAIGNS
from cio_tui.sim.people import ORDINARY, Person

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cio_tui.sim.catalogue import Item
    from cio_tui.sim.faults import Delivery

PERIOD = 20
"""Seconds between two messages: 180 in an hour, four pages of the vendor's default size."""

HISTORY = 6 * 3600
"""Seconds of traffic that can be read back."""


def _part(number: int, salt: str) -> float:
    """A fixed fraction in [0, 1) for a message: its own dice."""
    return zlib.crc32(f"{salt}{number}".encode()) / 2**32


def _metrics(number: int, created: int, now: int, delivery: Delivery, elapsed: float) -> dict[str, int]:
    """What has happened to a message by now. The spread around the median lag is ±30 %."""
    if _part(number, "attempted") < delivery.attempted.at(elapsed):
        return (
            {"created": created, "attempted": created + 30} if created + 30 <= now else {"created": created}
        )
    lag = delivery.lag.at(elapsed) * (0.7 + 0.6 * _part(number, "lag"))
    sent = created + max(1, round(lag))
    arrival = "bounced" if _part(number, "bounce") < delivery.bounced else "delivered"
    steps = {"created": created, "sent": sent, arrival: sent + 3}
    if arrival == "delivered" and _part(number, "open") < 0.3:
        steps["opened"] = steps["human_opened"] = sent + 300
    return {name: at for name, at in steps.items() if at <= now}


def _failure(metrics: dict[str, int]) -> str | None:
    if "bounced" in metrics:
        return "550 5.1.1 user unknown"
    return "temporary failure talking to the delivery provider" if "attempted" in metrics else None


def message(number: int, person: Person, metrics: dict[str, int]) -> Item:
    """One delivery in the vendor's shape; `metrics` lists only what happened."""
    message_id = base64.b64encode(f"sim-delivery-{number:012d}".encode()).decode()
    campaign = CAMPAIGNS[number % 2]
    return {
        "id": message_id,
        "deduplicate_id": f"{message_id}:{max(metrics.values())}",
        "message_template_id": 501,
        "customer_id": person.id,
        "customer_identifiers": {**person.identifiers},
        "recipient": person.email,
        "subject": campaign["name"],
        "metrics": {**metrics},
        "created": metrics["created"],
        "failure_message": _failure(metrics),
        "campaign_id": campaign["id"],
        "action_id": int(str(campaign["id"])) * 10 + 1,
        "parent_action_id": None,
        "newsletter_id": None,
        "content_id": None,
        "broadcast_id": None,
        "trigger_event_id": "01JC8Q2T7M3ZK9V4N6W0X5Y1AB",
        "forgotten": False,
        "type": "email",
    }


def traffic(people: dict[str, Person], now: int, delivery: Delivery, elapsed: float) -> Iterator[Item]:
    """The ordinary messages, newest first."""
    for created in range(now - now % PERIOD, now - HISTORY, -PERIOD):
        number = created // PERIOD
        person = people.get(f"demo-{1000 + number % ORDINARY}")
        if person is not None:
            yield message(number, person, _metrics(number, created, now, delivery, elapsed))


def activities(people: dict[str, Person], now: int, delivery: Delivery, elapsed: float) -> Iterator[Item]:
    """The ordinary activities, newest first: one event for each message, processed late or in time."""
    newest = now - round(delivery.activity_age.at(elapsed))
    for at in range(newest - newest % PERIOD, now - HISTORY, -PERIOD):
        number = at // PERIOD
        person = people.get(f"demo-{1000 + number % ORDINARY}")
        if person is not None:
            yield {
                "customer_id": person.id,
                "customer_identifiers": {**person.identifiers},
                "id": f"01SIMA{number:020d}",
                "timestamp": at,
                "type": "event",
                "name": "order_placed",
                "data": {"order_id": f"A-{number % 100_000}", "total": "42.10"},
            }
