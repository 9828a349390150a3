from __future__ import annotations

import pytest

from cio_tui.sim.faults import HttpFault, Page, Ramp, steady
from cio_tui.sim.sites import Place
from cio_tui.sim.timeline import Change, QueueChange, Timeline


@pytest.mark.parametrize(("elapsed", "value"), [(0, 1), (60, 1), (90, 2), (120, 3), (999, 3)])
def test_a_ramp_goes_straight_from_one_value_to_the_other(elapsed: float, value: float) -> None:
    assert Ramp(1, 3, begins=60, over=60).at(elapsed) == value


def test_a_steady_value_does_not_move() -> None:
    assert {steady(5).at(elapsed) for elapsed in (-1, 0, 1e9)} == {5}


def test_a_change_leaves_what_it_does_not_name() -> None:
    down = HttpFault(status=503)
    timeline = Timeline([Change(0, http={Place.TRACK: down}), Change(60, page=Page(indicator="major"))])
    assert timeline.at(61).http == {Place.TRACK: down}
    assert timeline.at(59).page == Page()


def test_before_the_first_change_all_is_well() -> None:
    assert Timeline([Change(10, http={Place.TRACK: HttpFault(status=503)})]).at(9.9).http == {}


def test_a_queue_goes_on_from_what_it_holds() -> None:
    timeline = Timeline([Change(0, queue=QueueChange(100, 10)), Change(60, queue=QueueChange(rate=-50))])
    assert [timeline.at(at).queue.depth_at(at) for at in (0, 30, 60, 70, 999)] == [100, 400, 700, 200, 0]


def test_a_queue_that_ran_empty_is_young_when_it_fills_again() -> None:
    changes = [Change(0, queue=QueueChange(rate=1)), Change(10, queue=QueueChange(rate=-1))]
    timeline = Timeline([*changes, Change(100, queue=QueueChange(rate=1))])
    assert timeline.at(130).queue.oldest_at(130) == 30
