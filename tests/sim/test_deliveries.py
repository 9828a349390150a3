from __future__ import annotations

from itertools import pairwise
from typing import cast

from hypothesis import given
from hypothesis import strategies as st

from cio_tui.sim.deliveries import HISTORY, PERIOD, activities, traffic
from cio_tui.sim.faults import Delivery, Ramp, steady
from cio_tui.sim.people import population

PEOPLE = population()
NOW = 1_795_300_000


def metrics(now: int, delivery: Delivery, elapsed: float = 0.0) -> list[dict[str, int]]:
    return [cast("dict[str, int]", each["metrics"]) for each in traffic(PEOPLE, now, delivery, elapsed)]


def lags(delivery: Delivery, elapsed: float = 0.0) -> list[int]:
    return sorted(
        each["sent"] - each["created"] for each in metrics(NOW, delivery, elapsed) if "sent" in each
    )


def test_messages_come_newest_first_at_a_steady_rate() -> None:
    created = [each["created"] for each in metrics(NOW, Delivery())]
    assert len(created) == HISTORY // PERIOD
    assert {later - earlier for later, earlier in pairwise(created)} == {PERIOD}


@given(st.integers(1_700_000_000, 2_000_000_000))
def test_nothing_has_happened_in_the_future(now: int) -> None:
    delivery = Delivery(lag=steady(900), attempted=steady(0.3))
    assert all(at <= now for each in metrics(now, delivery) for at in each.values())


def test_the_same_moment_always_shows_the_same_messages() -> None:
    assert list(traffic(PEOPLE, NOW, Delivery(), 0)) == list(traffic(PEOPLE, NOW, Delivery(), 0))


def test_a_message_keeps_its_id_as_time_goes_on() -> None:
    first = [each["id"] for each in traffic(PEOPLE, NOW, Delivery(), 0)]
    later = [each["id"] for each in traffic(PEOPLE, NOW + PERIOD, Delivery(), 0)]
    assert later[1:] == first[:-1]


def test_the_lag_is_around_what_the_scenario_says() -> None:
    late = lags(Delivery(lag=steady(1200)))
    assert 1150 <= late[len(late) // 2] <= 1250
    assert (late[0] >= 840, late[-1] <= 1560) == (True, True)


def test_a_ramp_back_sends_out_what_was_held() -> None:
    delivery = Delivery(lag=Ramp(1200, 4, begins=0, over=100))
    unsent = [sum("sent" not in each for each in metrics(NOW, delivery, at)) for at in (0, 50, 100)]
    assert unsent[0] > unsent[1] > unsent[2]


def test_a_share_is_tried_and_not_taken() -> None:
    taken = ["attempted" not in each for each in metrics(NOW, Delivery(attempted=steady(0.25)))]
    assert 0.2 < taken.count(False) / len(taken) < 0.3


def test_the_newest_activity_is_as_old_as_the_processing_is_late() -> None:
    newest = next(activities(PEOPLE, NOW, Delivery(activity_age=steady(600)), 0))
    assert 600 <= NOW - cast("int", newest["timestamp"]) < 600 + PERIOD
