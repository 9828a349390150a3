from __future__ import annotations

from cio_tui.probes.latency_round import Tick
from cio_tui.probes.latency_series import MOST_KEPT, WINDOW, Series


def answers(*times: float | None) -> list[Tick]:
    return [Tick(is_sent=True, ms=ms) for ms in times]


def test_rounds_are_kept_in_order_with_their_gaps() -> None:
    series = Series()
    series.add(0.0, answers(10.0, None))
    series.add(15.0, answers(12.0))
    assert series.times == [10.0, None, 12.0]


def test_what_is_older_than_the_window_is_forgotten() -> None:
    series = Series()
    series.add(0.0, answers(10.0))
    series.add(WINDOW, answers(11.0))
    assert series.times == [10.0, 11.0]
    series.add(WINDOW + 1.0, [])
    assert series.times == [11.0]


def test_a_series_is_bounded_however_often_it_is_fed() -> None:
    series = Series()
    for number in range(MOST_KEPT + 500):
        series.add(0.0, answers(float(number)))
    assert len(series.times) == MOST_KEPT
    assert series.times[-1] == MOST_KEPT + 499


def test_only_what_was_sent_can_have_failed() -> None:
    assert Series().rate_failed is None
    series = Series()
    series.add(0.0, [*answers(10.0, 11.0, 12.0, None), Tick(), Tick()])
    assert series.rate_failed == 0.25
    assert series.times.count(None) == 3


def test_what_was_cut_is_neither_lost_nor_answered() -> None:
    series = Series()
    series.add(0.0, [*answers(10.0), Tick(is_sent=True, is_cut=True)])
    assert (series.failed, series.unfinished, series.lost, series.rate_failed) == (0, 1, None, None)
    series.add(1.0, [Tick()])
    assert (series.lost, series.rate_failed) == (1, None)
    series.add(2.0, answers(None))
    assert (series.failed, series.unfinished, series.lost) == (1, 1, 2)
    assert series.rate_failed == 1 / 3
