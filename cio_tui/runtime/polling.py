"""The looping tasks themselves: one a probe, started once, never restarted on a tick."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from cio_tui.core.judge import judge
from cio_tui.probes.loop import ProbeLoop
from cio_tui.probes.pacing import Attention
from cio_tui.probes.spacing import HostSpacing

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from cio_tui.core.probe import Probe
    from cio_tui.core.reading import Reading, Sample, Value
    from cio_tui.probes.ground import Ground
    from cio_tui.runtime.clock import Clock


class Polling:
    """Starts, paces and stops the loops, and judges what they bring."""

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

    @property
    def measuring(self) -> frozenset[str]:
        """Probes that wait for an answer right now."""
        return frozenset(name for name, loop in self._loops.items() if loop.is_measuring)

    def stopped(self, probe: str) -> str:
        """Why a probe is not asked by itself any more, as a sentence; empty while it is."""
        task = self._tasks.get(probe)
        if task is not None and task.done() and not task.cancelled() and (bug := task.exception()):
            return f"polling ended by a bug in cio-tui ({type(bug).__name__}); refresh to start it again"
        loop = self._loops.get(probe)
        return loop.pace.stopped if loop else ""

    def keep_only(self, probes: Mapping[str, Probe]) -> None:
        """Stop what is not among these, or has changed."""
        for name in [name for name, loop in self._loops.items() if probes.get(name) != loop.probe]:
            del self._loops[name]
            self._tasks.pop(name).cancel()

    def start_missing(self, probes: Mapping[str, Probe]) -> None:
        """Start what is not running yet."""
        for name, probe in probes.items():
            if name not in self._loops:
                self._start(name, probe)

    def _start(self, name: str, probe: Probe) -> None:
        loop = ProbeLoop(probe, self._ground, self._spacing, self._clock.sleep, self._receive)
        self._loops[name] = loop
        self._tasks[name] = asyncio.create_task(loop.run(), name=f"probe {name}")

    def pay_attention(self, shown: Collection[str], *, paused: bool) -> None:
        """Ask what nobody can see less often, and nothing at all while paused. No `shown` means all."""
        for name, loop in self._loops.items():
            seen = Attention.SHOWN if not shown or name in shown else Attention.HIDDEN
            wanted = Attention.PAUSED if paused else seen
            if loop.attention is not wanted:
                loop.attention = wanted

    def refresh(self, probe: str) -> None:
        """Ask one probe again, or with an empty name all of them, as soon as manners allow."""
        for name, loop in tuple(self._loops.items()):
            if probe in ("", name):
                if self._tasks[name].done():
                    self._start(name, loop.probe)
                self._loops[name].refresh()

    def _receive(self, sample: Sample) -> None:
        loop = self._loops.get(sample.probe)
        if loop is not None:
            self._publish(judge(loop.probe, sample, self._values))

    async def close(self) -> None:
        """Stop everything; returns once the tasks are gone."""
        tasks = tuple(self._tasks.values())
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self._loops.clear()
        self._tasks.clear()
