from __future__ import annotations

from dataclasses import replace

import pytest

from cio_tui.core.review.chronology import Kind
from cio_tui.report.drawing.axis import LETTERS, Axis, axis_of, happened, markers
from tests.report.conftest import EMPTY, HEADER, LASTED, RICH, ROWS, endless, row


def test_the_axis_begins_where_the_first_decisive_thing_happened() -> None:
    assert axis_of(RICH) == Axis(-510.0, LASTED)


def test_what_happened_long_before_does_not_squeeze_the_incident() -> None:
    yesterday = row(2, 10, Kind.MILESTONE, "cy", "impact started", happened_s=-86400)
    axis = axis_of(replace(RICH, rows=(yesterday,)))
    assert axis.start_s == -LASTED / 4
    assert axis.share(-86400) == 0
    assert axis.remark_on(-86400) == " (before the axis begins)"
    assert axis.remark_on(LASTED + 1) == " (after the axis ends)"
    assert axis.remark_on(0) == ""


@pytest.mark.parametrize(
    "account", [EMPTY, replace(EMPTY, header=replace(HEADER, duration_s=0)), endless(RICH)]
)
def test_every_incident_has_an_axis_of_some_length(account: object) -> None:
    axis = axis_of(account)  # type: ignore[arg-type]
    assert 0 < axis.end_s - axis.start_s < float("inf")
    assert axis.ticks()


@pytest.mark.parametrize("length", [1, 59, 3500, 86_400, 30 * 86_400])
def test_ticks_are_few_and_round_and_hold_the_opening(length: float) -> None:
    ticks = Axis(-length / 4, length).ticks()
    assert 0 in ticks
    assert 2 <= len(ticks) <= 9


def test_a_stretch_does_not_reach_into_the_column_after_its_end() -> None:
    axis = Axis(0, 100)
    assert (axis.column(50, 10), axis.last_column(50, 10)) == (5, 4)
    assert (axis.column(100, 10), axis.last_column(0, 10)) == (9, 0)


def test_letters_follow_the_order_in_which_things_happened() -> None:
    assert [(mark.letter, mark.row.seq) for mark in markers(ROWS)] == [
        ("A", 7), ("B", 4), ("C", 8), ("D", 15), ("E", 17), ("F", 21), ("G", 24),
    ]  # fmt: skip
    assert happened(ROWS[6]) == -510


def test_milestones_keep_their_letters_when_there_are_more_decisions_than_letters() -> None:
    decided = [row(seq, seq, Kind.DECISION, "cy", "decided") for seq in range(1, 100)]
    solved = row(100, 100, Kind.MILESTONE, "cy", "resolved")
    found = markers([*decided, solved])
    assert len(found) == len(LETTERS)
    assert found[-1].row == solved


def test_what_was_switched_gets_a_letter_where_one_is_left() -> None:
    breaker = row(6, 171, Kind.STEP, "amira", 'breaker attested: "open"')._replace(effect=True)
    told = [(mark.letter, mark.row.seq) for mark in markers((*ROWS[:5], breaker))]
    assert told == [("A", 4), ("B", 6)]
    decided = [row(seq, seq, Kind.DECISION, "cy", "decided") for seq in range(1, 100)]
    assert breaker not in [mark.row for mark in markers([breaker, *decided])]
