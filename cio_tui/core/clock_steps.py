"""Where the wall clock of a log steps although nothing in it says that it was set.

A writer notes every setting of the clock that it lives through (`jump_s`), so such a step lies between two writers, or
the time was edited. Clocks do jump: it is worth a remark, and no damage.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from cio_tui.core.duration import spell

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import datetime

JUMP = 1.0
"""Seconds by which the wall clock may leave the other one between two events before the log says so."""

RESUMED = "incident.resumed"
"""The kind of event with which another process goes on, by a clock of its own."""


class Tick(NamedTuple):
    """An event, as far as its clocks go."""

    seq: int
    at: datetime
    mono: float
    kind: str
    is_noted: bool
    """Whether it says that the wall clock was set."""


class ClockStep(NamedTuple):
    """A step that nothing accounts for."""

    seq: int
    """Of the event after it."""
    seconds: float
    """Below 0 for a step back."""

    def __str__(self) -> str:
        if self.seconds < 0:
            return f"the time goes back by {spell(-self.seconds)}, and nothing notes that the clock was set"
        return f"the time leaps ahead by {spell(self.seconds)}, and nothing notes that the clock was set"


def clock_steps(ticks: Iterable[Tick], speed: float) -> Iterator[ClockStep]:
    """Each of them. `speed` is that of a drill: past 1 its stamps run ahead of the host, who catches up afterwards."""
    for before, tick in pairwise(ticks):
        wall = (tick.at - before.at).total_seconds()
        own = tick.mono - before.mono
        is_other_clock = tick.kind == RESUMED or own < 0
        catches_up = speed > 1 and wall < 0 and (is_other_clock or own == 0)
        if tick.is_noted or catches_up:
            continue
        seconds = min(0.0, wall) if is_other_clock else wall - own
        if abs(seconds) > JUMP + 0.01:  # both clocks are written to the millisecond
            yield ClockStep(tick.seq, seconds)


def remark_on(steps: Sequence[ClockStep]) -> str:
    """All of them in a sentence; empty when there is none."""
    if not steps:
        return ""
    such = f" (the first of {len(steps)} such)" if len(steps) > 1 else ""
    return f"Before event {steps[0].seq}{such} {steps[0]}. Clocks do jump: this is no damage by itself."
