"""One campaign in every state that explains a missing message."""

from __future__ import annotations

from typing import Any

import pytest

from cio_tui.core.reading import Verdict
from cio_tui.customerio.campaign import read_segment
from cio_tui.customerio.campaign_findings import campaign_findings
from cio_tui.customerio.finding import Check, worst_of
from cio_tui.customerio.hints import Hint
from cio_tui.customerio.person import Unread
from tests.customerio.records import (
    NOW,
    action,
    ago,
    campaign,
    event,
    failing,
    investigated,
    message,
    person,
    said,
)

LIMITS = {"bounce_rate": 0.05, "complaint_rate": 0.001, "delivery_rate": 0.95, "webhook_error_rate": 0.05}


def find(one: Any = None, **parts: Any) -> Any:
    return campaign_findings(investigated(one, **parts), LIMITS, NOW)


def test_nothing_is_found_wrong_with_a_campaign_that_is_well() -> None:
    assert worst_of(find()) is Verdict.OK


@pytest.mark.parametrize(
    ("state", "active", "words"),
    [
        ("running", False, "It is paused: its state is running, but it is not active."),
        ("draft", False, "It is a draft: nobody can enter it."),
        ("stopped", False, "It is stopped, last changed on 21 Feb 2027."),
        ("archived", None, "It is archived, last changed on 21 Feb 2027."),
    ],
)
def test_only_a_running_and_active_campaign_is_running(state: str, active: bool | None, words: str) -> None:
    assert failing(find(campaign(state=state, active=active))) == [words]


def test_a_state_we_do_not_know_is_unknown() -> None:
    assert worst_of(find(campaign(state="sunset", active=None))) is Verdict.UNKNOWN


def test_an_event_that_nobody_sends_names_the_one_that_comes_in() -> None:
    events = tuple(event("invoicePaid", ago(minutes=n)) for n in (1, 2, 3))
    assert failing(find(events=events)) == [
        "Nobody sends 'invoice.paid', but 'invoicePaid' came in 3 times of late: separators or case differ."
    ]


def test_an_event_of_another_campaign_is_shown_where_it_belongs() -> None:
    other = campaign(77, name="Refunds", event_name="refund.made")
    (text,) = failing(find(others=(other,), event="refund.made"))
    assert text == "It waits for 'invoice.paid', not for 'refund.made'. It is awaited by 77 Refunds."


def test_no_event_starts_a_campaign_that_a_segment_starts() -> None:
    by_segment = campaign(type="segment", event_name=None, trigger_segment_ids=[3])
    assert failing(find(by_segment, event="invoice.paid"))[0].startswith("No event starts this campaign")


def test_space_around_an_event_name_does_no_harm() -> None:
    assert said(find(event=" invoice.paid "), Check.EVENT)[0][0] == "ok"


def test_messages_that_are_switched_off_send_nothing() -> None:
    assert failing(find(actions=(action(sending_state="off"),))) == [
        'Every message of it is switched off: 41 "A41".'
    ]


def test_one_action_of_several_that_is_off_is_named() -> None:
    findings = find(actions=(action(), action(42, sending_state="off"), action(43, sending_state="draft")))
    assert [text for _, text in said(findings, Check.ACTIONS)] == [
        'Switched off: 42 "A42".',
        'Kept as drafts, sent only by hand: 43 "A43".',
    ]


def test_a_segment_that_is_gone_or_still_built_is_named() -> None:
    building = read_segment({"id": 5, "name": "S5", "state": "build", "progress": 40})
    findings = find(campaign(filter_segment_ids=[5, 6]), segments=(building,))
    assert said(findings, Check.SEGMENTS)[:2] == [
        ("failing", "Segment 6 does not exist any more."),
        ("degraded", "Segment 5 S5 is still being built (build, 40 % done): not all members are known."),
    ]


def test_who_is_outside_the_starting_segment_did_not_get_it_for_that() -> None:
    by_segment = campaign(type="segment", event_name=None, trigger_segment_ids=[5])
    assert failing(find(by_segment, person=person())) == [
        "kim is not in 5 S5, which starts it.",
        "kim got no message of this campaign; what else is failing here says why.",
    ]


