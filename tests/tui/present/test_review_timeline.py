from __future__ import annotations

from datetime import UTC

from cio_tui.core.review.chronology import Kind
from cio_tui.report.moments import Moments
from cio_tui.tui.present.review_item import lines_of
from cio_tui.tui.present.review_timeline import (
    FIRST_READING,
    KINDS,
    kind_of_digit,
    legend_lines,
    row_item,
    timeline_items,
)
from tests.report.conftest import DAMAGED, OPENED, RICH, crowded, row
from tests.tui.stage import texts_of

MOMENTS = Moments(UTC, OPENED)


def test_a_first_reading_shows_what_people_decided_and_counts_what_is_folded_after_each_row() -> None:
    items = timeline_items(RICH.rows, FIRST_READING, MOMENTS, 78)
    text = texts_of(lines_of(items))
    assert len(items) == sum(not one.kind.is_folded for one in RICH.rows)
    assert "decided size-up" in text[0]
    assert text[1].endswith("+2")
    assert not any("breaker attested" in line for line in text)


def test_everything_is_there_when_nothing_is_folded_and_nothing_is_counted() -> None:
    items = timeline_items(RICH.rows, KINDS, MOMENTS, 78)
    assert [item.seq for item in items] == [one.seq for one in RICH.rows]
    assert not any("+" in line for line in texts_of(lines_of(items)))


def test_folding_every_kind_leaves_nothing_and_breaks_nothing() -> None:
    assert timeline_items(RICH.rows, (), MOMENTS, 78) == ()
    assert timeline_items((), KINDS, MOMENTS, 78) == ()


def test_a_long_sentence_goes_on_below_and_keeps_its_count_in_the_frame() -> None:
    long = row(3, 10, Kind.NOTE, "amira", "note: " + "word " * 40)
    lines = texts_of(row_item(long, 12, MOMENTS, 60).lines)
    assert len(lines) > 3
    assert all(len(line) <= 60 for line in lines)
    assert lines[-1].endswith("+12")
    assert " ".join(" ".join(lines).split()).count("word") == 40


def test_what_the_tool_said_by_itself_is_cut_short_with_a_word_about_it() -> None:
    long = row(3, 10, Kind.MACHINE, "cio-tui", "suggests " + "track.ok = false, " * 40)
    assert "more lines" in texts_of(row_item(long, 0, MOMENTS, 60).lines)[-1]


def test_a_correction_and_the_time_it_happened_stand_beside_the_original() -> None:
    lines = texts_of(row_item(RICH.rows[6], 0, MOMENTS, 78).lines)
    assert "milestone impact_started at 20:12:37Z" in lines[0]
    assert lines[1:] == ["            ↳ happened 20:12:37", "            ↳ corrected: is 20:12:09"]


def test_what_stands_after_a_damage_is_marked_in_shape_and_words() -> None:
    lines = texts_of(row_item(DAMAGED.rows[9], 0, MOMENTS, 78).lines)
    assert lines[0].startswith("?")
    assert "doubtful" in lines[-1]


def test_the_legend_counts_each_kind_and_brackets_the_folded_ones() -> None:
    text = " ".join(texts_of(legend_lines(RICH.rows, FIRST_READING, 78)))
    assert "1 decision 3" in text
    assert "7 (step 6)" in text
    assert "0 (machine 3)" in text


def test_the_ten_digits_stand_for_the_ten_kinds() -> None:
    assert [kind_of_digit(digit) for digit in (1, 2, 3, 4, 5, 6, 7, 8, 9, 0)] == list(Kind)


def test_ten_thousand_events_are_ten_thousand_entries() -> None:
    assert len(timeline_items(crowded().rows, KINDS, MOMENTS, 78)) == 10_000
