"""Why mail does or does not reach one person, from what was read: a finding each, the worst first.

A suppressed person and a suppressed address are told apart: the first has no profile at all, the second keeps it
and gets other channels, and each is undone elsewhere.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.reading import Verdict
from cio_tui.customerio.dates import day
from cio_tui.customerio.finding import Check, Finding, degraded, failing, ok, unknown, worst_first
from cio_tui.customerio.hints import hint_for_status
from cio_tui.customerio.person_events import event_findings
from cio_tui.customerio.person_messages import message_findings

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime

    from cio_tui.customerio.person import Activity, EspEntry, Record, Unread

PARTS = {
    "segments": (Check.SEGMENTS, "The segments"),
    "messages": (Check.HISTORY, "The messages"),
    "activities": (Check.EVENT, "The activities"),
    "topics": (Check.SUBSCRIPTION, "The subscription topics"),
    "opted_out": (Check.SUBSCRIPTION, "The opt-outs"),
    "esp": (Check.SUPPRESSION, "The delivery provider's suppression list"),
    "campaigns": (Check.STATE, "The campaigns"),
}
"""Part of a record to the question that stays open without it, and what to call it."""

_ESP = {
    "bounces": (
        "bounced on",
        "Ask for another address; remove the entry in the dashboard only if the mailbox exists again.",
    ),
    "spam_reports": (
        "reported our mail as spam on",
        "Do not write to it again; fix what made the person complain.",
    ),
    "blocks": (
        "was refused for the moment on",
        "It often passes by itself; look at the sending domain if many are blocked.",
    ),
    "invalid_emails": ("was found not to exist on", "Correct the address in the profile, at its source."),
}
_ESP["spam"] = _ESP["spam_reports"]


def person_findings(record: Record, now: datetime) -> tuple[Finding, ...]:
    """Everything there is to say, the worst first."""
    return worst_first(_findings(record, now))


def _findings(record: Record, now: datetime) -> Iterator[Finding]:
    yield from profile_findings(record)
    yield from suppression_findings(record)
    if record.profile is not None:
        yield from address_findings(record)
        yield from subscription_findings(record)
        yield from attribute_findings(record)
        yield from segment_findings(record)
        yield from message_findings(record, now)
        yield from event_findings(record, now)
    yield from unread_findings(record.unread, PARTS)


def profile_findings(record: Record) -> Iterator[Finding]:
    """Whether there is such a person, and only one."""
    if record.profile is None:
        yield _missing(record)
        return
    yield ok(Check.PROFILE, f"A profile exists; it was found by {record.found_by}.")
    if record.twins:
        others = ", ".join(record.twins)
        yield degraded(
            Check.PROFILE,
            f"{len(record.twins)} more with the address {record.address}: {others}. What happened may stand with them.",
            "Look at each of them; merge them if they are one person (a merge cannot be undone).",
        )


def _missing(record: Record) -> Finding:
    """No profile: which trace is left, and the three ways it comes about."""
    deleted = _newest(record, "profile_delete")
    merged = _newest(record, "profile_merge")
    if deleted is not None:
        return failing(
            Check.PROFILE,
            f"No profile is called {record.asked}: it was deleted on {day(deleted.at)}, or suppressed, which deletes.",
            "If nobody meant to, unsuppress the identifier in the dashboard and identify anew; the history is gone.",
        )
    if merged is not None:
        return failing(
            Check.PROFILE,
            f"No profile is called {record.asked}: it was merged into another on {day(merged.at)}.",
            "Look for the person under the identifier that was kept.",
        )
    return failing(
        Check.PROFILE,
        f"No profile is called {record.asked}: never created, deleted, or suppressed. A suppressed one has no profile, "
        "and calls for it answer 200 and change nothing.",
        "Check spelling and workspace, then search under People in the dashboard, suppressed ones included.",
    )


def _newest(record: Record, kind: str) -> Activity | None:
    return next((each for each in record.activities or () if each.kind == kind), None)


def suppression_findings(record: Record) -> Iterator[Finding]:
    """The delivery provider's list: the address is on it, or clear, or there was no address to ask about."""
    if not record.esp:
        if record.esp is not None and record.address:
            yield ok(Check.SUPPRESSION, "The address is on no suppression list of the delivery provider.")
        return
    yield from map(_suppressed, record.esp)


