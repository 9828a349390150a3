"""What the numbers of delivery mean, worst first. The limits are those of the shipped rules in lib/probes.toml."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from cio_tui.customerio.dates import span
from cio_tui.customerio.delivery_traffic import percentile
from cio_tui.customerio.finding import Finding, degraded, failing, ok, unknown, worst_first

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cio_tui.customerio.delivery import Delivery
    from cio_tui.customerio.delivery_traffic import Percentile

LATE, SLOW = 900.0, 120.0
"""Seconds from created to sent: failing, degraded."""
REFUSED, SOME_REFUSED = 0.2, 0.05
"""Share of messages that the mail provider did not take."""
PROCESSED_LATE = 600.0
ARRIVES_LATE = 900.0


class Question(StrEnum):
    """What is asked of the traffic."""

    SENDING = "sending"
    PROVIDER = "mail provider"
    ARRIVAL = "arrival"
    PROCESSING = "processing"
    SEGMENTS = "segments"
    SCOPE = "scope"


def summary(delivery: Delivery) -> str:
    """The one line of the pane."""
    traffic = delivery.traffic
    p50, p90 = percentile(traffic.sending, 50), percentile(traffic.sending, 90)
    if not traffic.n:
        return f"no message was created in the last {_time(delivery.window)}"
    if p50 is None or p90 is None:
        return f"{_messages(traffic.n)}, none of them sent or waiting"
    sent = f"sent after {_at(p50)}, p90 {_at(p90)}"
    waiting = f", {len(traffic.waiting)} waiting" if p90.seconds > SLOW and traffic.waiting else ""
    refused = f", {traffic.refused_share:.0%} not taken" if traffic.refused_share else ""
    return f"{_messages(traffic.n)}: {sent}{waiting}{refused}"


def delivery_findings(delivery: Delivery) -> tuple[Finding, ...]:
    """Each question answered in a sentence with what to do."""
    return worst_first(
        (
            _sending(delivery),
            *_provider(delivery),
            *_arrival(delivery),
            _processing(delivery),
            _segments(delivery),
            *(unknown(Question.SCOPE, gap) for gap in delivery.gaps),
        )
    )


def _sending(delivery: Delivery) -> Finding:
    traffic, window = delivery.traffic, _time(delivery.window)
    p50, p90 = percentile(traffic.sending, 50), percentile(traffic.sending, 90)
    if not traffic.n:
        return unknown(
            Question.SENDING,
            f"No message was created in the last {window}, so nothing shows how fast they leave.",
            "Look further back with --window; if there should be messages, see whether campaigns trigger.",
        )
    if p50 is None or p90 is None:
        return unknown(Question.SENDING, f"None of {_messages(traffic.n)} was sent, and none waits to be.")
    waiting = f"; {_waiting(traffic.waiting)}" if traffic.waiting else ""
    sampled = "" if delivery.is_whole else " (four moments of the window were looked at)"
    took = f"half leave after {_at(p50)}, nine of ten within {_at(p90)}, of {traffic.n}{waiting}{sampled}"
    if p90.seconds > SLOW:
        level = failing if p90.seconds > LATE else degraded
        return level(
            Question.SENDING,
            f"Created fine, sent late: {took}. Customer.io is late, though every API answers 200.",
            "Nothing on our side makes them faster: send nothing twice, hold what must not arrive late, tell people,"
            " and open a ticket with one delivery id.",
        )
    if not p90.is_exact:
        return unknown(Question.SENDING, f"Too early to tell: {took}.", "Ask again in two minutes.")
    return ok(Question.SENDING, f"Messages leave in time: {took}.")


def _provider(delivery: Delivery) -> Iterator[Finding]:
    share = delivery.traffic.refused_share
    if share is None:
        return
    said = f"{share:.0%} of {delivery.traffic.n} messages were attempted and not taken by the mail provider."
    if share <= SOME_REFUSED:
        yield ok(Question.PROVIDER, said if share else "The mail provider takes our messages.")
        return
    level = failing if share > REFUSED else degraded
    yield level(
        Question.PROVIDER,
        said,
        "Look at the sending domain (`cio-tui domain`), then at what the bounces say.",
    )


def _arrival(delivery: Delivery) -> Iterator[Finding]:
    p90 = percentile(delivery.traffic.arriving, 90)
    if p90 is None:
        return
    if p90.seconds > ARRIVES_LATE:
        yield degraded(
            Question.ARRIVAL,
            f"Once sent, nine of ten are delivered only within {_at(p90)}.",
            "Receivers defer our mail: look at the domain, at complaints, and at sudden volume.",
        )
    else:
        yield ok(Question.ARRIVAL, f"Once sent, nine of ten are delivered within {_at(p90)}.")


def _processing(delivery: Delivery) -> Finding:
    age = delivery.activity_s
    if age is None:
        return unknown(
            Question.PROCESSING, "No activity can be seen, so nothing shows how late data is processed."
        )
    if age > PROCESSED_LATE:
        return degraded(
            Question.PROCESSING,
            f"The newest activity is {_time(age)} old: Customer.io takes our data and works on it late.",
            "If our own events still flow, this is theirs: do not send them again. A quiet hour looks the same.",
        )
    return ok(Question.PROCESSING, f"The newest activity is {_time(age)} old.")


def _segments(delivery: Delivery) -> Finding:
    building = delivery.building
    if building is None:
        return unknown(Question.SEGMENTS, "Whether segments are still being built could not be read.")
    if building:
        them = "1 segment is" if building == 1 else f"{building} segments are"
        return degraded(
            Question.SEGMENTS,
            f"{them} still being built; campaigns that wait for them start late.",
            "Wait for them before you judge who got a campaign.",
        )
    return ok(Question.SEGMENTS, "Every segment is built.")


def _waiting(waits: tuple[float, ...]) -> str:
    return f"{len(waits)} still waiting, the longest for {_time(max(waits))}"


def _messages(count: int) -> str:
    return "1 message" if count == 1 else f"{count} messages"


def _at(found: Percentile) -> str:
    return _time(found.seconds) if found.is_exact else f"more than {_time(found.seconds)}"


def _time(seconds: float) -> str:
    return span(timedelta(seconds=seconds))
