from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from cio_tui.core.reading import NOT_CONFIGURED, Reading, Sample, Verdict
from cio_tui.customerio.audit import Question
from cio_tui.customerio.finding import Finding, degraded, failing, ok, unknown
from cio_tui.customerio.hints import Hint
from cio_tui.customerio.rollout_gate import (
    Decision,
    Sign,
    Totals,
    decide,
    measured_findings,
    sent_findings,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cio_tui.core.reading import Value

LIMITS: Mapping[str, Value] = {
    "threshold.api_error_rate": 0.01,
    "threshold.api_p99_latency_ms": 5000,
    "threshold.bounce_rate": 0.05,
    "threshold.complaint_rate": 0.001,
    "threshold.delivery_rate": 0.95,
    "threshold.queue_depth": 10000,
    "threshold.webhook_error_rate": 0.05,
}
WELL: Mapping[str, Mapping[str, Value | None]] = {
    "errors": {"rate": 0.01, "webhook_error_rate": 0.05},
    "latency": {"n": 20, "lost": 0, "max_ms": 5000},
    "queue": {"depth": 10000},
    "webhook": {"status": 405},
    "delivery": {"lag_p90_s": 5},
}
SENT = {"sent": 1000, "delivered": 950, "bounced": 50, "spammed": 0}


def _measured(**changes: Mapping[str, Value | None] | None) -> dict[str, Finding]:
    """By what was looked at; a probe that is None is not configured."""
    readings = {name: _read(changes.get(name, fields)) for name, fields in WELL.items()}
    return {str(each.check): each for each in measured_findings(readings, LIMITS)}


def _read(fields: Mapping[str, Value | None] | None) -> Reading:
    late = bool(fields) and fields is not None and fields.get("lag_p90_s") == 1200
    summary = NOT_CONFIGURED if fields is None else "as seen"
    sample = Sample("p", datetime(2026, 11, 21, tzinfo=UTC), 0.0, fields or {}, summary)
    return Reading(sample, Verdict.FAILING if late else Verdict.OK, (), 60.0)


def test_what_is_just_within_every_limit_goes_on() -> None:
    found = [*_measured().values(), *sent_findings(Totals(SENT, 0), LIMITS, "1h")]

    assert {each.verdict for each in found} == {Verdict.OK}
    assert decide(found) is Decision.GO


@pytest.mark.parametrize(
    ("changes", "sign", "verdict", "decision"),
    [
        ({"errors": {"rate": 0.0101}}, Sign.CALLS, Verdict.FAILING, Decision.ROLL_BACK),
        ({"errors": {"rate": 3.4}}, Sign.CALLS, Verdict.UNKNOWN, Decision.HOLD),
        ({"errors": None}, Sign.CALLS, Verdict.UNKNOWN, Decision.HOLD),
        (
            {"latency": {"n": 20, "lost": 0, "max_ms": 5001}},
            Sign.LATENCY,
            Verdict.UNKNOWN,
            Decision.HOLD,
        ),
        (
            {"latency": {"n": 100, "lost": 0, "max_ms": 9000, "p99_ms": 5001}},
            Sign.LATENCY,
            Verdict.FAILING,
            Decision.HOLD,
        ),
        ({"latency": {"n": 19, "lost": 1, "max_ms": 8}}, Sign.LATENCY, Verdict.FAILING, Decision.HOLD),
        ({"latency": {}}, Sign.LATENCY, Verdict.UNKNOWN, Decision.HOLD),
        ({"queue": {"depth": 10001}}, Sign.QUEUE, Verdict.FAILING, Decision.HOLD),
        ({"queue": {}}, Sign.QUEUE, Verdict.UNKNOWN, Decision.HOLD),
        (
            {"errors": {"rate": 0.0, "webhook_error_rate": 0.06}},
            Sign.WEBHOOKS,
            Verdict.FAILING,
            Decision.HOLD,
        ),
        ({"delivery": {"lag_p90_s": 1200}}, Sign.LAG, Verdict.FAILING, Decision.HOLD),
    ],
)
def test_a_number_beyond_its_limit_or_missing_decides(
    changes: dict[str, Mapping[str, Value | None] | None], sign: Sign, verdict: Verdict, decision: Decision
) -> None:
    found = _measured(**changes)

    assert found[sign].verdict is verdict
    assert decide(found.values()) is decision
    assert found[sign].remedy or verdict is Verdict.UNKNOWN


def test_a_queue_and_a_receiver_that_do_not_exist_hold_nothing() -> None:
    found = _measured(queue=None, webhook=None)

    assert not {Sign.QUEUE, Sign.WEBHOOKS} & set(found)
    assert decide(found.values()) is Decision.GO


@pytest.mark.parametrize(
    ("counts", "sign", "decision", "hint"),
    [
        ({"bounced": 51}, Sign.BOUNCES, Decision.ROLL_BACK, Hint.BOUNCES_AFTER_LAUNCH),
        ({"spammed": 1}, Sign.COMPLAINTS, Decision.ROLL_BACK, Hint.COMPLAINTS),
        ({"delivered": 949}, Sign.DELIVERED, Decision.HOLD, None),
    ],
)
def test_what_was_sent_decides_with_the_hint_of_the_checklist(
    counts: dict[str, int], sign: Sign, decision: Decision, hint: Hint | None
) -> None:
    found = list(sent_findings(Totals(SENT | counts, 0), LIMITS, "1h"))

    (broken,) = [each for each in found if each.verdict is Verdict.FAILING]
    assert (broken.check, broken.hint, decide(found)) == (sign, hint, decision)
    assert broken.remedy


def test_too_few_messages_and_unread_campaigns_hold() -> None:
    few = list(sent_findings(Totals({"sent": 19, "delivered": 19}, 0), LIMITS, "1h"))
    unread = list(sent_findings(Totals(SENT, 3), LIMITS, "1h"))

    assert {each.verdict for each in (*few, *unread)} == {Verdict.UNKNOWN}
    assert decide(few) is decide(unread) is Decision.HOLD


def test_unknown_never_hides_what_rolls_back_and_nothing_looked_at_is_no_go() -> None:
    refused = failing(Question.TRACK, "401")

    assert decide([unknown(Sign.CALLS, "?"), refused]) is Decision.ROLL_BACK
    assert decide([]) is Decision.HOLD
    assert decide([ok(Sign.CALLS, "0"), degraded(Sign.QUEUE, "some")]) is Decision.GO
