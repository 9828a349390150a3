from __future__ import annotations

import pytest

from cio_tui.core.reading import Verdict
from cio_tui.customerio.message import read_message
from tests.customerio.records import NOW, ago, message


@pytest.mark.parametrize(
    ("steps", "fate"),
    [
        ({}, "created"),
        ({"attempted": 30}, "attempted"),
        ({"attempted": 30, "sent": 60}, "sent"),
        ({"sent": 1, "deferred": 2, "delivered": 900}, "delivered"),
        ({"sent": 1, "delivered": 2, "opened": 3, "prefetch_opened": 3}, "opened"),
        ({"sent": 1, "bounced": 2}, "bounced"),
        ({"sent": 1, "delivered": 2, "opened": 3, "spammed": 900}, "spammed"),
        ({"dropped": 1}, "dropped"),
    ],
)
def test_the_fate_is_the_most_telling_thing_that_happened(steps: dict[str, int], fate: str) -> None:
    assert message(ago(days=1), None, **steps).fate == fate


def test_a_metric_that_is_new_to_us_is_shown_and_not_judged() -> None:
    odd = read_message({"created": ago(days=1), "metrics": {"teleported": ago(hours=20)}})
    assert (odd.fate, odd.verdict(NOW)) == ("teleported", Verdict.UNKNOWN)


def test_a_message_without_anything_is_still_a_message() -> None:
    bare = read_message({})
    assert (bare.fate, bare.fate_at, bare.parent, bare.is_stuck(NOW)) == ("created", None, "", False)


@pytest.mark.parametrize("parent", ["campaign", "broadcast", "newsletter", "transactional_message"])
def test_what_it_belongs_to_is_read_from_whichever_id_is_there(parent: str) -> None:
    found = read_message({"campaign_id": None, f"{parent}_id": 9})
    assert (found.parent, found.parent_id) == (parent, "9")


def test_only_what_waits_longer_than_sending_takes_is_stuck() -> None:
    assert message(ago(minutes=11), attempted=1).is_stuck(NOW)
    assert not message(ago(minutes=9), attempted=1).is_stuck(NOW)
    assert not message(ago(minutes=11), attempted=1, sent=2).is_stuck(NOW)
