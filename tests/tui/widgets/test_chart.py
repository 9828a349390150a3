from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from textual.app import App

from cio_tui.core.reading import Verdict
from cio_tui.core.review.strip import Point
from cio_tui.core.trend import Trend
from cio_tui.tui.present.chart import Plot
from cio_tui.tui.widgets.chart import Chart
from cio_tui.tui.widgets.lines import Lines
from tests.tui.stage import texts_of

if TYPE_CHECKING:
    from textual.app import ComposeResult

POINTS = [Point(float(second), Verdict.OK, 10.0 + second, "") for second in range(0, 200, 10)]


class OneChart(App[None]):
    CSS = "Lines { height: 1fr; }"

    def compose(self) -> ComposeResult:
        yield Chart()


def plot() -> Plot:
    return Plot(Trend("ms", "ms", 100.0), POINTS, datetime(2026, 11, 21, 20, tzinfo=UTC), 200.0, 10.0)


async def test_a_chart_fills_its_room_and_follows_when_that_changes() -> None:
    app = OneChart()
    async with app.run_test(size=(60, 6)) as pilot:
        chart = app.query_one(Chart)
        chart.plot(plot())
        assert len(chart.lines) == 6
        await pilot.resize_terminal(90, 9)
        await pilot.pause()
        assert len(chart.lines) == 9
        assert max(map(len, texts_of(chart.lines))) > 60


async def test_before_there_is_a_plot_it_is_empty() -> None:
    app = OneChart()
    async with app.run_test(size=(60, 6)) as pilot:
        await pilot.resize_terminal(30, 3)
        await pilot.pause()
        assert app.query_one(Lines).lines == ()
