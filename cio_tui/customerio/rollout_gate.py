"""Whether a staged rollout goes on: the checklist's limits against what is measured now.

Failing calls, bounces and complaints harm people or the domain, and roll back. Late, slow or behind holds, and so does
whatever could not be told: the next stage can wait, a lost reputation cannot be switched back.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from cio_tui.core.reading import Verdict
from cio_tui.customerio.audit import Question
from cio_tui.customerio.campaign_numbers import ENOUGH, RATES
from cio_tui.customerio.finding import Finding, failing, ok, unknown

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cio_tui.core.reading import Reading, Value
    from cio_tui.customerio.campaign_numbers import Rate

P99_NEEDS = 100
"""Calls below which only the slowest of them says anything."""


class Decision(StrEnum):
    """What to do with the percentage."""

    GO = "go"
    HOLD = "hold"
    ROLL_BACK = "roll back"


class Sign(StrEnum):
    """What is looked at, besides whether both APIs answer."""

    CALLS = "error rate"
    LATENCY = "p99 latency"
    QUEUE = "queue"
    WEBHOOKS = "webhook errors"
    LAG = "delivery lag"
    BOUNCES = "bounce rate"
    COMPLAINTS = "complaint rate"
    DELIVERED = "delivery rate"


ROLLS_BACK = frozenset({Question.TRACK, Question.APP, Sign.CALLS, Sign.BOUNCES, Sign.COMPLAINTS})
_RATES = {
    "bounce_rate": Sign.BOUNCES,
    "complaint_rate": Sign.COMPLAINTS,
    "delivery_rate": Sign.DELIVERED,
}


class Totals(NamedTuple):
    """What campaigns and transactional messages sent lately, summed up."""

    counts: Mapping[str, int]
    """Metric to number."""
    left_out: int
    """Campaigns and messages that were not read."""


def decide(findings: Iterable[Finding]) -> Decision:
    """The worst of them counts; nothing looked at is no go."""
    found = list(findings)
    if any(each.verdict is Verdict.FAILING and each.check in ROLLS_BACK for each in found):
        return Decision.ROLL_BACK
    if not found or any(each.verdict in (Verdict.FAILING, Verdict.UNKNOWN) for each in found):
        return Decision.HOLD
    return Decision.GO


def measured_findings(readings: Mapping[str, Reading], values: Mapping[str, Value]) -> Iterator[Finding]:
    """What the probes `errors`, `latency`, `queue`, `webhook` and `delivery` say; those not configured but the first
    are passed over.
    """
    errors = readings["errors"]
    yield _share(Sign.CALLS, errors, "rate", _limit(values, "api_error_rate"))
    yield _latency(readings["latency"], _limit(values, "api_p99_latency_ms"))
    if readings["queue"].counts:
        yield _queue(readings["queue"], _limit(values, "queue_depth"))
    if readings["webhook"].counts:
        yield _share(Sign.WEBHOOKS, errors, "webhook_error_rate", _limit(values, "webhook_error_rate"))
    delivery = readings["delivery"]
    if delivery.verdict is Verdict.FAILING:
        yield failing(
            Sign.LAG, f"{delivery.sample.summary}.", "Wait until they leave in time: `cio-tui delivery`."
        )


_REMEDIES = {
    Sign.CALLS: "Walk the runbook rollback: flag to 0 % first, then the codes.",
    Sign.WEBHOOKS: "Look into the log of the receiver: the runbook p4-webhooks has the order.",
    Sign.LATENCY: "Leave the percentage where it is until they are fast again.",
}


def _limit(values: Mapping[str, Value], name: str) -> float:
    limit = values[f"threshold.{name}"]
    return float(limit) if isinstance(limit, int | float) else 0.0


def _number(reading: Reading, name: str) -> float | None:
    found = reading.sample.fields.get(name)
    return float(found) if isinstance(found, int | float) and not isinstance(found, bool) else None


def _share(sign: Sign, reading: Reading, name: str, limit: float) -> Finding:
    share = _number(reading, name)
    if share is None:
        remedy = "Set errors under [endpoints] to where your own metrics answer."
        return unknown(sign, f"It cannot be told: {reading.sample.summary}.", remedy)
    if not 0 <= share <= 1:
        return unknown(sign, f"{share:g} is no share of 0 to 1.", "Give shares: 0.034 for 3.4 %.")
    said = f"{share:.2%} of the calls fail, at most {limit:.2%} wanted."
    return failing(sign, said, _REMEDIES[sign]) if share > limit else ok(sign, said)


def _latency(reading: Reading, limit: float) -> Finding:
    n, lost, slowest = (_number(reading, name) for name in ("n", "lost", "max_ms"))
    if not n or slowest is None:
        return unknown(Sign.LATENCY, f"It cannot be told: {reading.sample.summary}.")
    if lost:
        return failing(
            Sign.LATENCY, f"{lost:g} of {n + lost:g} calls got no answer.", "See `cio-tui check latency`."
        )
    p99 = _number(reading, "p99_ms") if n >= P99_NEEDS else None
    if p99 is not None:
        said = f"p99 {p99:,.0f} ms of {n:g} calls, at most {limit:,.0f} wanted."
        return failing(Sign.LATENCY, said, _REMEDIES[Sign.LATENCY]) if p99 > limit else ok(Sign.LATENCY, said)
    said = f"The slowest of {n:g} calls took {slowest:,.0f} ms; at most {limit:,.0f} wanted."
    if slowest <= limit:
        return ok(Sign.LATENCY, said)
    return unknown(
        Sign.LATENCY, said, f"Whether that is more than one in a hundred takes {P99_NEEDS} calls to tell."
    )


def _queue(reading: Reading, limit: float) -> Finding:
    depth = _number(reading, "depth")
    if depth is None:
        return unknown(Sign.QUEUE, f"Its depth cannot be told: {reading.sample.summary}.")
    said = f"{depth:,.0f} wait, at most {limit:,.0f} wanted."
    return (
        failing(Sign.QUEUE, said, "More consumers, or wait until it has drained.")
        if depth > limit
        else ok(Sign.QUEUE, said)
    )


def sent_findings(totals: Totals, values: Mapping[str, Value], window: str) -> Iterator[Finding]:
    """Bounces, complaints and deliveries of the window, such as `1h`."""
    for rate in RATES:
        if rate.name in _RATES:
            yield _sent(_RATES[rate.name], rate, totals, _limit(values, rate.name), window)


def _sent(sign: Sign, rate: Rate, totals: Totals, limit: float, window: str) -> Finding:
    part, whole = (sum(totals.counts.get(name, 0) for name in names) for names in (rate.parts, rate.whole))
    if whole < ENOUGH:
        text = f"Within {window} {whole} were {rate.whole[0]}: too few to tell."
        return unknown(sign, text, f"Wait for {ENOUGH}, or look back further with --window.")
    share = part / whole
    wanted = f"{'at most' if rate.at_most else 'at least'} {limit:.2%} wanted"
    said = f"{share:.2%} {rate.title} within {window} ({part:,} of {whole:,}), {wanted}."
    if share > limit if rate.at_most else share < limit:
        return failing(sign, said, rate.remedy, rate.hint)
    if totals.left_out:
        return unknown(sign, f"{said} {totals.left_out} more campaigns or messages were not read.")
    return ok(sign, said)
