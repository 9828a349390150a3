from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cio_tui.core.percentiles import spread_of

milliseconds = st.floats(min_value=0, max_value=1e6, allow_nan=False)


def test_an_empty_series_has_no_values_at_all() -> None:
    spread = spread_of([])
    assert (spread.n, spread.lost) == (0, 0)
    assert (spread.p50_ms, spread.p90_ms, spread.p99_ms, spread.max_ms, spread.jitter_ms) == (None,) * 5


def test_lost_requests_count_as_lost_and_in_nothing_else() -> None:
    spread = spread_of([10.0, None, 30.0, None])
    assert (spread.n, spread.lost) == (2, 2)
    assert (spread.p50_ms, spread.max_ms) == (10.0, 30.0)


def test_a_series_of_losses_has_no_times() -> None:
    spread = spread_of([None, None])
    assert (spread.lost, spread.p50_ms, spread.max_ms) == (2, None, None)


@pytest.mark.parametrize(
    ("n", "p90", "p99"), [(9, None, None), (10, 9.0, None), (99, 90.0, None), (100, 90.0, 99.0)]
)
def test_percentiles_appear_once_the_series_can_carry_them(
    n: int, p90: float | None, p99: float | None
) -> None:
    spread = spread_of([float(rank) for rank in range(1, n + 1)])
    assert (spread.p90_ms, spread.p99_ms) == (p90, p99)


def test_lost_requests_do_not_help_a_series_to_carry_a_percentile() -> None:
    assert spread_of([1.0] * 9 + [None] * 50).p90_ms is None


def test_jitter_is_the_mean_step_between_neighbours() -> None:
    assert spread_of([10.0, 14.0, 12.0]).jitter_ms == 3.0


def test_jitter_does_not_reach_across_a_gap() -> None:
    assert spread_of([10.0, 14.0, None, 500.0]).jitter_ms == 4.0


@given(st.lists(st.none() | milliseconds, max_size=300))
def test_every_value_is_one_that_happened_and_they_are_in_order(series: list[float | None]) -> None:
    spread = spread_of(series)
    values = [v for v in (spread.p50_ms, spread.p90_ms, spread.p99_ms, spread.max_ms) if v is not None]
    assert set(values) <= set(series)
    assert values == sorted(values)
    assert spread.n + spread.lost == len(series)


@given(st.lists(milliseconds, min_size=100, max_size=300))
def test_a_percentile_leaves_at_most_its_share_above(series: list[float]) -> None:
    spread = spread_of(series)
    assert spread.p90_ms is not None
    assert sum(ms > spread.p90_ms for ms in series) <= len(series) * 0.1
