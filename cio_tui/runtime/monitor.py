"""One looping task a probe, and the latest judged reading of each. Knows nothing of incidents.

A probe that hangs holds up its own task and no other; a bug in one is a reading that says so. Changing the set of
probes keeps the readings of those that stay, so that moving to another book carries the evidence along.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from cio_tui.core.judge import judge
from cio_tui.probes.pacing import Attention
from cio_tui.probes.spacing import HostSpacing

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from cio_tui.core.probe import Probe
    from cio_tui.core.reading import Reading, Sample, Value
    from cio_tui.probes.ground import Ground
    from cio_tui.probes.loop import ProbeLoop
    from cio_tui.runtime.clock import Clock


class Monitor:
    """Starts, paces and stops the probes."""

    def __init__(
        self, ground: Ground, clock: Clock, values: Mapping[str, Value], publish: Callable[[Reading], None]
    ) -> None:
        self._ground = ground
        self._clock = clock
        self._values = values
        self._publish = publish
        self._spacing = HostSpacing()
        self._loops: dict[str, ProbeLoop] = {}
        self._tasks: dict[str, asyncio.Task[None]] = {}
        self._shown: Collection[str] = ()
        self._warm: asyncio.Task[None] | None = None
        self.probes: Mapping[str, Probe] = {}
        self.readings: dict[str, Reading] = {}
        self.paused = False

    @property
    def measuring(self) -> frozenset[str]:
        """Probes that wait for an answer right now."""
        return frozenset(name for name, loop in self._loops.items() if loop.is_measuring)

    def stopped(self, probe: str) -> str:
        """Why a probe is not asked by itself any more, as a sentence; empty while it is."""
        loop = self._loops.get(probe)
        return loop.pace.stopped if loop else ""

    def watch(self, probes: Mapping[str, Probe]) -> None:
        """Probe exactly these from now on; what is measured already goes on undisturbed."""
        for name in [name for name, loop in self._loops.items() if probes.get(name) != loop.probe]:
            self._stop(name)
            self.readings.pop(name, None)
        self.probes = probes
        if self._warm is None:
            self._warm = asyncio.create_task(self._start_warm(), name="prewarm")
        elif self._warm.done():
            self._start_missing()

    async def _start_warm(self) -> None:
        """Pay for heavy imports and the trust store before the first timed sample."""
        await self._ground.prewarm({probe.kind for probe in self.probes.values()})
        self._start_missing()

    def _start_missing(self) -> None:
        from cio_tui.probes.loop import ProbeLoop

        for name, probe in self.probes.items():
            if name not in self._loops:
                loop = ProbeLoop(probe, self._ground, self._spacing, self._clock.sleep, self._receive)
                self._loops[name] = loop
                self._tasks[name] = asyncio.create_task(loop.run(), name=f"probe {name}")
        self._pay_attention()

    def _stop(self, name: str) -> None:
        self._loops.pop(name, None)
        task = self._tasks.pop(name, None)
        if task:
            task.cancel()

    def show(self, probes: Collection[str]) -> None:
        """Say which probes a person can see; the others are asked less often."""
        if set(probes) != set(self._shown):
            self._shown = tuple(probes)
            self._pay_attention()

    def pause(self, *, paused: bool) -> None:
        """Stop asking by itself, or go on."""
        self.paused = paused
        self._pay_attention()

    def _pay_attention(self) -> None:
        for name, loop in self._loops.items():
            shown = not self._shown or name in self._shown
            wanted = Attention.PAUSED if self.paused else Attention.SHOWN if shown else Attention.HIDDEN
            if loop.attention is not wanted:
                loop.attention = wanted

    def refresh(self, probe: str = "") -> None:
        """Ask one probe again, or all of them, as soon as manners allow."""
        for name, loop in self._loops.items():
            if probe in ("", name):
                loop.refresh()

    def _receive(self, sample: Sample) -> None:
        probe = self.probes.get(sample.probe)
        if probe is not None:
            reading = judge(probe, sample, self._values)
            self.readings[sample.probe] = reading
            self._publish(reading)

    async def close(self) -> None:
        """Stop everything; returns once the tasks are gone."""
        tasks = [*self._tasks.values(), *([self._warm] if self._warm else [])]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._loops.clear()
        self._tasks.clear()
