"""The seed's six-symptom table, a row a test: what is checked first, what then, and what each column can find."""

from __future__ import annotations

from typing import Any

import pytest

from cio_tui.core.errors import UserError
from cio_tui.customerio.campaign_findings import campaign_findings
from cio_tui.customerio.symptoms import SYMPTOMS, Path, find_symptom, follow
from tests.customerio.records import (
    NOW,
    action,
    ago,
    campaign,
    event,
    investigated,
    message,
    person,
)

LIMITS = {"bounce_rate": 0.05, "complaint_rate": 0.001, "delivery_rate": 0.95, "webhook_error_rate": 0.05}


def path(word: str, one: Any = None, **parts: Any) -> Path:
    """What `--symptom WORD` shows of this campaign."""
    return follow(find_symptom(word), campaign_findings(investigated(one, **parts), LIMITS, NOW))


def texts(findings: Any) -> list[str]:
    return [f"{each.verdict.value}: {each.text}" for each in findings]


def test_not_triggering_looks_at_the_event_name_first_then_at_the_state() -> None:
    shown = path("not-triggering", campaign(state="stopped", active=False), event="Invoice.Paid")
    assert texts(shown.first)[0] == (
        "failing: 'Invoice.Paid' does not start it: it waits for 'invoice.paid', and upper and lower case differ."
    )
    assert texts(shown.then) == ["failing: It is stopped, last changed on 21 Feb 2027."]


def test_not_matched_looks_at_the_segments_first_then_at_the_attributes() -> None:
    shown = path(
        "not-matched", campaign(filter_segment_ids=[3, "5"]), person=person(attributes={"plan": "pro"})
    )
    assert texts(shown.first) == [
        "failing: kim is not in 5 S5, which filters it.",
        "ok: kim is in 3 S3, which filters it.",
    ]
    assert texts(shown.then) == ["ok: Attributes to hold against the conditions: city = Oslo, plan = pro."]


def test_not_delivered_looks_at_the_address_first_then_at_bounces_and_suppression() -> None:
    entry = {"created": ago(days=5), "reason": "no such user", "status": "550"}
    bounced = message(ago(days=5), "no such user", sent=2, bounced=5)
    kim = person(messages=[bounced], esp={"category": "bounces", "suppressions": [entry]})
    shown = path("not-delivered", person=kim)
    assert texts(shown.first) == ["ok: It has an e-mail address: kim@ex.test."]
    assert texts(shown.then)[:2] == [
        (
            "failing: The address bounced on 25 Feb 2027: ESP suppression, bounces: no such user (550). "
            "E-mail is dropped, other channels go out."
        ),
        "failing: A message bounced on 25 Feb 2027: no such user; the receiving server refused it.",
    ]


def test_liquid_broken_looks_at_the_values_first_then_at_what_can_render() -> None:
    broken = action(subject="Hi {{ customer.first_name }}", body="{{event.total}} {% if x %}")
    failed = message(ago(hours=2), "liquid rendering failed: undefined method", failed=3)
    shown = path("liquid-broken", actions=(broken,), messages=(failed,), person=person())
    assert texts(shown.first) == [
        "failing: Used without a fallback, and empty here: customer.first_name, event.total."
    ]
    assert texts(shown.then) == [
        (
            "failing: 1 of the last 1 messages could not be rendered, last on 2 Mar 2027: "
            "liquid rendering failed: undefined method."
        ),
        'failing: The template of 41 "A41" breaks: 1 if against 0 endif.',
    ]


def test_wrong_content_looks_at_the_versions_first_then_at_the_values() -> None:
    rival = campaign(401, name="Campaign 400 v2")
    shown = path("wrong-content", others=(rival,), actions=(action(updated=ago(minutes=10)),))
    assert texts(shown.first) == [
        "degraded: Started by the same trigger, and running: 401 Campaign 400 v2.",
        (
            'degraded: Changed after the newest message (2027-03-02 08:30Z): 41 "A41". '
            "Every message so far has the text from before."
        ),
        "ok: It is running, since 2 Dec 2026.",
    ]
    assert texts(shown.then) == ["ok: Its templates use no value without a fallback."]


def test_delayed_looks_at_wait_steps_first_then_at_the_backlog() -> None:
    paid, made = event("invoice.paid", ago(hours=3)), ago(hours=2)
    kim = person(activities=[paid], messages=[message(made, sent=1200, delivered=1205)])
    late = tuple(message(made - n, sent=1200, delivered=1205) for n in range(12))
    shown = path("delayed", person=kim, messages=late)
    assert texts(shown.first) == ["degraded: The message was made 1 h after the event."]
    assert texts(shown.then) == [
        "failing: Of the last 12 messages nine in ten left within 20 min; 0 still wait."
    ]


@pytest.mark.parametrize("symptom", SYMPTOMS, ids=lambda row: row.word)
def test_a_check_without_an_answer_is_unknown_and_says_what_it_needs(symptom: Any) -> None:
    shown = follow(symptom, ())
    assert {each.verdict.value for each in (*shown.first, *shown.then)} == {"unknown"}
    assert {each.check for each in (*shown.first, *shown.then)} == {*symptom.first, *symptom.then}


def test_what_else_is_not_well_is_shown_besides() -> None:
    shown = path("delayed", campaign(state="draft", active=False))
    assert "failing: It is a draft: nobody can enter it." in texts(shown.besides)
    assert not any(text.startswith("ok") for text in texts(shown.besides))


@pytest.mark.parametrize(
    ("word", "meant"),
    [("Delayed", "delayed"), ("late", "delayed"), ("C.4", "liquid-broken"), ("not matched", "not-matched")],
)
def test_a_symptom_is_found_by_its_other_names_too(word: str, meant: str) -> None:
    assert find_symptom(word).word == meant


def test_an_unknown_symptom_is_answered_with_the_six() -> None:
    with pytest.raises(UserError, match=r"Did you mean delayed\?.*not-triggering.*wrong-content"):
        find_symptom("delayde")


def test_each_row_of_the_table_is_a_symptom() -> None:
    assert [row.source for row in SYMPTOMS] == ["C.1", "C.2", "C.3", "C.4", "C.5", "C.6"]
