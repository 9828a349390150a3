"""A sample is what a probe brought back; a reading is that sample judged.

A target that fails is a value (`ok = false`, `status = 0`, `error = "connect"`). Unknown means something else:
we have no fresh reading. So every value is asked for with the time, and answers None once it is too old.
"""

from __future__ import annotations

from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

Value = bool | int | float | str | tuple[str, ...]
"""What an expression may compare. A missing or unreadable value is None and reads as unknown."""

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]
"""Evidence kept beside a sample in readings.jsonl: phases, headers of interest, certificates, records."""


NOT_CONFIGURED = "not configured"
"""Summary of a probe whose endpoint is empty: it is said, and counts for nothing."""


class Verdict(StrEnum):
    """How a reading is judged. UNKNOWN is never shown, counted or acted on as OK."""

    OK = "ok"
    DEGRADED = "degraded"
    FAILING = "failing"
    UNKNOWN = "unknown"


class Sample(NamedTuple):
    """One measurement, without judgement."""

    probe: str
    """Id of the probe in the runbook."""
    at: datetime
    """When the measurement ended, UTC."""
    mono: float
    """The same moment on the conductor's clock, seconds."""
    fields: Mapping[str, Value | None]
    """The names its kind publishes (`core.probe.PUBLISHED`) and its `extract` names."""
    summary: str
    """The cause or the value in a few words, already cleaned: `503 in 212 ms`, `DNS: NXDOMAIN from 10.0.0.2`."""
    detail: Mapping[str, Json] = MappingProxyType({})
    """Evidence for the drill-down, redacted."""


class Reading(NamedTuple):
    """A sample with the verdict of the probe's own rules."""

    sample: Sample
    verdict: Verdict
    reasons: tuple[str, ...]
    """The rules that decided, each with the value: `ms > 800 (ms = 1240)`."""
    fresh: float
    """Seconds for which this reading may be believed."""

    @property
    def counts(self) -> bool:
        """Whether there was anything to measure at all."""
        return self.sample.summary != NOT_CONFIGURED

    def age(self, mono: float) -> float:
        """Seconds since the measurement; never negative."""
        return max(0.0, mono - self.sample.mono)

    def is_stale(self, mono: float) -> bool:
        """Whether the reading is too old to say anything."""
        return self.age(mono) > self.fresh

    def verdict_at(self, mono: float) -> Verdict:
        """The verdict, or UNKNOWN once the reading has gone stale."""
        return Verdict.UNKNOWN if self.is_stale(mono) else self.verdict

    def value_at(self, name: str, mono: float) -> Value | None:
        """A published value, or None when it is missing or the reading has gone stale."""
        return None if self.is_stale(mono) else self.sample.fields.get(name)
