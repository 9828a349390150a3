from __future__ import annotations

import asyncio
from datetime import UTC, timedelta
from typing import TYPE_CHECKING

import pytest

from cio_tui.runtime.clock import FastClock, SystemClock

if TYPE_CHECKING:
    from cio_tui.runtime.clock import Clock


@pytest.mark.parametrize("clock", [SystemClock(), FastClock(100)])
async def test_wall_and_monotonic_time_pass_alike(clock: Clock) -> None:
    wall, mono = clock.now(), clock.mono()
    await clock.sleep(1.0 if isinstance(clock, FastClock) else 0.01)
    assert clock.mono() - mono >= (1.0 if isinstance(clock, FastClock) else 0.01)
    assert abs((clock.now() - wall).total_seconds() - (clock.mono() - mono)) < 5
    assert clock.now().tzinfo is UTC


async def test_a_fast_clock_sleeps_a_fraction_of_what_passes_on_it() -> None:
    fast, loop = FastClock(1000), asyncio.get_running_loop()
    begin, real = fast.now(), loop.time()
    await fast.sleep(60)
    assert fast.now() - begin >= timedelta(seconds=60)
    assert loop.time() - real < 60


async def test_a_fast_clock_knows_the_time_of_its_host() -> None:
    fast, plain = FastClock(1000), SystemClock()
    await fast.sleep(60)
    assert fast.host_now() <= plain.now()
    assert fast.host_now() < fast.now()
    assert plain.host_now().tzinfo is UTC


@pytest.mark.parametrize("speed", [0, -1, float("nan")])
def test_a_clock_that_stands_or_runs_back_is_refused(speed: float) -> None:
    with pytest.raises(ValueError, match="cannot run"):
        FastClock(speed)
