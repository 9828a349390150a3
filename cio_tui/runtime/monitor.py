"""The probes of the moment and the latest judged reading of each. Knows nothing of incidents.

Changing the set of probes keeps the readings of those that stay, so that moving to another book carries the evidence
along. The probes' own modules are imported in a thread when the first are to be watched: after the first paint.
"""

from __future__ import annotations

import asyncio
from importlib import import_module
from typing import TYPE_CHECKING

from cio_tui.core.evidence import Evidence

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from cio_tui.core.probe import Probe
    from cio_tui.core.reading import Reading, Value
    from cio_tui.probes.ground import Ground
    from cio_tui.runtime.clock import Clock
    from cio_tui.runtime.polling import Polling


class Monitor:
    """What is measured, and what was."""

    def __init__(
        self, ground: Ground, clock: Clock, values: Mapping[str, Value], publish: Callable[[Reading], None]
    ) -> None:
        self._ground = ground
        self._clock = clock
        self._values = values
        self._publish = publish
        self._polling: Polling | None = None
        self._start: asyncio.Task[None] | None = None
        self._shown: tuple[str, ...] = ()
        self.probes: Mapping[str, Probe] = {}
        self.readings: dict[str, Reading] = {}
        self.paused = False

    @property
    def measuring(self) -> frozenset[str]:
        """Probes that wait for an answer right now."""
        return self._polling.measuring if self._polling else frozenset()

    def evidence(self, held: Mapping[str, float] | None = None) -> Evidence:
        """What is known at this moment, without any incident."""
        return Evidence(
            mono=self._clock.mono(), readings=self.readings, settings=self._values, held=held or {}
        )

    def stopped_probes(self) -> Mapping[str, str]:
        """The probes that are not asked by themselves any more, each with the reason as a sentence."""
        if self._polling is None:
            return {}
        found = {name: self._polling.stopped(name) for name in self.probes}
        return {name: reason for name, reason in found.items() if reason}

    def watch(self, probes: Mapping[str, Probe]) -> None:
        """Probe exactly these from now on; what is measured already goes on undisturbed."""
        for name in [name for name, probe in self.probes.items() if probes.get(name) != probe]:
            self.readings.pop(name, None)
        self.probes = probes
        if self._polling is not None:
            self._polling.keep_only(probes)
        if self._start is None or self._start.done():
            self._start = asyncio.create_task(self._start_missing(), name="start probes")

    async def _start_missing(self) -> None:
        """Pay for heavy imports and the trust store before the first timed sample, off the event loop."""
        started: Mapping[str, Probe] = {}
        while started != self.probes:
            started = self.probes
            await self._ground.prewarm({probe.kind for probe in started.values()})
            if self._polling is None:
                module = await asyncio.to_thread(import_module, "cio_tui.runtime.polling")
                self._polling = module.Polling(self._ground, self._clock, self._values, self._receive)
            if started == self.probes:
                self._polling.start_missing(started)
                self._pay_attention()

    def show_kept(self, probes: Mapping[str, Probe], readings: dict[str, Reading]) -> None:
        """Show what another session measured."""
        self.probes, self.readings = probes, readings

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
        if self._polling is not None:
            self._polling.pay_attention(self._shown, paused=self.paused)

    def refresh(self, probe: str = "") -> None:
        """Ask one probe again, or all of them, as soon as manners allow."""
        if self._polling is not None:
            self._polling.refresh(probe)

    def _receive(self, reading: Reading) -> None:
        self.readings[reading.sample.probe] = reading
        self._publish(reading)

    async def close(self) -> None:
        """Stop everything; returns once the tasks are gone."""
        if self._start is not None:
            self._start.cancel()
            await asyncio.gather(self._start, return_exceptions=True)
        if self._polling is not None:
            await self._polling.close()
