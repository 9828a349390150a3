from __future__ import annotations

from itertools import pairwise

from cio_tui.report.drawing.axis import Axis
from cio_tui.report.drawing.figures import STRETCHES, figures_of, stretches, verdict_times
from tests.report.conftest import LASTED, STRIPS

TRACK, _, STATUS, _ = STRIPS


def test_the_times_of_a_strip_add_up_to_the_incident() -> None:
    assert verdict_times(TRACK, LASTED) == ["16 min 40 s", "5 min", "31 min 40 s", "3 min 20 s", "1 min 40 s"]


def test_a_verdict_that_never_was_has_no_time() -> None:
    assert verdict_times(STATUS, LASTED)[2:] == ["-", "-", "-"]


def test_what_was_not_answered_is_counted_and_in_no_figure() -> None:
    assert figures_of(TRACK.points, "ms") == (130, 190, "200 ms", "240 ms", "1,160 ms")


def test_without_an_answer_there_is_no_figure() -> None:
    assert figures_of((), "ms")[2:] == ("not recorded",) * 3


def test_the_table_of_a_chart_has_every_sample_once() -> None:
    parts = stretches(TRACK, Axis(-510, LASTED))
    assert sum(part.figures.answered + part.figures.lost for part in parts) == len(TRACK.points)
    assert len(parts) <= STRETCHES
    assert all(before.end_s <= after.start_s for before, after in pairwise(parts))
