from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cio_tui.customerio.delivery_traffic import Duration, percentile, traffic_of

if TYPE_CHECKING:
    from collections.abc import Sequence

NOW = datetime.fromtimestamp(1_795_000_000, UTC)
AT = 1_795_000_000


def over(*seconds: float) -> list[Duration]:
    return [Duration(each, is_over=True) for each in seconds]


def waiting(*seconds: float) -> list[Duration]:
    return [Duration(each, is_over=False) for each in seconds]


def nearest_rank(values: Sequence[float], percent: int) -> float:
    return sorted(values)[-(-percent * len(values) // 100) - 1]


@given(st.lists(st.integers(0, 10_000), min_size=1, max_size=300), st.sampled_from((50, 90, 99)))
def test_without_any_that_wait_a_percentile_is_the_nearest_rank(values: list[int], percent: int) -> None:
    assert percentile(over(*values), percent) == (nearest_rank(values, percent), True)


@given(
    st.lists(st.integers(0, 100), min_size=1, max_size=50),
    st.lists(st.integers(0, 100), min_size=1, max_size=50),
)
def test_those_that_wait_never_make_it_look_faster(done: list[int], waits: list[int]) -> None:
    alone, together = percentile(over(*done), 50), percentile([*over(*done), *waiting(*waits)], 50)
    assert alone
    assert together
    assert together.seconds >= alone.seconds or not together.is_exact


def test_a_steady_lag_is_found_although_a_third_of_the_window_still_waits() -> None:
    sent = over(*([1200.0] * 120))
    assert percentile([*sent, *waiting(*range(0, 1200, 20))], 50) == (1200, True)


def test_what_nobody_has_finished_is_at_least_as_long_as_the_longest_wait() -> None:
    assert percentile(waiting(5, 9), 90) == (9, False)
    assert percentile([], 90) is None


@pytest.mark.parametrize(
    ("steps", "n", "sending", "refused"),
    [
        ({"created": AT - 60, "sent": AT - 50}, 1, over(10), 0),
        ({"created": AT - 60}, 1, waiting(60), 0),
        ({"created": AT - 60, "deferred": AT - 50}, 1, waiting(60), 0),
        ({"created": AT - 60, "attempted": AT - 50}, 1, [], 1),
        ({"created": AT - 60, "attempted": AT - 50, "sent": AT - 40}, 1, over(20), 0),
        ({"created": AT - 60, "failed": AT - 50}, 1, [], 0),
        ({"created": AT - 60, "dropped": AT - 50}, 1, [], 0),
        ({"created": str(AT - 60), "sent": str(AT - 50)}, 1, over(10), 0),
        ({"created": AT + 5, "sent": AT + 4}, 1, over(0), 0),
        ({"sent": AT}, 0, [], 0),
        ({"created": "soon"}, 0, [], 0),
        (None, 0, [], 0),
    ],
)
def test_what_became_of_a_message_decides_how_it_counts(
    steps: dict[str, Any] | None, n: int, sending: list[Duration], refused: int
) -> None:
    traffic = traffic_of([{"id": "m", "metrics": steps}], NOW)
    assert (traffic.n, [*traffic.sending], traffic.refused) == (n, sending, refused)


def test_in_app_messages_wait_for_a_person_and_not_for_customer_io() -> None:
    assert traffic_of([{"type": "in_app", "created": AT - 3000, "metrics": None}], NOW).n == 0
