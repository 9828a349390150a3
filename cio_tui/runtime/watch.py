"""One incident being followed without the pen: its events and samples as somebody else writes them.

Asks Customer.io nothing: a second pair of eyes must not double the load in the middle of an outage.
"""

from __future__ import annotations

import asyncio
from collections import deque
from typing import TYPE_CHECKING

from cio_tui.core.errors import Refused, UserError
from cio_tui.core.fold import apply
from cio_tui.runtime.following import kept_readings
from cio_tui.runtime.log_watch import follow
from cio_tui.runtime.walk import TAIL

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cio_tui.core.commands import Command
    from cio_tui.core.reading import Reading
    from cio_tui.core.record import Recorded
    from cio_tui.runtime.incident import Incident
    from cio_tui.runtime.monitor import Monitor
    from cio_tui.runtime.workplace import Workplace


class Watch:
    """Lives until this session leaves, or takes the pen."""

    def __init__(
        self, workplace: Workplace, incident: Incident, monitor: Monitor, tell: Callable[[], None]
    ) -> None:
        self.session = incident.session
        self.tail: deque[Recorded] = deque(maxlen=TAIL)
        self.trouble = ""
        self.held: dict[str, float] = {}
        self.holder = incident.holder
        self.folder = incident.folder.path
        self.draft = ""
        self._workplace = workplace
        self._incident = incident
        self._monitor = monitor
        self._tell = tell
        monitor.watch({})
        self._task = asyncio.create_task(self._follow(), name="follow")

    async def _follow(self) -> None:
        try:
            async for records in follow(self._incident.folder):
                for recorded in records:
                    self.session = apply(self.session, recorded)
                self.tail.extend(records)
                await self._show_kept()
        except UserError as trouble:
            self.trouble = str(trouble)
            self._tell()

    async def _show_kept(self) -> None:
        """What the writer's probes showed last."""
        if self.session.book:
            probes, clock = self.session.runbook.probes, self._workplace.clock
            readings = await asyncio.to_thread(kept_readings, self._incident.folder, probes, clock)
            self._monitor.show_kept(probes, readings)
        self._tell()

    async def send(self, _command: Command) -> Sequence[Recorded]:
        """Refused: who only reads changes nothing."""
        raise Refused(f"{self.holder} holds the pen; this session only reads. W takes the pen over.")

    async def observe(self) -> None:
        """Nothing comes about by itself where nothing may be written."""

    def save_draft(self, _text: str) -> None:
        """No note is typed here."""

    def keep(self, _reading: Reading) -> None:
        """The writer keeps the samples."""

    async def leave(self, _reason: str) -> None:
        """Stop following."""
        self._task.cancel()

    def detach(self, _reason: str) -> None:
        """Nothing to close."""
