"""Whether a campaign can do anything at all: its state, its actions, and which other one runs in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.customerio.dates import day, minute
from cio_tui.customerio.finding import Check, Finding, degraded, failing, ok, unknown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cio_tui.customerio.campaign import Action, Campaign, Record

_START = (
    "Start it in the dashboard, if that is what its owner wants; who passed by meanwhile is not caught up."
)


def state_findings(record: Record) -> Iterator[Finding]:
    """Running, or what keeps it from it."""
    campaign = record.campaign
    match campaign.state, campaign.active:
        case "running", False:
            yield failing(Check.STATE, "It is paused: its state is running, but it is not active.", _START)
        case "running", _:
            yield ok(Check.STATE, f"It is running, since {day(campaign.started)}.")
        case "draft", _:
            yield failing(Check.STATE, "It is a draft: nobody can enter it.", _START)
        case "stopped" | "paused" | "archived" as state, _:
            yield failing(Check.STATE, f"It is {state}, last changed on {day(campaign.updated)}.", _START)
        case state, _:
            yield unknown(
                Check.STATE,
                f"Its state is {state or 'missing'!r}, a word we do not know.",
                "Look it up in the dashboard.",
            )


def action_findings(record: Record) -> Iterator[Finding]:
    """Which of its steps send nothing."""
    actions = record.actions
    if actions is None:
        return
    messages = [each for each in actions if each.reaches_people]
    if not actions:
        yield failing(
            Check.ACTIONS, "It has no action: nothing would be sent.", "Add its messages in the dashboard."
        )
        return
    off = [each for each in actions if each.sending_state == "off"]
    if messages and all(each.sending_state == "off" for each in messages):
        yield failing(
            Check.ACTIONS,
            f"Every message of it is switched off: {_titles(messages)}.",
            "Set them to send automatically.",
        )
    elif off:
        yield degraded(
            Check.ACTIONS, f"Switched off: {_titles(off)}.", "Set them to send automatically, if wanted."
        )
    drafts = [each for each in actions if each.sending_state == "draft"]
    if drafts:
        yield degraded(
            Check.ACTIONS,
            f"Kept as drafts, sent only by hand: {_titles(drafts)}.",
            "Set them to send automatically, or send what waits under Drafts.",
        )
    if not off and not drafts:
        every = f"All {len(actions)} actions send" if len(actions) > 1 else "Its action sends"
        yield ok(Check.ACTIONS, f"{every} automatically.")


def version_findings(record: Record) -> Iterator[Finding]:
    """Whether another version sends, or the text changed after the newest message."""
    rivals = [
        each for each in record.others or () if each.is_running and _same_trigger(each, record.campaign)
    ]
    if rivals:
        which = ", ".join(each.title for each in rivals)
        yield (degraded if record.campaign.is_running else failing)(
            Check.VERSION,
            f"Started by the same trigger, and running: {which}.",
            "See which of them the message came from; stop the one that is out of date.",
        )
    newest = max((each.created for each in record.messages or () if each.created), default=None)
    changed = [each for each in record.actions or () if each.updated and newest and each.updated > newest]
    if changed and newest:
        yield degraded(
            Check.VERSION,
            f"Changed after the newest message ({minute(newest)}): {_titles(changed)}. "
            "Every message so far has the text from before.",
            "Only messages made from now on have the new text; it cannot be changed in those that left.",
        )
    if not rivals and not changed and record.others is not None and record.actions is not None:
        yield ok(
            Check.VERSION,
            "No other running campaign has its trigger, and its text is older than its messages.",
        )


def _same_trigger(one: Campaign, other: Campaign) -> bool:
    same_event = bool(one.event_name) and one.event_name == other.event_name
    return same_event or bool(set(one.trigger_segments) & set(other.trigger_segments))


def _titles(actions: list[Action]) -> str:
    return ", ".join(each.title for each in actions)
