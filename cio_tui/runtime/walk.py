"""One incident being walked with the pen in hand: commands become events, on disk before they become state."""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING

from cio_tui.core.commands import Begin, Observe, WriteNote
from cio_tui.core.conditions import timed_conditions
from cio_tui.core.decide import decide
from cio_tui.core.errors import Refused, UserError
from cio_tui.core.evidence import Moment
from cio_tui.core.held import held
from cio_tui.core.record import TOOL
from cio_tui.core.view import view
from cio_tui.runtime.discretion import Discretion
from cio_tui.runtime.journal import PATIENCE
from cio_tui.runtime.not_saved import NotSaved, PenLost
from cio_tui.runtime.scribe import hygienic, record

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Sequence

    from cio_tui.core.commands import Command
    from cio_tui.core.events import Event
    from cio_tui.core.evidence import Evidence
    from cio_tui.core.expr import Expression
    from cio_tui.core.reading import Reading
    from cio_tui.core.record import Recorded
    from cio_tui.runtime.incident import Incident
    from cio_tui.runtime.monitor import Monitor
    from cio_tui.runtime.workplace import Workplace

TAIL = 200
"""Events kept for the screen; the rest is on disk."""


class Walk:
    """Lives from opening or resuming an incident until this session leaves it, or loses the pen."""

    holder = ""
    """Who else holds the pen: nobody."""

    def __init__(
        self, workplace: Workplace, incident: Incident, monitor: Monitor, tell: Callable[[], None]
    ) -> None:
        self.session = incident.session
        self.tail: deque[Recorded] = deque(incident.tail, maxlen=TAIL)
        self._trouble = ""
        self.is_reading = incident.unread is not None
        self._held: dict[str, float] = {}
        self._workplace = workplace
        self._incident = incident
        self._monitor = monitor
        self._tell = tell
        self._timed: tuple[Expression, ...] = ()
        self._turn = asyncio.Lock()
        self._discretion = Discretion(keeps=workplace.keeps_personal_data)
        self._unsaved: list[Command] = []
        """What the disk refused, tried again until it is saved: every note, and the newest of everything else."""
        self._saving = asyncio.Lock()
        self._background: asyncio.Task[None] | None = None
        self._begun: set[asyncio.Task[Sequence[Recorded]]] = set()
        """What is being written, or waits for its turn to be."""

    @property
    def folder(self) -> str:
        """Where the incident is."""
        return self._incident.folder.path

    @property
    def draft(self) -> str:
        """The note being typed, as it was when the connection dropped."""
        return self._incident.draft

    def save_draft(self, text: str) -> None:
        """Keep what is being typed; an empty text forgets it."""
        self._incident.save_draft(self._discretion.hide_text(self._workplace.redact(text), self.session))

    def keep(self, reading: Reading) -> None:
        """Put a sample beside the log."""
        self._incident.keep(self._discretion.hide_reading(reading, self.session))

    def evidence(self) -> Evidence:
        """What the screen shows: also the values that the log must not hold."""
        evidence = self._monitor.evidence(self._held)
        return view(self.session, evidence._replace(variables=self._discretion.variables(self.session)))

    async def begin(self, first: Event) -> None:
        """Record how this session took the incident up, then enter its first step or go on with a cut-off one.

        A long log is read behind the first screen; what is asked meanwhile waits. Raises NotSaved.
        """
        self._take_up_book()
        await self._turn.acquire()  # here, not in the task: nothing may come before the first event
        if self.is_reading:
            self._background = asyncio.create_task(self._begin_behind(first), name="read the log")
            self._background.add_done_callback(lambda _: self._turn.release())
            return
        await self._finish(self._begin_now(first))

    @property
    def trouble(self) -> str:
        """Why something is not on disk, and how many notes wait for it; empty while all is saved."""
        notes = sum(isinstance(one, WriteNote) for one in self._unsaved)
        waiting = f"{notes} note{'s' if notes > 1 else ''} not saved yet. " if notes else ""
        return f"{waiting}{self._trouble}".rstrip()

    @property
    def caution(self) -> str:
        """What is wrong with the disk while all is saved; empty when nothing is."""
        return self._incident.caution

    async def read(self) -> None:
        """Wait until the log is read whole."""
        if self._background is not None:
            await self._background

    async def _begin_behind(self, first: Event) -> None:
        try:
            await self._begin(first)
        except UserError as trouble:
            self._trouble = str(trouble)
            await asyncio.to_thread(self._incident.detach, "the log cannot be gone on with", self._workplace)
        finally:
            self.is_reading = False
            self._tell()

    async def _begin_now(self, first: Event) -> Sequence[Recorded]:
        try:
            await self._begin(first)
        finally:
            self._turn.release()
        return ()

    async def _begin(self, first: Event) -> None:
        if self.is_reading:
            self.session = await asyncio.to_thread(self._incident.read_whole)
            self.is_reading = False
        await self._record([first], self._moment(self._workplace.person))
        self._take_up_book()
        with suppress(Refused):
            await self._obey(Begin(), self._workplace.person)

    async def send(self, command: Command) -> Sequence[Recorded]:
        """Do what a person asks. Raises Refused, NotSaved, PenLost."""
        self._unsaved = [one for one in self._unsaved if isinstance(one, WriteNote)]
        command = hygienic(command, self._workplace.redact)
        try:
            await self._save_waiting()
            return await self._decide(command, self._workplace.person)
        except PenLost:
            raise
        except NotSaved:
            if command not in self._unsaved:
                self._unsaved.append(command)
            raise

    async def _save_waiting(self) -> None:
        """What the disk refused before, in its order; what no longer fits the incident is let go. Raises NotSaved."""
        async with self._saving:  # one after the other, and none counts as saved before it is
            while self._unsaved:
                first = self._unsaved[0]
                with suppress(Refused):
                    await self._decide(first, self._workplace.person)
                self._unsaved = [one for one in self._unsaved if one is not first]

    async def observe(self) -> None:
        """Let what came about by itself become events, and save what could not be saved. Raises PenLost."""
        evidence = view(self.session, self._monitor.evidence(self._held))
        self._held = dict(held(self._timed, evidence, self._held))
        try:
            await self._save_waiting()
            if not await self._decide(Observe(), TOOL):
                await self._incident.append(())  # another session may have taken the pen
        except PenLost:
            raise
        except UserError:  # a full disk is shown in the header; a refusal here has nobody to tell
            return

    async def _decide(self, command: Command, by: str) -> Sequence[Recorded]:
        return await self._finish(self._take_turn(command, by))

    async def _finish(self, work: Coroutine[None, None, Sequence[Recorded]]) -> Sequence[Recorded]:
        """Do it to its end, also when whoever asked is cancelled: what is on disk has to become state."""
        task = asyncio.create_task(work, name="write")
        self._begun.add(task)
        task.add_done_callback(self._begun.discard)
        return await asyncio.shield(task)

    async def _take_turn(self, command: Command, by: str) -> Sequence[Recorded]:
        async with self._turn:
            return await self._obey(command, by)

    async def _obey(self, command: Command, by: str) -> Sequence[Recorded]:
        moment = self._moment(by)
        return await self._record(decide(self.session, command, moment), moment)

    async def _record(self, drafted: Sequence[Event], moment: Moment) -> Sequence[Recorded]:
        if not drafted:
            return ()
        before = self.session.book
        try:
            discreet = self._discretion.hide(drafted, self.session)
            self.session, written = await record(self.session, discreet, moment, self._incident)
        except NotSaved as trouble:
            self._trouble = str(trouble)
            self._tell()
            raise
        self._trouble = ""
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
        return Moment(at=self._workplace.clock.now(), by=by, evidence=self._monitor.evidence(self._held))

    async def leave(self, reason: str) -> None:
        """Close this session's part of the log, once what is being written is written, or the disk is stuck."""
        if self._background is not None and not self._background.done():
            unread = (self._background, *self._begun)  # nothing is decided on a log that is not read whole
            for task in unread:
                task.cancel()
            await asyncio.gather(*unread, return_exceptions=True)
        if self._begun and not self._incident.has_left:
            await asyncio.wait(self._begun, timeout=PATIENCE)
        await asyncio.to_thread(self.detach, reason)

    def detach(self, reason: str) -> None:
        """The same at once, from any thread: the process is being ended, and the event loop may be stuck."""
        self._incident.detach(reason, self._workplace)
