"""All that can be said about one campaign, the worst first; each question of the seed's tables has its module."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.customerio.campaign_audience import audience_findings
from cio_tui.customerio.campaign_content import content_findings
from cio_tui.customerio.campaign_event import event_findings
from cio_tui.customerio.campaign_numbers import backlog_findings, number_findings
from cio_tui.customerio.campaign_person import history_findings, person_findings, wait_findings
from cio_tui.customerio.campaign_state import action_findings, state_findings, version_findings
from cio_tui.customerio.finding import Check, Finding, worst_first
from cio_tui.customerio.person_findings import unread_findings

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from cio_tui.customerio.campaign import Record

PARTS = {
    "person": (Check.PROFILE, "The person"),
    "actions": (Check.ACTIONS, "The actions"),
    "segments": (Check.SEGMENTS, "The segments"),
    "numbers": (Check.NUMBERS, "The numbers"),
    "messages": (Check.BACKLOG, "The messages"),
    "events": (Check.EVENT, "The events received"),
}
"""Part of a record to the question that stays open without it, and what to call it."""


def campaign_findings(record: Record, thresholds: Mapping[str, float], now: datetime) -> tuple[Finding, ...]:
    """Everything there is to say. `thresholds` are those of the configuration, by their own names."""
    found = [
        *person_findings(record),
        *event_findings(record),
        *state_findings(record),
        *audience_findings(record),
        *action_findings(record),
    ]
    found += history_findings(record, found, now)
    found += content_findings(record)
    found += version_findings(record)
    found += wait_findings(record)
    found += backlog_findings(record.messages, now)
    found += number_findings(record, thresholds)
    found += unread_findings(record.unread, PARTS)
    return worst_first(dict.fromkeys(found))
