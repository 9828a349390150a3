"""What the workspace holds besides people: campaigns, segments, senders, webhooks, addresses.

Chosen so that each answer has the oddity a reader must survive: null tags, an id as text, a stopped campaign,
a draft whose event name differs in case, a disabled webhook.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cio_tui.core.reading import Json
    from cio_tui.sim.faults import Delivery
    from cio_tui.sim.sites import Region

Item = dict[str, "Json"]

IP_ADDRESSES: dict[Region, tuple[str, ...]] = {
    "us": (
        "35.188.196.183",
        "104.198.177.219",
        "104.154.232.87",
        "130.211.229.195",
        "104.198.221.24",
        "104.197.27.15",
        "35.194.9.154",
        "104.154.144.51",
        "104.197.210.12",
        "35.225.6.73",
    ),
    "eu": (
        "34.76.143.229",
        "34.78.91.47",
        "34.77.94.252",
        "35.187.188.242",
        "34.78.122.90",
        "35.195.137.235",
        "130.211.108.156",
        "104.199.50.18",
        "34.78.44.80",
        "35.205.31.154",
    ),
}
"""The vendor's published sources of webhooks and custom SMTP."""

ESP_CATEGORIES = ("blocks", "bounces", "spam_reports", "invalid_emails")

_CREATED = 1_752_341_937


def _campaign(number: int, name: str, kind: str, state: str, **more: Json) -> Item:
    updated = 1_795_000_000 + number
    return {
        "id": number,
        "deduplicate_id": f"{number}:{updated}",
        "name": name,
        "description": "",
        "type": kind,
        "created": _CREATED,
        "updated": updated,
        "active": state == "running",
        "state": state,
        "actions": [{"type": "email", "id": number * 10 + 1}],
        "first_started": None if state == "draft" else _CREATED + 8_000,
        "tags": None,
        "filter_segment_ids": [],
        **more,
    }


CAMPAIGNS: tuple[Item, ...] = (
    _campaign(12, "Welcome series", "segment", "running", tags=["onboarding"], trigger_segment_ids=[7]),
    _campaign(15, "Order receipt", "event", "running", event_name="order_placed", filter_segment_ids=[9]),
    _campaign(19, "Win-back spring", "segment", "stopped", description=None, trigger_segment_ids=[22]),
    _campaign(21, "Password help", "event", "draft", event_name="Password_Reset", tags=[]),
)


_BODY = (
    "<p>Hello {{ customer.first_name | default: 'there' }}</p>"
    '<p>Shop Inc, 12 Main Street, Portland, OR 97201 <a href="{% unsubscribe_url %}">unsubscribe</a></p>'
)


def campaign_actions(campaign: Item) -> list[Item]:
    """The steps of one campaign: an e-mail that sends, a webhook still queued as draft."""
    number = int(str(campaign["id"]))
    common: Item = {"campaign_id": number, "parent_action_id": None, "created": _CREATED, "updated": _CREATED}
    email: Item = {
        **common,
        "id": number * 10 + 1,
        "name": f"{campaign['name']}: message",
        "type": "email",
        "sending_state": "automatic" if campaign["active"] else "off",
        "from": "Shop <billing@example.com>",
        "from_id": 3,
        "recipient": "{{customer.email}}",
        "subject": str(campaign["name"]),
        "body": _BODY,
        "layout": "",
        "headers": "[]",
    }
    hook: Item = {
        **common,
        "id": number * 10 + 2,
        "name": "Tell billing",
        "type": "webhook",
        "method": "post",
        "url": "https://hooks.example.com/billing",
        "sending_state": "draft",
        "headers": "[]",
    }
    return [email, hook]


def _segment(number: int, name: str, kind: str, **more: Json) -> Item:
    return {
        "id": number,
        "deduplicate_id": f"{number}:{_CREATED}",
        "name": name,
        "description": "",
        "state": "finished",
        "progress": None,
        "type": kind,
        "tags": None,
        "created_at": _CREATED,
        "updated_at": _CREATED,
        **more,
    }


_SEGMENTS: tuple[Item, ...] = (
    _segment(7, "Signed up", "dynamic"),
    _segment(9, "Paying", "dynamic", tags=["growth"]),
    _segment(22, "Inactive 90 days", "dynamic"),
    _segment(31, "Bought in 30 days", "dynamic"),
    _segment(40, "Beta testers", "manual"),
)


def segments(delivery: Delivery) -> list[Item]:
    """All segments; the first dynamic ones are still being built when a scenario says so."""
    building = delivery.segments_building
    return [
        {**segment, "state": "events_queued", "progress": 12} if place < building else segment
        for place, segment in enumerate(_SEGMENTS)
    ]


TOPICS: tuple[Item, ...] = (
    {"id": 1, "subscribed": True, "name": "Product updates", "description": ""},
    {"id": 2, "subscribed": False, "name": "Offers", "description": "Deals"},
)

SENDERS: tuple[Item, ...] = (
    {
        "id": 3,
        "deduplicate_id": f"3:{_CREATED}",
        "name": "Shop Billing",
        "email": "billing@example.com",
        "address": "Shop Billing <billing@example.com>",
        "template_type": "email",
        "auto_generated": False,
        "phone": None,
        "hidden": False,
    },
)


def _webhook(number: int, name: str, endpoint: str, *events: str, disabled: bool = False) -> Item:
    return {
        "id": number,
        "name": name,
        "type": "webhook",
        "endpoint": endpoint,
        "disabled": disabled,
        "full_resolution": not disabled,
        "with_content": False,
        "events": list(events),
    }


REPORTING_WEBHOOKS: tuple[Item, ...] = (
    _webhook(
        4,
        "delivery events to the data platform",
        "https://hooks.example.com/customerio",
        *(f"email_{metric}" for metric in ("sent", "delivered", "bounced", "dropped", "spammed", "failed")),
        "customer_unsubscribed",
    ),
    _webhook(5, "old endpoint", "https://old.example.com/cio", "email_sent", disabled=True),
)

BROADCASTS: tuple[Item, ...] = (_campaign(2, "Outage notice", "triggered_broadcast", "running", tags=[]),)

NEWSLETTERS: tuple[Item, ...] = (
    {
        "id": 44,
        "deduplicate_id": "44:1795090000",
        "content_ids": [91],
        "name": "November news",
        "sent_at": 1_795_098_000,
        "created": 1_795_000_000,
        "updated": 1_795_090_000,
        "type": "email",
        "tags": [],
        "recipient_segment_ids": [7],
        "subscription_topic_id": 1,
    },
)

TRANSACTIONAL: tuple[Item, ...] = (
    {
        "id": 3,
        "name": "password reset",
        "description": "",
        "send_to_unsubscribed": True,
        "link_tracking": False,
        "open_tracking": False,
        "hide_message_body": True,
        "queue_drafts": False,
        "created_at": _CREATED,
        "updated_at": 1_790_000_000,
    },
)


def workspaces(workspace_id: int, people: int) -> list[Item]:
    """The account's workspaces; the counts are the vendor's, up to two hours old."""
    return [
        {
            "id": workspace_id,
            "name": "Shop production",
            "messages_sent": 1_840_221,
            "billable_messages_sent": 1_502_113,
            "people": people,
            "object_types": 2,
            "objects": 312,
        }
    ]
