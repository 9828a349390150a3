"""One incident being followed without the pen: its events and samples as somebody else writes them.

Asks Customer.io nothing: a second pair of eyes must not double the load in the middle of an outage.
"""

from __future__ import annotations

import asyncio
from collections import deque
from typing import TYPE_CHECKING

from cio_tui.core.conditions import timed_conditions
from cio_tui.core.errors import Refused, UserError
from cio_tui.core.held import held
from cio_tui.core.view import view
from cio_tui.runtime.following import KeptReadings, as_seen_here
from cio_tui.runtime.glimpse import fold
from cio_tui.runtime.log_watch import follow
from cio_tui.runtime.walk import TAIL

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cio_tui.core.commands import Command
    from cio_tui.core.evidence import Evidence
    from cio_tui.core.reading import Reading
    from cio_tui.core.record import Recorded
    from cio_tui.runtime.incident import Incident
    from cio_tui.runtime.monitor import Monitor
    from cio_tui.runtime.workplace import Workplace


class Watch:
    """Lives until this session leaves, or takes the pen."""

    draft = ""
    """No note is typed here."""
    caution = ""
    """The writer's disk is the writer's."""

    def __init__(
        self, workplace: Workplace, incident: Incident, monitor: Monitor, tell: Callable[[], None]
    ) -> None:
        self.session = incident.session
        self.tail: deque[Recorded] = deque(maxlen=TAIL)
        self.trouble = ""
        self.is_reading = True
        self.holder = incident.holder
        self.folder = incident.folder.path
        self._held: dict[str, float] = {}
        self._workplace = workplace
        self._incident = incident
        self._monitor = monitor
        self._tell = tell
        self._kept = KeptReadings(incident.folder, workplace.clock)
        self._has_read = asyncio.Event()
        monitor.watch({})
        self._task = asyncio.create_task(self._follow(), name="follow")

    async def read(self) -> None:
        """Wait until what is in the log by now is read."""
        await self._has_read.wait()

    async def _follow(self) -> None:
        written = self.session
        try:
            async for records in follow(self._incident.folder):
                written = await asyncio.to_thread(fold, written, records)
                self.session = as_seen_here(written, self._workplace.clock)
                self.tail.extend(records)
                self.is_reading = False
                await self._show_kept()
                self._has_read.set()
                self._tell()
        except UserError as trouble:
            self.trouble = str(trouble)
        finally:
            self.is_reading = False
            self._has_read.set()
            self._tell()

    async def _show_kept(self) -> None:
        """What the writer's probes showed last."""
        if self.session.book:
            probes = self.session.runbook.probes
            readings = await asyncio.to_thread(self._kept.newest, probes)
            self._monitor.show_kept(probes, readings)

    def evidence(self) -> Evidence:
        """What the screen shows."""
        return view(self.session, self._monitor.evidence(self._held))

    async def send(self, _command: Command) -> Sequence[Recorded]:
        """Refused: who only reads changes nothing."""
        raise Refused(f"{self.holder} holds the pen; this session only reads. Take the pen over to write.")

    async def observe(self) -> None:
        """Look at what the writer measured meanwhile; nothing else comes about where nothing may be written."""
        if self.session.book:
            await self._show_kept()
            timed = timed_conditions(self.session.runbook)
            self._held = dict(held(timed, self.evidence(), self._held))
            self._tell()

    def save_draft(self, text: str) -> None:
        """No note is typed here."""

    def keep(self, reading: Reading) -> None:
        """The writer keeps the samples."""

    async def leave(self, _reason: str) -> None:
        """Stop following."""
        self._task.cancel()
        await asyncio.gather(self._task, return_exceptions=True)

    def detach(self, reason: str) -> None:
        """Nothing to close."""
