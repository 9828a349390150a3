"""A campaign's last day against `[thresholds]`, and how late its messages leave.

Below ENOUGH messages a rate says nothing and is not judged: one bounce among three is no incident.
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from cio_tui.core.percentiles import nearest_rank
from cio_tui.core.reading import Verdict
from cio_tui.customerio.dates import span
from cio_tui.customerio.finding import Check, Finding, degraded, failing, ok
from cio_tui.customerio.hints import Hint

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import datetime

    from cio_tui.customerio.campaign import Record
    from cio_tui.customerio.message import Message

ENOUGH = 20
LATE = timedelta(minutes=2)
"""Healthy sending takes seconds."""
VERY_LATE = timedelta(minutes=15)


class Rate(NamedTuple):
    """One rate and its limit."""

    name: str
    """Of the threshold."""
    title: str
    parts: tuple[str, ...]
    whole: tuple[str, ...]
    at_most: bool = True
    hint: Hint | None = None
    remedy: str = ""


RATES = (
    Rate(
        "bounce_rate",
        "bounced",
        ("bounced",),
        ("sent",),
        hint=Hint.BOUNCES_AFTER_LAUNCH,
        remedy="Check the sending domain with `cio-tui domain`, then where these addresses come from.",
    ),
    Rate(
        "complaint_rate",
        "marked as spam",
        ("spammed",),
        ("delivered",),
        hint=Hint.COMPLAINTS,
        remedy="Stop it and find out who it goes to; complaints harm every other message.",
    ),
    Rate(
        "delivery_rate",
        "delivered",
        ("delivered",),
        ("sent",),
        at_most=False,
        remedy="Look at `cio-tui delivery`: late, refused, or not reported back?",
    ),
    Rate(
        "webhook_error_rate",
        "webhook calls failed",
        ("4xx", "5xx"),
        ("2xx", "3xx", "4xx", "5xx"),
        hint=Hint.WEBHOOKS_STOPPED,
        remedy="Look into the log of the endpoint that this campaign calls.",
    ),
)


def number_findings(record: Record, thresholds: Mapping[str, float]) -> Iterator[Finding]:
    """What the last day's numbers say."""
    counts = record.counts
    if counts is None:
        return
    made, sent = counts.get("created", 0), counts.get("sent", 0)
    if made >= ENOUGH and not sent:
        yield failing(
            Check.NUMBERS,
            f"{made} messages were made within a day and none was sent.",
            "Look at `cio-tui delivery`.",
        )
    elif not made and not sent:
        yield degraded(
            Check.NUMBERS, "No message was made within a day.", "Look at its trigger and its state."
        )
    else:
        yield ok(
            Check.NUMBERS, f"Within a day: {made} made, {sent} sent, {counts.get('delivered', 0)} delivered."
        )
    failed = counts.get("failed", 0)
    if failed:
        reason = next(
            (each.failure for each in record.messages or () if each.failure and each.fate == "failed"), ""
        )
        yield degraded(
            Check.NUMBERS,
            f"{failed} could not be handed over{f', last: {reason}' if reason else ''}.",
            "The reason tells whether the address, the template or the provider failed.",
        )
    for rate in RATES:
        yield from _judge(rate, counts, thresholds.get(rate.name))


def _judge(rate: Rate, counts: Mapping[str, int], limit: float | None) -> Iterator[Finding]:
    part, whole = (sum(counts.get(name, 0) for name in names) for names in (rate.parts, rate.whole))
    if limit is None or whole < ENOUGH:
        return
    share = part / whole
    broken = share > limit if rate.at_most else share < limit
    wanted = f"{'at most' if rate.at_most else 'at least'} {limit:.2%}"
    said = f"{share:.2%} {rate.title} ({part} of {whole}), {wanted} wanted"
    yield Finding(
        Check.NUMBERS,
        Verdict.FAILING if broken else Verdict.OK,
        said + ".",
        rate.remedy if broken else "",
        rate.hint if broken else None,
    )


def backlog_findings(messages: Sequence[Message] | None, now: datetime) -> Iterator[Finding]:
    """How long the last messages took from being made to being sent; one not sent yet counts with its age."""
    if messages is None:
        return
    lags = [lag for each in messages if (lag := _lag(each, now)) is not None]
    if not lags:
        return
    p90 = timedelta(seconds=nearest_rank(sorted(lags), 90))
    waiting = sum(each.is_stuck(now) for each in messages)
    text = f"Of the last {len(lags)} messages nine in ten left within {span(p90)}; {waiting} still wait."
    if p90 <= LATE and not waiting:
        yield ok(Check.BACKLOG, text)
        return
    yield Finding(
        Check.BACKLOG,
        Verdict.FAILING if p90 > VERY_LATE else Verdict.DEGRADED,
        text,
        "Compare with all campaigns (`cio-tui delivery`): if all are late, it is the backlog at Customer.io.",
    )


def _lag(message: Message, now: datetime) -> float | None:
    if message.created is None:
        return None
    sent = message.happened.get("sent") or message.happened.get("delivered")
    if sent is not None:
        return max(0.0, (sent - message.created).total_seconds())
    waits = message.fate in ("created", "attempted", "deferred")
    return (now - message.created).total_seconds() if waits else None
