from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from cio_tui.core.clock_steps import Tick, clock_steps, remark_on

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


def ticks(*clocks: tuple[float, float], kind: str = "note", is_noted: bool = False) -> list[Tick]:
    """Wall clock and own clock of each event; the kind is that of the last one."""
    found = [
        Tick(seq, NOON + timedelta(seconds=wall), own, "note", is_noted=False)
        for seq, (wall, own) in enumerate(clocks, 1)
    ]
    return [*found[:-1], found[-1]._replace(kind=kind, is_noted=is_noted)]


def test_clocks_that_go_together_are_not_remarked_on() -> None:
    assert not list(clock_steps(ticks((0, 5), (60, 65), (60, 65), (61.9, 66)), 1.0))


@pytest.mark.parametrize(
    ("wall", "sentence"),
    [
        (-120.0, "the time goes back by 2 min 20 s, and nothing notes that the clock was set"),
        (620.0, "the time leaps ahead by 10 min, and nothing notes that the clock was set"),
    ],
)
def test_a_time_that_leaves_the_other_clock_is_a_step(wall: float, sentence: str) -> None:
    (step,) = clock_steps(ticks((0, 5), (wall, 25)), 1.0)
    assert (step.seq, str(step)) == (2, sentence)
    assert not list(clock_steps(ticks((0, 5), (wall, 25), is_noted=True), 1.0))


def test_another_process_has_a_clock_of_its_own_and_only_a_step_back_is_remarked_on() -> None:
    assert not list(clock_steps(ticks((0, 500), (900, 1), kind="incident.resumed"), 1.0))
    (step,) = clock_steps(ticks((0, 500), (-60, 1), kind="incident.resumed"), 1.0)
    assert step.seconds == -60
    assert not list(clock_steps(ticks((0, 500), (900, 1)), 1.0)), "a log of another version"


@pytest.mark.parametrize(("own", "kind"), [(1, "incident.resumed"), (500, "note")])
def test_the_host_catches_up_with_a_fast_drill_once_its_session_is_over(own: float, kind: str) -> None:
    assert not list(clock_steps(ticks((0, 500), (-600, own), kind=kind), 30.0))
    assert list(clock_steps(ticks((0, 500), (-600, own), kind=kind), 1.0))


def test_within_the_session_of_a_fast_drill_a_step_back_is_one() -> None:
    assert list(clock_steps(ticks((0, 500), (-600, 501)), 30.0))


def test_all_of_them_are_one_remark() -> None:
    steps = list(clock_steps(ticks((0, 5), (-30, 15), (40, 20), (45, 25)), 1.0))
    assert remark_on(steps) == (
        "Before event 2 (the first of 2 such) the time goes back by 40 s, and nothing notes that the clock was set. "
        "Clocks do jump: this is no damage by itself."
    )
    assert remark_on([]) == ""
