from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from cio_tui.core.reading import Verdict
from cio_tui.customerio.delivery import Delivery
from cio_tui.customerio.delivery_traffic import traffic_of
from cio_tui.customerio.delivery_words import Question, delivery_findings, summary

if TYPE_CHECKING:
    from cio_tui.customerio.finding import Finding
    from cio_tui.customerio.items import Item

NOW = datetime.fromtimestamp(1_795_000_000, UTC)


def delivery(
    *steps: dict[str, float],
    activity_s: float | None = 2.0,
    building: int | None = 0,
    gaps: tuple[str, ...] = (),
) -> Delivery:
    """Messages by their steps, in seconds before now."""
    at = NOW.timestamp()
    messages: list[Item] = [{"metrics": {name: at - ago for name, ago in each.items()}} for each in steps]
    return Delivery(3600.0, traffic_of(messages, NOW), True, activity_s, building, gaps, 1.0)


def found(question: Question, seen: Delivery) -> Finding:
    return next(finding for finding in delivery_findings(seen) if finding.check is question)


SENT_AT_ONCE = {"created": 600.0, "sent": 597.0, "delivered": 590.0}
SENT_LATE = {"created": 3000.0, "sent": 1000.0}
WAITS = {"created": 2400.0}
REFUSED = {"created": 600.0, "attempted": 570.0}


@pytest.mark.parametrize(
    ("steps", "verdict", "words"),
    [
        ([SENT_AT_ONCE], Verdict.OK, "Messages leave in time: half leave after 3 s"),
        ([SENT_LATE], Verdict.FAILING, "half leave after 33 min"),
        ([{"created": 600.0, "sent": 300.0}], Verdict.DEGRADED, "Created fine, sent late"),
        (
            [WAITS],
            Verdict.FAILING,
            "more than 40 min, nine of ten within more than 40 min, of 1; 1 still waiting",
        ),
        ([{"created": 5.0}], Verdict.UNKNOWN, "Too early to tell"),
        ([REFUSED], Verdict.UNKNOWN, "None of 1 message was sent, and none waits to be"),
        ([], Verdict.UNKNOWN, "No message was created in the last 1 h"),
    ],
)
def test_sending_is_told_in_a_sentence(steps: list[dict[str, float]], verdict: Verdict, words: str) -> None:
    finding = found(Question.SENDING, delivery(*steps))
    assert finding.verdict is verdict
    assert words in finding.text


@pytest.mark.parametrize(
    ("refused", "verdict"), [(0, Verdict.OK), (1, Verdict.OK), (2, Verdict.DEGRADED), (6, Verdict.FAILING)]
)
def test_what_the_provider_does_not_take_is_weighed_by_its_share(refused: int, verdict: Verdict) -> None:
    seen = delivery(*[REFUSED] * refused, *[SENT_AT_ONCE] * (20 - refused))
    assert found(Question.PROVIDER, seen).verdict is verdict


def test_a_slow_receiver_is_not_our_senders_lateness() -> None:
    seen = delivery({"created": 3000.0, "sent": 2990.0, "delivered": 1000.0})
    assert found(Question.SENDING, seen).verdict is Verdict.OK
    assert found(Question.ARRIVAL, seen).verdict is Verdict.DEGRADED


@pytest.mark.parametrize(
    ("age", "verdict"), [(5.0, Verdict.OK), (1080.0, Verdict.DEGRADED), (None, Verdict.UNKNOWN)]
)
def test_the_newest_activity_tells_whether_data_is_worked_on(age: float | None, verdict: Verdict) -> None:
    assert found(Question.PROCESSING, delivery(activity_s=age)).verdict is verdict


def test_what_could_not_be_read_is_unknown_and_comes_before_what_is_fine() -> None:
    seen = delivery(SENT_AT_ONCE, building=None, gaps=("Segments: no scope.",))
    assert [finding.verdict for finding in delivery_findings(seen)][:2] == [Verdict.UNKNOWN, Verdict.UNKNOWN]
    assert found(Question.SCOPE, seen).text == "Segments: no scope."


def test_the_summary_fits_into_a_line_and_names_what_waits() -> None:
    assert summary(delivery(SENT_AT_ONCE)) == "1 message: sent after 3 s, p90 3 s"
    assert summary(delivery(WAITS, REFUSED)) == (
        "2 messages: sent after more than 40 min, p90 more than 40 min, 1 waiting, 50% not taken"
    )