def _suppressed(entry: EspEntry) -> Finding:
    happened, remedy = _ESP.get(
        entry.category, ("was suppressed on", "Look it up under Suppressions in the dashboard.")
    )
    said = " ".join(
        filter(None, (entry.reason, f"({entry.status})" if entry.status not in entry.reason else ""))
    )
    return failing(
        Check.SUPPRESSION,
        f"The address {happened} {day(entry.at)}: ESP suppression, {entry.category or 'no category given'}"
        f"{f': {said}' if said else ''}. E-mail is dropped, other channels go out.",
        remedy,
    )


def address_findings(record: Record) -> Iterator[Finding]:
    """Whether there is somewhere to send to."""
    profile = record.profile
    if profile is None:
        return
    if not profile.email:
        yield failing(
            Check.ADDRESS,
            "The profile has no e-mail address, so no e-mail can be sent.",
            "Identify the person with `email`, at the place in our code that knows it.",
        )
    elif "@" not in profile.email.strip("@") or " " in profile.email:
        yield failing(
            Check.ADDRESS, f"{profile.email!r} is no e-mail address.", "Correct it where it comes from."
        )
    else:
        yield ok(Check.ADDRESS, f"It has an e-mail address: {profile.email}.")


def subscription_findings(record: Record) -> Iterator[Finding]:
    """What the person does not want."""
    profile = record.profile
    if profile is not None and profile.unsubscribed:
        since = profile.changed.get("unsubscribed")
        yield failing(
            Check.SUBSCRIPTION,
            f"Unsubscribed{f' on {day(since)}' if since else ''}: only what goes to unsubscribed people too is sent.",
            "Respect it; what must arrive (receipts, resets) belongs in a transactional message.",
        )
    elif profile is not None:
        yield ok(Check.SUBSCRIPTION, "Not unsubscribed.")
    refused = [topic.name or topic.id for topic in record.topics or () if not topic.subscribed]
    if refused:
        yield degraded(
            Check.SUBSCRIPTION,
            f"Does not take the topics: {', '.join(refused)}.",
            "Messages of these topics are not sent.",
        )
    if record.opted_out:
        yield degraded(Check.SUBSCRIPTION, f"Opted out of: {', '.join(record.opted_out)}.")


def attribute_findings(record: Record) -> Iterator[Finding]:
    """Changes that were answered 200 and failed all the same."""
    failed = [each for each in record.activities or () if each.kind == "failed_attribute_change"]
    for each in failed[:3]:
        names = ", ".join(f"{name} = {value}" for name, value in each.changes.items()) or "an attribute"
        about_address = "email" in each.changes
        yield Finding(
            Check.ATTRIBUTES,
            Verdict.FAILING if about_address else Verdict.DEGRADED,
            f"Setting {names} failed on {day(each.at)}, although the call was answered 200.",
            "Another person holds this address: find them with `cio-tui person`, then correct or merge."
            if about_address
            else "Open this activity in the dashboard: it says which limit or rule was broken.",
        )


def segment_findings(record: Record) -> Iterator[Finding]:
    """Whether any segment could match."""
    if record.segments is None:
        return
    if not record.segments:
        yield degraded(
            Check.SEGMENTS,
            "In no segment: whatever is started or filtered by one passes this person by.",
            "Compare the attributes with the conditions of the segment that was expected.",
        )
    else:
        names = ", ".join(f"{each.id} {each.name}".strip() for each in record.segments)
        count = len(record.segments)
        yield ok(Check.SEGMENTS, f"In {count} segment{'s' * (count != 1)}: {names}.")


def unread_findings(
    unread: Mapping[str, Unread], parts: Mapping[str, tuple[Check, str]]
) -> Iterator[Finding]:
    """What could not be looked at is said, and counts as unknown."""
    for name, why in unread.items():
        check, title = parts[name]
        text = f"{title} could not be read. {why.sentence}"
        yield unknown(check, text, hint=hint_for_status(why.status))
