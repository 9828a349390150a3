"""The two clocks of a session: the wall for stamps, a monotonic one for durations. In a drill both run faster.

A fast clock starts at the real time and counts N seconds for each one that passes, so that `every = "10s"`, a wait of
five minutes and a stamp in the log agree with each other at every speed.
"""

from __future__ import annotations

import asyncio
import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """What the conductor asks the time of."""

    def now(self) -> datetime:
        """Wall clock, UTC."""
        ...

    def host_now(self) -> datetime:
        """The same by this host, whatever a drill makes of it: for the age of what other sessions wrote."""
        ...

    def mono(self) -> float:
        """Seconds since this clock was made; never goes back, counts time spent suspended."""
        ...

    async def sleep(self, seconds: float) -> None:
        """Wait so many seconds of this clock."""
        ...


class SystemClock:
    """Real time."""

    def __init__(self) -> None:
        self._start = _seconds()

    def now(self) -> datetime:
        """Wall clock, UTC; it follows when the host's clock is set."""
        return datetime.now(UTC)

    host_now = now

    def mono(self) -> float:
        """Seconds since this clock was made."""
        return _seconds() - self._start

    async def sleep(self, seconds: float) -> None:
        """Wait so many seconds."""
        await asyncio.sleep(seconds)


class FastClock:
    """Real time from now on, `speed` times as fast."""

    def __init__(self, speed: float) -> None:
        if not speed > 0:
            raise ValueError(f"A clock cannot run {speed} times as fast")
        self.speed = speed
        self._real = SystemClock()
        self._origin = self._real.now()

    def now(self) -> datetime:
        """The time at which the clock was made, plus what has passed on it."""
        return self._origin + timedelta(seconds=self.mono())

    def host_now(self) -> datetime:
        """Real time."""
        return self._real.now()

    def mono(self) -> float:
        """Fast seconds since this clock was made."""
        return self._real.mono() * self.speed

    async def sleep(self, seconds: float) -> None:
        """Wait so many fast seconds."""
        await self._real.sleep(seconds / self.speed)


def _seconds() -> float:
    """CLOCK_BOOTTIME where there is one: CLOCK_MONOTONIC stands still while a laptop is asleep."""
    return time.clock_gettime(time.CLOCK_BOOTTIME) if hasattr(time, "CLOCK_BOOTTIME") else time.monotonic()
