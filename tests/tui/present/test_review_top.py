from __future__ import annotations

from dataclasses import replace

import pytest

from cio_tui.report.moments import Moments
from cio_tui.runtime.incident_list import Summary
from cio_tui.tui.line import width_of
from cio_tui.tui.present.review_top import (
    damage_lines,
    footer_line,
    moment_title,
    opening_line,
    step_of,
    top_line,
)
from tests.report.conftest import DAMAGED, DRILL, HEADER, OPENED
from tests.tui.stage import texts_of


def test_the_top_says_that_it_only_reads_which_incident_and_that_the_chain_holds() -> None:
    (text,) = texts_of([top_line(HEADER, 120, "UTC")])
    assert text.startswith("REVIEW read only P2 → P1 LIVE Complete outage INC-20261121-2021-k7")
    assert text.endswith("chain holds 24 events  UTC")


def test_a_drill_is_painted_and_an_open_incident_says_so() -> None:
    line = top_line(replace(DRILL.header, is_closed=False), 120, "UTC")
    assert ("DRILL", "drill") in line
    assert ("  open", "warn") in line


def test_on_a_narrow_screen_the_verdict_stays() -> None:
    (text,) = texts_of([top_line(HEADER, 60, "UTC")])
    assert text.endswith("chain holds 24 events")


def test_a_damaged_log_says_where_it_is_damaged_and_what_can_be_read() -> None:
    (top,) = texts_of([top_line(DAMAGED.header, 120, "UTC")])
    assert "DAMAGED after event 24" in top
    text = " ".join(texts_of(damage_lines(DAMAGED.header, 8, 78)))
    assert "DAMAGED at event 8: Event 8 was changed after it was written." in text
    assert "can be believed" in text
    assert damage_lines(HEADER, 0, 78) == ()


def test_while_it_is_read_the_head_says_what_a_glance_told() -> None:
    (first,) = texts_of([opening_line("INC-1", None, 80)])
    assert first.endswith("reading the log…")
    known = Summary("INC-1", mode="drill", severity="P1", title="Outage", events=10_000)
    (text,) = texts_of([opening_line("INC-1", known, 120)])
    assert "P1 DRILL Outage INC-1" in text
    assert text.endswith("reading 10,000 events…")


@pytest.mark.parametrize(("duration", "step"), [(0, 1), (90, 1), (1176, 15), (3600, 60), (1e9, 86_400)])
def test_the_time_cursor_goes_from_end_to_end_in_a_hundred_round_steps(duration: float, step: float) -> None:
    assert step_of(duration) == step


def test_the_box_of_the_probes_says_when_and_whether_an_event_is_meant() -> None:
    moments = Moments(OPENED.tzinfo, OPENED)
    assert moment_title(moments, OPENED, 61.0, is_event=True) == "Probes at 20:21:07  T+1:01, as logged"
    assert moment_title(moments, OPENED, 61.0, is_event=False) == "Probes at 20:21:07  T+1:01"


def test_help_and_the_way_back_are_among_the_keys_of_every_width() -> None:
    for width in (80, 120):
        (text,) = texts_of([footer_line(width, is_contents=False, has_matches=False)])
        assert "? help" in text
        assert "esc back" in text
        assert width_of(footer_line(width, is_contents=False, has_matches=True)) <= width
    (text,) = texts_of([footer_line(80, is_contents=True, has_matches=False)])
    assert "space read it" in text


def test_a_log_whose_fingerprints_do_not_fit_is_not_called_whole() -> None:
    anew = replace(HEADER, anchors=(0, 1))
    assert ("a fingerprint does not fit", "alarm") in top_line(anew, 120, "UTC")
    assert "this log was written anew" in " ".join(texts_of(damage_lines(anew, 0, 80)))
    assert damage_lines(HEADER, 0, 80) == ()


def test_what_is_neither_live_nor_a_drill_is_not_painted_as_live() -> None:
    assert ("UNKNOWN", "warn") in top_line(replace(HEADER, mode="unknown"), 120, "UTC")
