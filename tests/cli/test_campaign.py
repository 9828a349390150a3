from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.cli.conftest import Finished, Play, Played

    Quick = Callable[..., Finished]


def test_without_an_id_all_campaigns_are_listed(quick: Quick, healthy: Played) -> None:
    done = quick("campaign", "--config", str(healthy.config))
    assert done.code == 0
    assert [line.split()[2] for line in done.stdout.splitlines()[1:]] == ["12", "15", "19", "21"]
    assert {each["method"] for each in healthy.requests} == {"GET"}


def test_an_event_that_no_campaign_waits_for_names_the_near_miss(quick: Quick, healthy: Played) -> None:
    done = quick("campaign", "--event", "order_Placed", "--config", str(healthy.config))
    assert (done.code, done.stdout) == (1, "")
    assert "One waits for 'order_placed': upper and lower case differ." in done.stderr


def test_an_event_that_is_awaited_lists_who_waits(quick: Quick, healthy: Played) -> None:
    done = quick("campaign", "--event", "order_placed", "--json", "--config", str(healthy.config))
    assert done.code == 0
    assert [each["id"] for each in done.document["campaigns"]] == ["15"]


def test_one_persons_part_in_a_campaign_is_explained(quick: Quick, healthy: Played) -> None:
    done = quick("campaign", "15", "--person", "wrong-case", "--config", str(healthy.config))
    assert done.code == 1
    assert "wrong-case sent 'Order_Placed', not 'order_placed': upper and lower case differ." in done.stdout
    assert {each["method"] for each in healthy.requests} == {"GET"}


@pytest.mark.parametrize(
    ("symptom", "words", "title", "code"),
    [
        ("not-triggering", ("15", "--event", "Order_Placed"), "the campaign does not trigger (C.1)", 1),
        ("not-matched", ("12", "--person", "outsider"), "the person is not matched (C.2)", 1),
        ("not-delivered", ("15", "--person", "bounced"), "the e-mail is not delivered (C.3)", 1),
        ("liquid-broken", ("15",), "the Liquid template is broken (C.4)", 0),
        ("wrong-content", ("21",), "the e-mail has the wrong content (C.5)", 1),
        ("delayed", ("12",), "messages are sent late (C.6)", 3),
    ],
)
def test_each_symptom_is_followed_along_its_row(
    symptom: str, words: tuple[str, ...], title: str, code: int, quick: Quick, healthy: Played
) -> None:
    done = quick("campaign", *words, "--symptom", symptom, "--config", str(healthy.config))
    assert done.code == code
    assert f"Symptom: {title}" in done.stdout
    shown = [line.strip() for line in done.stdout.splitlines()]
    assert any(line.startswith("first: ") for line in shown)
    assert any(line.startswith("then: ") for line in shown)


def test_the_document_follows_the_same_row(quick: Quick, play: Play) -> None:
    late = 'delivery = { lag = "40m" }'
    done = quick("campaign", "15", "--symptom", "late", "--json", "--config", str(play(changes=late).config))
    document = done.document
    assert (done.code, document["schema"], document["symptom"]) == (1, "cio-tui/campaign/1", "delayed")
    assert document["then"][0].startswith("Of the last 100 messages nine in ten left within")
    assert document["campaign"]["running"] is True


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("99",), "No campaign is called 99. There are: 12 Welcome series, 15 Order receipt"),
        (("15", "--symptom", "sad"), "sad is no symptom."),
        (("--symptom", "late"), "Name the campaign by its id or name"),
        (("15", "--write"), "Name the person with --person"),
        (("12", "--write", "--person", "demo-1042"), "No event starts this campaign, but segment 7"),
        (("15", "--write", "--person", "demo-1042"), "never through a pipe"),
        (("15", "--write", "--person", "demo-1042", "--data", "{"), "--data is not JSON"),
    ],
)
def test_what_cannot_be_done_is_a_usage_error_and_writes_nothing(
    words: tuple[str, ...], said: str, quick: Quick, healthy: Played
) -> None:
    done = quick("campaign", *words, "--config", str(healthy.config))
    assert done.code == 2
    assert said in done.stderr
    assert {each["method"] for each in healthy.requests} <= {"GET"}


def test_identify_then_track_is_sent_and_followed_by_what_else_decides(quick: Quick, play: Play) -> None:
    played = play("healthy")
    words = ("campaign", "15", "--person", "demo-1042", "--write", "--config", str(played.config))
    done = quick(*words, "--confirm", "send order_placed to demo-1042 in drill")
    assert done.code == 0
    assert '"_update": true' in done.stdout
    assert "Both were taken in. What else decides whether it sends:" in done.stdout
    written = [f"{each['method']} {each['path']}" for each in played.requests if each["method"] != "GET"]
    assert written == ["PUT /api/v1/customers/demo-1042", "POST /api/v1/customers/demo-1042/events"]


def test_an_identify_that_is_refused_is_the_blocker(quick: Quick, play: Play) -> None:
    played = play(changes='keys = { track = "revoked" }')
    words = ("campaign", "15", "--person", "demo-1042", "--write", "--config", str(played.config))
    done = quick(*words, "--confirm", "send order_placed to demo-1042 in drill")
    assert done.code == 1
    assert "Stopped here: this comes before anything about the campaign." in done.stdout
    assert [each["method"] for each in played.requests if each["method"] != "GET"] == ["PUT"]
