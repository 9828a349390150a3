"""Every moment of every shipped scenario, shown to the real probes: what a file says they see is what they see."""

from __future__ import annotations

import asyncio
import math
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING

import pytest

from cio_tui.core.judge import judge
from cio_tui.core.probe import LatencyTarget, ProbeKind
from cio_tui.probes.guard import guarded
from cio_tui.probes.registry import MODULES
from cio_tui.runtime.credentials import Credentials
from cio_tui.runtime.grounding import make_ground
from cio_tui.runtime.library import Library
from cio_tui.runtime.settings import load_settings
from cio_tui.shipped import shipped_books
from cio_tui.sim.deliveries import PERIOD
from cio_tui.sim.scenario import evidence_at, load_scenario, shipped_scenarios
from cio_tui.sim.simulator import Simulator
from cio_tui.sim.sites import Place
from cio_tui.sim.timeline import Timeline

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from cio_tui.core.probe import Probe
    from cio_tui.core.reading import Sample, Value
    from cio_tui.runtime.settings import Settings
    from cio_tui.sim.scenario import Scenario, Sight

BOOK = "p4-webhooks"
"""All of them include lib/probes.toml; this one has a probe of its own as well."""

PATIENCE = {"hanging": 2.0, "slow": 20.0}
"""Seconds a probe may take at most, where waiting is all that happens; else 7. `delivery` asks several slow pages."""

ASKING = {"track": Place.TRACK, "latency": Place.TRACK, "app": Place.APP, "delivery": Place.APP}
"""Probes that one struck request in a few makes see this or that."""


@dataclass
class StoryClock:
    """The simulator's world as a session's clock."""

    simulator: Simulator

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.simulator.now, UTC)

    host_now = now

    def mono(self) -> float:
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        await asyncio.sleep(seconds)


@cache
def probes() -> Mapping[str, Probe]:
    library = Library([shipped_books()])
    return library.open_file(library.find(BOOK).path).runbook.probes


def quickened(probe: Probe, seconds: float) -> Probe:
    probe = probe._replace(timeout=min(probe.timeout, seconds))
    if isinstance(probe.target, LatencyTarget):
        # One cold, one warm: more would be left out when this process is late, and count as lost.
        return probe._replace(target=probe.target._replace(samples=2))
    return probe


def compared(scenario: Scenario, sight: Sight) -> list[Probe]:
    """Probes that can be measured, without those whose answer depends on which requests of a share come first."""
    faults = Timeline(scenario.changes).at(sight.at).http
    wavering = {place for place, fault in faults.items() if 0 < fault.share < 1}
    return [
        probe
        for name, probe in probes().items()
        if ASKING.get(name) not in wavering and find_spec(MODULES[probe.kind]) is not None
    ]


async def measure(
    simulator: Simulator, settings: Settings, chosen: list[Probe], seconds: float
) -> list[Sample]:
    credentials = Credentials(settings, {})
    credentials.find_all()
    ground = make_ground(settings, credentials, StoryClock(simulator), {})
    await ground.prewarm()

    async def ask(probe: Probe) -> Sample:
        sample = await guarded(quickened(probe, seconds), ground)
        if probe.kind is ProbeKind.DELIVERY:  # what it reads by turns is all there after two
            sample = await guarded(quickened(probe, seconds), ground)
        return sample

    return list(await asyncio.gather(*map(ask, chosen)))


def is_time(name: str) -> bool:
    return name == "ms" or name.endswith("_ms")


def is_near(name: str, seen: Value | None, told: Value) -> bool:
    """Equal, or a measure near enough. A time may be as long as it likes: the machine may be busy."""
    if isinstance(told, bool | str | tuple) or not isinstance(seen, int | float):
        return seen == told
    if is_time(name):
        return told < 100 or seen > 0.9 * told
    if name == "oldest_activity_s":  # a message every PERIOD seconds: the newest is up to that old
        return abs(seen - told) <= PERIOD
    if name == "attempted_unsent":  # each message of an hour has dice of its own: four standard deviations
        return abs(seen - told) <= 4 * math.sqrt(told * (1 - told) * PERIOD / 3600)
    if name.endswith("rate") or name == "rate_failed":
        return abs(seen - told) <= max(0.002, 0.15 * told)
    if name.endswith(("_s", "_age")) or name in ("n", "lost", "depth", "days_left"):
        return abs(seen - told) <= max(5, 0.15 * abs(told))
    return seen == told


MOMENTS = [
    (load_scenario(path), sight)
    for path in shipped_scenarios().values()
    for sight in load_scenario(path).sights
]


@pytest.mark.parametrize(
    ("scenario", "sight"), MOMENTS, ids=[f"{scenario.id} {sight.at:g}s" for scenario, sight in MOMENTS]
)
async def test_the_probes_see_what_the_moment_says(scenario: Scenario, sight: Sight, tmp_path: Path) -> None:
    seconds = PATIENCE.get(scenario.id, 7.0)
    chosen = compared(scenario, sight)
    async with Simulator(scenario, speed=0) as simulator:
        config = tmp_path / "config.toml"
        config.write_text(simulator.configuration())
        settings = load_settings(str(config), environment={})
        simulator.seek(sight.at)
        samples = await measure(simulator, settings, chosen, seconds)
        assert all(request.reads for request in simulator.requests)
    told = evidence_at(sight)
    for probe, sample in zip(chosen, samples, strict=True):
        fields = dict(told[probe.id])
        if sample.fields.get("error") == "timeout" and "ms" in fields:
            fields["ms"] = seconds * 1000
        wrong = {
            name: sample.fields.get(name)
            for name in fields
            if not is_near(name, sample.fields.get(name), fields[name])
        }
        assert not wrong, (probe.id, sample.summary, fields)
        times = {name: value for name, value in fields.items() if is_time(name)}
        seen = judge(probe, sample._replace(fields={**sample.fields, **times}), settings.values())
        expected = judge(probe, sample._replace(fields=fields), settings.values())
        assert seen.verdict is expected.verdict, (probe.id, seen.reasons)
