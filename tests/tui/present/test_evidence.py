from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cio_tui.core.trend import Trend
from cio_tui.runtime.proving import proof_of
from cio_tui.tui.line import width_of
from cio_tui.tui.present.browse import Browse
from cio_tui.tui.present.evidence import list_lines, list_title, newer_note, sample_lines
from tests.core.proof.samples import ANSWER, kept
from tests.tui.stage import texts_of

if TYPE_CHECKING:
    from cio_tui.core.kept import Kept
    from tests.tui.stage import Stage

MS = Trend("ms", "ms", 800.0)


def browse(count: int) -> Browse:
    return Browse().having(tuple(kept(at=f"2026-11-21T20:{n // 60:02}:{n % 60:02}Z") for n in range(count)))


def lines(stage: Stage, sample: Kept, width: int, height: int) -> list[str]:
    sections = proof_of(sample, stage.book.probes["track"], stage.scene())
    return texts_of(sample_lines(sample, sections, width, height))


def test_a_row_says_when_what_and_how_it_was_judged_by_shape_and_word() -> None:
    samples = (kept(verdict="ok", summary="200 in 41 ms"), kept(at="2026-11-21T20:21:11Z"))
    assert texts_of(list_lines(Browse().having(samples), MS, 80, 5)) == [
        "> 20:21:11Z ✗ failing   503 in 2290 ms: upstream timeout",
        "  20:21:01Z ✓ ok        200 in 41 ms",
    ]


def test_the_value_that_the_book_judges_stands_before_the_summary() -> None:
    sample = kept(summary="200 in 9 ms", depth=5107)
    (row,) = texts_of(list_lines(Browse().having((sample,)), Trend("depth", "", 1000.0), 80, 5))
    assert row.endswith("depth 5107  200 in 9 ms")


@pytest.mark.parametrize("by", [0, 3, 50, 99])
def test_the_cursor_is_always_among_the_rows_that_are_shown(by: int) -> None:
    rows = texts_of(list_lines(browse(100).moved(by), MS, 80, 4))
    assert len(rows) == 4
    assert sum(row.startswith(">") for row in rows) == 1


def test_an_empty_list_says_why() -> None:
    assert texts_of(list_lines(Browse(), MS, 40, 3)) == ["No sample is kept yet."]
    good = Browse().having((kept(verdict="ok"),)).filtered()
    assert texts_of(list_lines(good, MS, 40, 3)) == ["No sample that was not good."]
    assert list_title("Track API", good) == "Track API: only what was not good"


def test_how_many_are_newer_is_said_with_the_key_that_shows_them() -> None:
    assert newer_note(browse(9).moved(3), measuring=False) == "3 newer than this one: home shows the newest"
    assert newer_note(browse(9), measuring=True) == "asking now"


def test_the_sample_begins_with_what_it_was_judged_by(stage: Stage) -> None:
    told = lines(stage, kept(), 78, 7)
    assert told[0] == "20:21:01.112Z ✗ failing  503 in 2290 ms: upstream timeout"
    assert told[1] == "RULE       ✗ failing: status >= 500 (status = 503)"
    assert "TIME (ms)  dns 3, tcp 21, tls 44, wait 2221, read 1 → waiting for the server" in told


def test_a_long_cause_is_told_whole(stage: Stage) -> None:
    cause = (
        "track.customer.io: certificate expired 3 days ago, and 12 others of the 14 that were asked fail too"
    )
    told = lines(stage, kept(summary=cause), 60, 30)
    assert " ".join(" ".join(told[:3]).split()).endswith(cause)


def test_with_room_each_phase_is_a_bar_and_the_longest_says_what_it_is(stage: Stage) -> None:
    told = lines(stage, kept(), 78, 30)
    bars = {row.split()[0]: row for row in told if "▏" in row or "█" in row}
    assert bars["wait"].endswith("█ waiting for the server")
    assert bars["dns"].split()[:3] == ["dns", "3", "▏"]
    assert "TIME       2290 ms in all" in told


def test_advice_for_the_status_stands_in_where_the_book_has_none(stage: Stage) -> None:
    told = " ".join(lines(stage, kept(reasons=("something else",)), 200, 30))
    assert "retry with growing pauses" in told


@pytest.mark.parametrize("detail", [None, [], {}, {"phases": None}, {"phases": {"dns": None}, "body": 7}])
def test_a_sample_without_evidence_is_shown_as_far_as_it_goes(stage: Stage, detail: object) -> None:
    told = lines(stage, kept(detail=detail), 78, 30)
    assert told[1].startswith("RULE")
    assert not any(row.startswith("TIME") for row in told)


def test_a_megabyte_of_evidence_full_of_controls_is_cut_and_harmless(stage: Stage) -> None:
    evil = kept(detail={**ANSWER, "body": "\x1b]0;x\x07\x9b" * 300_000, "headers": {"\x1b": "\x1b[2J"}})
    told = lines(stage, evil, 78, 30)
    assert all(row.isprintable() for row in told)
    assert len(told) < 1000


@pytest.mark.parametrize("width", [40, 60, 78, 200])
def test_every_line_keeps_to_the_width(stage: Stage, width: int) -> None:
    sections = proof_of(kept(), stage.book.probes["track"], stage.scene())
    assert max(width_of(line) for line in sample_lines(kept(), sections, width, 7)) <= width


@pytest.mark.parametrize("width", [0, 1, 10, 20])
def test_a_width_too_small_for_anything_breaks_nothing(stage: Stage, width: int) -> None:
    assert lines(stage, kept(), width, 7)
