"""One incident being walked with the pen in hand: commands become events, on disk before they become state."""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING

from cio_tui.core.commands import Begin, Observe
from cio_tui.core.decide import decide
from cio_tui.core.errors import Refused, UserError
from cio_tui.core.evidence import Moment
from cio_tui.core.held import held
from cio_tui.core.session import view
from cio_tui.runtime.conditions import timed_conditions
from cio_tui.runtime.scribe import hygienic, record

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cio_tui.core.commands import Command
    from cio_tui.core.events import Event
    from cio_tui.core.evidence import Evidence
    from cio_tui.core.expr import Expression
    from cio_tui.core.reading import Reading
    from cio_tui.core.record import Recorded
    from cio_tui.runtime.incident import Incident
    from cio_tui.runtime.monitor import Monitor
    from cio_tui.runtime.workplace import Workplace

TOOL = "cio-tui"
"""Who did what came about by itself."""

TAIL = 200
"""Events kept for the screen; the rest is on disk."""


class Walk:
    """Lives from opening or resuming an incident until this session leaves it."""

    def __init__(
        self, workplace: Workplace, incident: Incident, monitor: Monitor, tell: Callable[[], None]
    ) -> None:
        self.session = incident.session
        self.tail: deque[Recorded] = deque(incident.tail, maxlen=TAIL)
        self.trouble = ""
        self.held: dict[str, float] = {}
        self._workplace = workplace
        self._incident = incident
        self._monitor = monitor
        self._tell = tell
        self._timed: tuple[Expression, ...] = ()
        self._turn = asyncio.Lock()

    @property
    def folder(self) -> str:
        """Where the incident is."""
        return self._incident.folder.path

    @property
    def holder(self) -> str:
        """Who else holds the pen: nobody."""
        return ""

    @property
    def draft(self) -> str:
        """The note being typed, as it was when the connection dropped."""
        return self._incident.draft

    def save_draft(self, text: str) -> None:
        """Keep what is being typed; an empty text forgets it."""
        self._incident.save_draft(self._workplace.redact(text))

    def keep(self, reading: Reading) -> None:
        """Put a sample beside the log."""
        self._incident.keep(reading)

    async def begin(self, first: Event) -> None:
        """Record how this session took the incident up, then enter its first step or go on with a cut-off one."""
        self._take_up_book()
        async with self._turn:
            await self._record([first], self._moment(self._workplace.person))
        self._take_up_book()
        if self.session.closed is None:
            with suppress(Refused):
                await self._decide(Begin(), self._workplace.person)

    async def send(self, command: Command) -> Sequence[Recorded]:
        """Do what a person asks. Raises Refused, NotSaved."""
        return await self._decide(hygienic(command, self._workplace.redact), self._workplace.person)

    async def observe(self) -> None:
        """Let what came about by itself become events."""
        evidence = view(self.session, self._monitor.evidence(self.held))
        self.held = dict(held(self._timed, evidence, self.held))
        with suppress(UserError):  # a full disk is shown in the header; a refusal here has nobody to tell
            await self._decide(Observe(), TOOL)

    async def _decide(self, command: Command, by: str) -> Sequence[Recorded]:
        async with self._turn:
            moment = self._moment(by)
            return await self._record(decide(self.session, command, moment), moment)

    async def _record(self, drafted: Sequence[Event], moment: Moment) -> Sequence[Recorded]:
        if not drafted:
            return ()
        before = self.session.book
        try:
            self.session, written = await record(self.session, drafted, moment, self._incident)
        except UserError as trouble:
            self.trouble = str(trouble)
            self._tell()
            raise
        self.trouble = ""
        self.tail.extend(written)
        if self.session.book != before:
            self._take_up_book()
        self._tell()
        return written

    def _take_up_book(self) -> None:
        """Probe what the book names, and watch its timed conditions."""
        if self.session.book:
            self._timed = timed_conditions(self.session.runbook)
            self._monitor.watch(self.session.runbook.probes)

    def _moment(self, by: str) -> Moment:
        evidence: Evidence = view(self.session, self._monitor.evidence(self.held))
        return Moment(at=self._workplace.clock.now(), by=by, evidence=evidence)

    async def leave(self, reason: str) -> None:
        """Close this session's part of the log, once what is being written is written."""
        async with self._turn:
            await asyncio.to_thread(self.detach, reason)

    def detach(self, reason: str) -> None:
        """The same at once, from any thread: the process is being ended, and the event loop may be stuck."""
        self._incident.detach(reason, self._workplace)
