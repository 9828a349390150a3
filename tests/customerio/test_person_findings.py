"""One trap a test; the people are not the simulator's."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from cio_tui.core.reading import Verdict
from cio_tui.customerio.finding import Check, worst_of
from cio_tui.customerio.hints import Hint
from cio_tui.customerio.person import Unread
from cio_tui.customerio.person_findings import person_findings
from tests.customerio.records import NOW, activity, ago, campaign, event, failing, message, person, said

WELL: dict[str, Any] = {
    "messages": [message(ago(hours=1), sent=3, delivered=5)],
    "activities": [event("paid", ago(minutes=5))],
}


def found(**parts: Any) -> list[str]:
    return failing(person_findings(person(**{**WELL, **parts}), NOW))


def test_nothing_is_found_wrong_with_somebody_who_is_well() -> None:
    findings = person_findings(person(**WELL), NOW)
    assert worst_of(findings) is Verdict.OK
    assert {Check.PROFILE, Check.ADDRESS, Check.SUPPRESSION, Check.SEGMENTS, Check.EVENT} <= {
        each.check for each in findings
    }


def test_the_worst_is_read_first() -> None:
    findings = person_findings(person(email=None, segments=()), NOW)
    verdicts = [each.verdict for each in findings]
    assert verdicts == sorted(
        verdicts, key=[Verdict.FAILING, Verdict.UNKNOWN, Verdict.DEGRADED, Verdict.OK].index
    )
    assert findings[0].text == "The profile has no e-mail address, so no e-mail can be sent."
    assert findings[0].remedy


@pytest.mark.parametrize(
    ("category", "words"),
    [
        ("bounces", "The address bounced on 25 Feb 2027: ESP suppression, bounces: 550 no such user."),
        (
            "spam_reports",
            "The address reported our mail as spam on 25 Feb 2027: ESP suppression, spam_reports",
        ),
        ("blocks", "The address was refused for the moment on 25 Feb 2027: ESP suppression, blocks"),
        (
            "invalid_emails",
            "The address was found not to exist on 25 Feb 2027: ESP suppression, invalid_emails",
        ),
        ("new_list", "The address was suppressed on 25 Feb 2027: ESP suppression, new_list"),
    ],
)
def test_each_list_of_the_delivery_provider_is_told_apart(category: str, words: str) -> None:
    entry = {"created": ago(days=5), "email": "kim@ex.test", "reason": "550 no such user", "status": "550"}
    assert found(esp={"category": category, "suppressions": [entry]})[0].startswith(words)


def test_a_suppressed_person_is_told_apart_from_a_suppressed_address() -> None:
    gone = person(found_by="", profile=None, activities=[activity("profile_delete", ago(days=3))])
    (first, *_) = person_findings(gone, NOW)
    assert first.text == (
        "No profile is called kim: it was deleted on 27 Feb 2027, or suppressed, which deletes."
    )
    assert "unsuppress" in first.remedy


def test_somebody_unknown_is_one_of_three_things() -> None:
    nobody = person(found_by="", profile=None)
    assert "never created, deleted, or suppressed" in failing(person_findings(nobody, NOW))[0]


def test_somebody_merged_is_to_be_found_elsewhere() -> None:
    gone = person(found_by="", profile=None, activities=[activity("profile_merge", ago(days=3))])
    (text,) = failing(person_findings(gone, NOW))
    assert text == "No profile is called kim: it was merged into another on 27 Feb 2027."


def test_unsubscribed_says_since_when() -> None:
    assert found(unsubscribed=True)[0].startswith("Unsubscribed")


def test_topics_and_channels_that_were_left_are_named() -> None:
    findings = person_findings(person(**WELL, topics={"News": False, "Bills": True}, opted_out=("sms",)), NOW)
    assert said(findings, Check.SUBSCRIPTION)[:2] == [
        ("degraded", "Does not take the topics: News."),
        ("degraded", "Opted out of: sms."),
    ]


def test_a_change_that_failed_after_a_200_is_found() -> None:
    change = activity("failed_attribute_change", ago(days=2), email={"from": "", "to": "kim@other.test"})
    assert found(activities=[change])[0] == (
        "Setting email = kim@other.test failed on 28 Feb 2027, although the call was answered 200."
    )


def test_another_attribute_that_failed_is_no_reason_by_itself() -> None:
    change = activity("failed_attribute_change", ago(days=2), plan={"from": "", "to": "x"})
    assert found(activities=[change]) == []


def test_further_profiles_of_the_address_are_named() -> None:
    findings = person_findings(person(**WELL, twins=("kim-2",)), NOW)
    assert said(findings, Check.PROFILE)[0] == (
        "degraded",
        "1 more with the address kim@ex.test: kim-2. What happened may stand with them.",
    )


@pytest.mark.parametrize("email", ["kim", "kim@", "kim @ex.test"])
def test_what_is_no_address_is_said_to_be_none(email: str) -> None:
    assert found(email=email) == [f"{email!r} is no e-mail address."]


@pytest.mark.parametrize(
    ("fate", "words"),
    [
        ("bounced", "A message bounced on 1 Mar 2027: mailbox full; the receiving server refused it."),
        ("spammed", "A message was reported as spam on 1 Mar 2027: mailbox full"),
        ("failed", "A message failed on 1 Mar 2027: mailbox full"),
        ("dropped", "A message was dropped on 1 Mar 2027: mailbox full"),
        ("undeliverable", "A message was undeliverable on 1 Mar 2027: mailbox full"),
    ],
)
def test_a_message_that_did_not_arrive_says_why(fate: str, words: str) -> None:
    lost = message(ago(days=1), "mailbox full", sent=2, **{fate: 9})
    assert found(messages=[lost])[0].startswith(words)


def test_a_bounce_that_a_later_message_got_past_is_no_reason_any_more() -> None:
    bounced = message(ago(days=1), "mailbox full", sent=2, bounced=9)
    findings = person_findings(person(**{**WELL, "messages": [*WELL["messages"], bounced]}), NOW)
    assert worst_of(findings) is Verdict.DEGRADED
    assert said(findings, Check.SUPPRESSION)[0][1].endswith("A later one arrived.")


def test_the_same_message_twice_within_minutes_is_a_duplicate() -> None:
    twice = [message(ago(hours=1), sent=3, delivered=5), message(ago(hours=1) - 40, sent=3, delivered=5)]
    (first, *_) = person_findings(person(**{**WELL, "messages": twice}), NOW)
    assert first.text == '"Your invoice" was sent twice within 40 s, on 2 Mar 2027.'
    assert first.hint is Hint.DUPLICATES


def test_two_messages_for_two_events_may_be_meant() -> None:
    one = replace(message(ago(hours=1), sent=3, delivered=5), trigger_event_id="a")
    other = replace(message(ago(hours=1) - 40, sent=3, delivered=5), trigger_event_id="b")
    findings = person_findings(person(**{**WELL, "messages": [one, other]}), NOW)
    assert ("degraded", '"Your invoice" was sent twice within 40 s, on 2 Mar 2027, for two events.') in said(
        findings, Check.HISTORY
    )


def test_a_message_that_waits_is_compared_with_everybodys() -> None:
    findings = person_findings(person(**{**WELL, "messages": [message(ago(minutes=40), attempted=30)]}), NOW)
    assert said(findings, Check.BACKLOG) == [
        (
            "degraded",
            "1 wait to be sent, the oldest for 40 min: the delivery provider did not take it yet; it is tried again.",
        )
    ]


def test_a_message_made_just_now_waits_for_nothing() -> None:
    findings = person_findings(person(**{**WELL, "messages": [message(ago(seconds=20))]}), NOW)
    assert said(findings, Check.BACKLOG) == []


def test_an_event_that_misses_its_campaign_by_case_is_named_with_it() -> None:
    texts = found(activities=[event("Invoice.Paid", ago(days=1))], campaigns=[campaign()])
    assert texts == [
        "It sent 'Invoice.Paid', campaign 400 Campaign 400 waits for 'invoice.paid': upper and lower case differ."
    ]


def test_an_event_that_was_refused_later_is_found() -> None:
    refused = activity("failed_event", ago(days=1))
    assert found(activities=[refused, event("paid", ago(days=2))])[0].startswith(
        "The event of no name was refused"
    )


def test_what_could_not_be_read_is_unknown_and_never_fine() -> None:
    findings = person_findings(
        person(**{**WELL, "esp": None}, unread={"esp": Unread("The App API fails (503).", 503)}),
        NOW,
    )
    assert worst_of(findings) is Verdict.UNKNOWN
    assert findings[0].text == (
        "The delivery provider's suppression list could not be read. The App API fails (503)."
    )
    assert findings[0].hint is Hint.SERVER_ERRORS
