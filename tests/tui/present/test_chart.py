from __future__ import annotations

from datetime import UTC, datetime

import pytest

from cio_tui.core.reading import Verdict
from cio_tui.core.review.strip import Point
from cio_tui.core.trend import Trend
from cio_tui.tui.line import text_of, width_of
from cio_tui.tui.present.chart import Plot, chart_lines, legend
from tests.tui.stage import styles_in, texts_of

START = datetime(2026, 11, 21, 20, 20, tzinfo=UTC)
MS = Trend("ms", "ms", 800.0)


def plot(
    *points: tuple[float, float | None, Verdict], every: float = 0, trend: Trend = MS, at: float | None = None
) -> Plot:
    return Plot(trend, [Point(s, verdict, value, "") for s, value, verdict in points], START, 290, every, at)


SERIES = ((0.0, 40.0, Verdict.OK), (60.0, None, Verdict.FAILING), (120.0, 900.0, Verdict.DEGRADED))


def test_a_chart_has_its_scale_its_threshold_its_verdicts_and_the_time() -> None:
    assert texts_of(chart_lines(plot(*SERIES, at=125), 39, 7)) == [
        "1000 ms ┤      ×     ▄",
        "    800 ┤────────────█─────────────────",
        "        ┤            █",
        "        ┤            █",
        "        ┤▂           █",
        "verdict ┤·     ✗     !",
        "         20:20Z      ^  20:22Z 20:23Z",
    ]
    assert text_of(chart_lines(plot(*SERIES, at=1), 39, 7)[-1]).startswith("         ^20:20Z")


def test_no_answer_is_never_a_bar_and_not_of_the_colour_of_good() -> None:
    (line, *_) = chart_lines(plot((0, None, Verdict.FAILING)), 39, 3)
    assert "×" in text_of(line)
    assert "ok" not in styles_in([line])


def test_a_chart_of_one_row_has_no_line_through_it() -> None:
    assert texts_of(chart_lines(plot(*SERIES), 39, 3))[0] == "1000 ms ┤▁     ×     ▇"


def test_a_column_is_as_long_as_the_time_between_two_samples_so_that_bars_stand_side_by_side() -> None:
    points = [(float(second), 900.0, Verdict.OK) for second in range(0, 290, 15)]
    bars = text_of(chart_lines(plot(*points, every=15), 109, 3)[0]).partition("┤")[2]
    assert " " not in bars.rstrip()


def test_a_new_sample_changes_the_rows_of_its_own_column_only() -> None:
    before = chart_lines(plot(*SERIES), 60, 8)
    after = chart_lines(plot(*SERIES, (200.0, 10.0, Verdict.OK)), 60, 8)
    changed = [row for row in range(8) if before[row] != after[row]]
    assert changed == [5, 6]  # the lowest row of bars, and the verdicts


@pytest.mark.parametrize("height", range(12))
@pytest.mark.parametrize("width", [0, 5, 9, 10, 40, 200])
def test_it_keeps_to_its_frame(width: int, height: int) -> None:
    lines = chart_lines(plot(*SERIES, every=15, at=299), width, height)
    assert len(lines) <= height
    assert all(width_of(line) <= width for line in lines)


def test_the_legend_names_only_what_is_drawn() -> None:
    assert legend(plot(*SERIES)) == "ms over the incident   × no answer   ─ limit 800 ms"
    assert legend(plot(trend=Trend("depth", "", None))) == "depth over the incident"


def test_a_giant_value_does_not_push_the_bars_aside() -> None:
    lines = chart_lines(plot((0, 3e17, Verdict.OK)), 39, 6)
    assert text_of(lines[0]).index("┤") == 8
