"""Records of made-up people and campaigns, other ones than the simulator's, built from the vendor's JSON shapes."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from cio_tui.customerio.campaign import (
    Record as CampaignRecord,
)
from cio_tui.customerio.campaign import (
    read_action,
    read_campaign,
    read_campaigns,
    read_segment,
)
from cio_tui.customerio.message import read_message
from cio_tui.customerio.person import (
    Record,
    read_activity,
    read_esp,
    read_optouts,
    read_profile,
    read_segment_names,
    read_topics,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cio_tui.customerio.campaign import Action, Campaign
    from cio_tui.customerio.finding import Check, Finding
    from cio_tui.customerio.message import Message
    from cio_tui.customerio.person import Activity

NOW = datetime(2027, 3, 2, 9, 30, tzinfo=UTC)


def ago(**units: float) -> int:
    """Unix seconds."""
    return int((NOW - timedelta(**units)).timestamp())


def message(made: int, failure: str | None = None, **steps: int | str) -> Message:
    """A delivery of campaign 400, action 41: steps are seconds after it was made."""
    happened = {name: made + after for name, after in steps.items() if isinstance(after, int)}
    words = {name: word for name, word in steps.items() if isinstance(word, str)}
    return read_message(
        {
            "id": f"m{made}", "type": "email", "created": made, "subject": "Your invoice", "recipient": "kim@ex.test",
            "metrics": {"created": made, **happened}, "campaign_id": 400, "action_id": 41,
            "failure_message": failure, **words,
        }
    )  # fmt: skip


def event(name: str, at: int, **data: Any) -> Activity:
    """Something the person did."""
    return read_activity({"type": "event", "name": name, "timestamp": at, "data": data})


def activity(kind: str, at: int, **data: Any) -> Activity:
    """Something that was done to the person."""
    return read_activity({"type": kind, "timestamp": at, "data": data})


def person(
    *,
    email: str | None = "kim@ex.test",
    unsubscribed: bool = False,
    attributes: dict[str, Any] | None = None,
    messages: Iterable[Message] = (),
    activities: Iterable[Activity] = (),
    esp: dict[str, Any] | None = None,
    segments: Iterable[int] = (3,),
    campaigns: Iterable[Campaign] = (),
    topics: dict[str, bool] | None = None,
    **more: Any,
) -> Record:
    """Somebody called kim, well unless told otherwise."""
    profile: Any = {
        "id": "kim", "identifiers": {"id": "kim", "email": email, "cio_id": "aa01"},
        "attributes": {"city": "Oslo", **(attributes or {})},
        "timestamps": {"city": ago(days=4), "_last_emailed": ago(hours=1)}, "unsubscribed": unsubscribed,
    }  # fmt: skip
    given = {
        "asked": "kim",
        "found_by": "id",
        "profile": read_profile({"customer": profile}),
        "messages": tuple(messages),
        "activities": tuple(activities),
        "esp": read_esp(esp or {"category": "", "suppressions": None}),
        "segments": read_segment_names({"segments": [{"id": each, "name": f"S{each}"} for each in segments]}),
        "topics": read_topics(
            {"customer": {"topics": [{"name": n, "subscribed": s} for n, s in (topics or {}).items()]}}
        ),
        "opted_out": read_optouts({"optouts": None}),
        "campaigns": tuple(campaigns),
    }
    return Record(**{**given, **more})


def campaign(number: int = 400, **fields: Any) -> Campaign:
    """A running campaign that waits for `invoice.paid`, without segments."""
    return read_campaign(
        {
            "id": number, "name": f"Campaign {number}", "type": "event", "state": "running", "active": True,
            "event_name": "invoice.paid", "filter_segment_ids": [], "updated": ago(days=9),
            "first_started": ago(days=90), **fields,
        }
    )  # fmt: skip


def action(number: int = 41, **fields: Any) -> Action:
    """An e-mail that sends."""
    return read_action(
        {
            "id": number, "name": f"A{number}", "type": "email", "sending_state": "automatic",
            "updated": ago(days=30), **fields,
        }
    )  # fmt: skip


def investigated(one: Campaign | None = None, **parts: Any) -> CampaignRecord:
    """A campaign about which everything was read, and all of it is well."""
    given = {
        "campaign": one or campaign(),
        "others": read_campaigns({"campaigns": None}),
        "actions": (action(),),
        "segments": tuple(read_segment({"id": n, "name": f"S{n}", "state": "finished"}) for n in (3, 5)),
        "counts": {"created": 100, "sent": 100, "delivered": 99, "bounced": 1},
        "messages": (message(ago(hours=1), sent=4, delivered=6),),
        "events": (event("invoice.paid", ago(minutes=3)),),
    }
    return CampaignRecord(**{**given, **parts})


def said(findings: Iterable[Finding], check: Check) -> list[tuple[str, str]]:
    """Verdict and text of the findings of one check."""
    return [(each.verdict.value, each.text) for each in findings if each.check is check]


def failing(findings: Iterable[Finding]) -> list[str]:
    """Texts of what is failing, in order."""
    return [each.text for each in findings if each.verdict.value == "failing"]
