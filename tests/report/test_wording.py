from __future__ import annotations

from dataclasses import replace

import pytest

from cio_tui.report import wording
from tests.report.conftest import DAMAGED, DRILL, HEADER, RICH


def test_a_live_incident_has_neither_tag_nor_banner() -> None:
    assert (wording.tag(HEADER), wording.banner(HEADER)) == ("", "")


@pytest.mark.parametrize(
    ("mode", "word"), [("drill", "DRILL"), ("backfill", "BACKFILL"), ("exercise", "UNKNOWN MODE")]
)
def test_whatever_is_not_live_says_so_in_capitals(mode: str, word: str) -> None:
    header = replace(HEADER, mode=mode)
    assert wording.tag(header) == word
    assert mode in wording.banner(header).lower()


def test_a_drill_that_ran_faster_says_so_and_whose_clock_its_stamps_are_of() -> None:
    header = replace(HEADER, mode="drill", scenario="slow", speed=40.0)
    assert wording.banner(header).startswith(
        "This was a DRILL of the scenario slow, 40 times as fast: practice"
    )
    assert "clock, which ran 40 times as fast as the host's" in " ".join(wording.integrity(header))
    at_pace = replace(header, speed=1.0)
    assert "fast" not in wording.banner(at_pace) + " ".join(wording.integrity(at_pace))


def test_an_opening_that_cannot_be_read_leaves_open_whether_it_was_a_drill() -> None:
    header = replace(HEADER, mode="unknown")
    assert wording.tag(header) == "UNKNOWN MODE"
    assert wording.banner(header).endswith("nothing says whether it was an incident or a DRILL.")


def test_damage_is_told_with_what_can_still_be_believed() -> None:
    assert wording.damage(DAMAGED) == (
        "Event 8 was changed after it was written.",
        "7 events can be believed. 17 more can be read, but nothing vouches for them.",
    )
    assert wording.damage(RICH) == ()


def test_a_log_that_no_message_vouches_for_says_so() -> None:
    sentences = " ".join(wording.integrity(replace(HEADER, anchors=(0, 0), reviewed_by=())))
    assert "nothing outside this log vouches for it" in sentences
    assert "Nobody has marked it reviewed." in sentences


def test_a_group_was_settled_by_its_members_and_attested_by_nobody() -> None:
    group = RICH.steps[0]._replace(mark="attested", who="cio-tui")
    assert wording.ending(group) == "settled by its members"
    assert wording.ending(group._replace(who="amira")) == "attested"
    assert wording.ending(group._replace(mark="sensed")) == "sensed"


def test_a_step_that_the_walk_came_to_and_left_was_reached() -> None:
    left = RICH.steps[-1]._replace(mark="pending", entered=True)
    assert wording.was_reached(left)
    assert wording.ending(left) == "left open"
    assert not wording.was_reached(left._replace(entered=False))


def test_who_takes_what_was_suggested_was_not_asked_why() -> None:
    as_suggested, other, unasked = RICH.choices
    assert wording.reason(replace(as_suggested, reason="")) == "none was asked for: it was suggested"
    assert wording.reason(other) == "the queue would be full by midnight"
    assert wording.reason(unasked) == "not recorded"


def test_a_report_has_a_debrief_only_of_a_drill() -> None:
    assert "Debrief" not in wording.contents(RICH)
    assert wording.contents(DRILL)[-1] == "Debrief"


def test_a_quantity_keeps_two_digits_below_ten() -> None:
    assert [wording.quantity(*given) for given in ((1240, "ms"), (0.512, "%"), (412, ""), (5, "s"))] == [
        "1,240 ms", "0.51 %", "412", "5 s",
    ]  # fmt: skip


def test_a_log_that_was_written_anew_is_damage_although_its_chain_holds() -> None:
    (told,) = wording.damage(replace(RICH, header=replace(HEADER, anchors=(1, 2))))
    assert told.startswith("1 of 2 fingerprints carried away by messages fit no event")


def test_of_a_damaged_log_nobody_can_say_that_nothing_was_decided() -> None:
    assert wording.no_decision(RICH) == "None was recorded."
    assert wording.no_decision(DAMAGED) == "None can be believed."