def test_who_got_it_is_said_to_have_got_it() -> None:
    made = message(ago(hours=1), sent=3, delivered=9)
    kim = person(messages=[made], activities=[event("invoice.paid", ago(hours=1) - 2)])
    findings = find(person=kim)
    assert worst_of(findings) is Verdict.OK
    assert said(findings, Check.HISTORY)[0][1].startswith("kim got it: made 2027-03-02 08:30Z, delivered")
    assert said(findings, Check.WAITS) == [
        ("ok", "The message was made 2 s after the event: no wait step held it.")
    ]


def test_who_did_not_get_it_for_no_reason_we_can_read_leaves_us_in_doubt() -> None:
    kim = person(activities=[event("invoice.paid", ago(hours=1))])
    findings = find(person=kim)
    assert worst_of(findings) is Verdict.UNKNOWN
    assert "frequency" in findings[0].remedy


def test_a_person_of_another_campaign_did_not_get_this_one() -> None:
    other = message(ago(hours=1), sent=3, campaign_id="12")
    kim = person(messages=[other], activities=[event("invoice.paid", ago(hours=2))])
    assert find(person=kim)[0].text.startswith("kim got no message of this campaign")


@pytest.mark.parametrize(
    ("counts", "words", "hint"),
    [
        (
            {"sent": 200, "delivered": 190, "bounced": 12},
            "6.00% bounced (12 of 200)",
            Hint.BOUNCES_AFTER_LAUNCH,
        ),
        ({"sent": 1000, "delivered": 990, "spammed": 2}, "0.20% marked as spam (2 of 990)", Hint.COMPLAINTS),
        ({"sent": 100, "delivered": 80}, "80.00% delivered (80 of 100), at least 95.00% wanted", None),
        ({"2xx": 90, "5xx": 10}, "10.00% webhook calls failed (10 of 100)", Hint.WEBHOOKS_STOPPED),
        ({"created": 60}, "60 messages were made within a day and none was sent.", None),
    ],
)
def test_numbers_beyond_the_thresholds_fail(counts: dict[str, int], words: str, hint: Hint | None) -> None:
    (finding,) = [each for each in find(counts=counts) if each.verdict is Verdict.FAILING]
    assert finding.text.startswith(words)
    assert finding.hint is hint
    assert finding.remedy


def test_a_threshold_is_what_the_configuration_says() -> None:
    record = investigated(counts={"sent": 200, "delivered": 199, "bounced": 12})
    assert failing(campaign_findings(record, {**LIMITS, "bounce_rate": 0.07}, NOW)) == []


def test_too_few_messages_are_not_judged() -> None:
    assert failing(find(counts={"sent": 3, "delivered": 2, "bounced": 1})) == []


def test_a_name_with_a_fallback_or_asked_for_first_is_not_required() -> None:
    body = "{{ customer.name | default: 'you' }} {% if customer.city %}{{ customer.city }}{% endif %}"
    findings = find(
        actions=(action(body=body),), person=person(activities=[event("invoice.paid", ago(hours=1))])
    )
    assert said(findings, Check.VARIABLES) == [("ok", "Its templates use no value without a fallback.")]


def test_json_and_css_are_no_broken_liquid() -> None:
    body = '{"a": {"b": {{ event.id | json }} }} @media x { a { b: c }}'
    events = (event("invoice.paid", ago(minutes=1), id=5),)
    assert failing(find(actions=(action(body=body),), events=events)) == []


def test_an_output_that_never_closes_is_broken() -> None:
    assert failing(find(actions=(action(subject="Hi {{ customer.city"),))) == [
        'The template of 41 "A41" breaks: 1 {{ without }}.'
    ]


def test_what_could_not_be_read_is_unknown() -> None:
    unread = {"numbers": Unread("The App API refuses our key (401).", 401)}
    findings = find(counts=None, unread=unread)
    assert findings[0].text == "The numbers could not be read. The App API refuses our key (401)."
    assert findings[0].hint is Hint.REFUSED_AFTER_DEPLOY
