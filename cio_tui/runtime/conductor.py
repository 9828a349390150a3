"""The only place where a session meets a clock, probes and the disk.

An async context manager that encloses the screen: on exit Textual does not await a worker's clean-up, so nothing here
is a Textual worker. Readers take a Scene and send commands; they never see a probe, a file or a half-done state.
"""

from __future__ import annotations

import asyncio
from collections import deque
from contextlib import suppress
from typing import TYPE_CHECKING, Self

from cio_tui.core.commands import Begin, Observe
from cio_tui.core.decide import decide
from cio_tui.core.errors import Refused, UserError
from cio_tui.core.evidence import Evidence, Moment
from cio_tui.core.fold import apply
from cio_tui.core.held import held
from cio_tui.core.session import Session, view
from cio_tui.runtime.conditions import timed_conditions
from cio_tui.runtime.following import kept_readings
from cio_tui.runtime.incident import open_incident, read_incident, resume_incident
from cio_tui.runtime.log_watch import follow
from cio_tui.runtime.monitor import Monitor
from cio_tui.runtime.scene import Scene
from cio_tui.runtime.scribe import hygienic, record
from cio_tui.runtime.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import TracebackType

    from cio_tui.core.commands import Command
    from cio_tui.core.events import Event
    from cio_tui.core.expr import Expression
    from cio_tui.core.ranking import Ranked
    from cio_tui.core.reading import Reading
    from cio_tui.core.record import Recorded
    from cio_tui.runtime.incident import Incident
    from cio_tui.runtime.workplace import Workplace

TOOL = "cio-tui"
"""Who did what came about by itself."""

TAIL = 200
"""Events kept for the screen; the rest is on disk."""

TICK = 1.0
"""Seconds between looks at the clock, for timers, waits and readings that go stale."""


class Conductor:
    """Runs the probes, keeps the session, writes the log, and tells its readers when something changed."""

    def __init__(self, workplace: Workplace) -> None:
        self.workplace = workplace
        self.monitor = Monitor(workplace.ground, workplace.clock, workplace.values, self._on_reading)
        self.shelf = Shelf(workplace.library, str(workplace.incidents))
        self._session: Session | None = None
        self._incident: Incident | None = None
        self._timed: tuple[Expression, ...] = ()
        self._held: dict[str, float] = {}
        self._tail: deque[Recorded] = deque(maxlen=TAIL)
        self._trouble = ""
        self._turn = asyncio.Lock()
        self._listeners: list[Callable[[], None]] = []
        self._tasks: list[asyncio.Task[None]] = []
        self._wake = asyncio.Event()
        self._following: asyncio.Task[None] | None = None

    async def __aenter__(self) -> Self:
        self._tasks.append(asyncio.create_task(self._watch_clock(), name="conductor"))
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.leave("quit" if error is None else f"ended by {type(error).__name__}")
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self.monitor.close()

    # -- for readers

    def subscribe(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call `listener` after every change, on the event loop; the answer ends it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def scene(self) -> Scene:
        """Everything there is to show, at this moment."""
        place = self.workplace
        evidence = self._evidence()
        session = self._session
        return Scene(
            at=place.clock.now(),
            evidence=view(session, evidence) if session else evidence,
            probes=self.monitor.probes,
            region=place.region,
            label=place.label,
            person=place.person,
            host=place.host,
            session=session,
            tail=tuple(self._tail),
            folder=self._incident.folder.path if self._incident else "",
            trouble=self._trouble,
            holder=self._incident.holder if self._incident else "",
            measuring=self.monitor.measuring,
            paused=self.monitor.paused,
            speed=place.speed,
        )

    @property
    def draft(self) -> str:
        """The note being typed, as it was when the connection dropped."""
        return self._incident.draft if self._incident else ""

    def save_draft(self, text: str) -> None:
        """Keep what is being typed; an empty text forgets it."""
        if self._incident:
            self._incident.save_draft(self.workplace.redact(text))

    async def look_around(self) -> None:
        """Read the books whole and start their probes: what the start screen shows once it is painted."""
        if not self.shelf.is_open:
            await self.shelf.open()
        if self._session is None:
            self.monitor.watch(self.shelf.probes())
        self._tell()

    # -- commands

    async def send(self, command: Command) -> Sequence[Recorded]:
        """Do what a person asks: on disk first, then in the state, then for the readers to see.

        Raises Refused when the state does not allow it, NotSaved when the disk does not.
        """
        return await self._decide(hygienic(command, self.workplace.redact), self.workplace.person)

    async def _decide(self, command: Command, by: str) -> Sequence[Recorded]:
        async with self._turn:
            if self._session is None or self._incident is None:
                raise Refused("No incident is open; start a runbook first.")
            if self._incident.holder:
                raise Refused(
                    f"{self._incident.holder} holds the pen; this session only reads. W takes the pen over."
                )
            moment = self._moment(by)
            return await self._record(decide(self._session, command, moment), moment)

    async def _record(self, drafted: Sequence[Event], moment: Moment) -> Sequence[Recorded]:
        assert self._session is not None and self._incident is not None  # noqa: S101, PT018  checked by callers
        if not drafted:
            return ()
        before = self._session.book
        try:
            self._session, written = await record(self._session, drafted, moment, self._incident)
        except UserError as trouble:
            self._trouble = str(trouble)
            self._tell()
            raise
        self._trouble = ""
        self._tail.extend(written)
        if self._session.book != before:
            self._take_up_book()
        self._tell()
        return written

    # -- incidents

    async def open(self, book: str, proposal: Ranked | None = None) -> None:
        """Open a new incident on a book and enter its first step. Raises InvalidRunbook, UserError."""
        await self._take_up(*await open_incident(self.workplace, book, proposal))

    async def resume(self, word: str, *, take_over: bool = False) -> None:
        """Go on with an incident, at the very step. Raises PenHeld, Refused, UserError."""
        await self._take_up(*await resume_incident(self.workplace, word, take_over=take_over))

    async def follow(self, word: str) -> None:
        """Read an incident as it grows, without the pen and without asking a probe. Raises UserError."""
        incident = await asyncio.to_thread(read_incident, self.workplace, word)
        await self.leave("another incident was opened")
        self._incident, self._session = incident, incident.session
        self.monitor.watch({})
        self._following = asyncio.create_task(self._follow(incident), name="follow")

    async def _follow(self, incident: Incident) -> None:
        try:
            async for records in follow(incident.folder):
                if self._session is None:
                    return
                for recorded in records:
                    self._session = apply(self._session, recorded)
                self._tail.extend(records)
                await self._show_kept(incident)
        except UserError as trouble:
            self._trouble = str(trouble)
            self._tell()

    async def _show_kept(self, incident: Incident) -> None:
        """What the writer's probes showed last."""
        if self._session is None or not self._session.book:
            return
        probes, clock = self._session.runbook.probes, self.workplace.clock
        self.monitor.probes = probes
        self.monitor.readings = await asyncio.to_thread(kept_readings, incident.folder, probes, clock)
        self._tell()

    async def take_pen(self) -> None:
        """Write from here on; whoever held the pen stops. Raises Refused, UserError."""
        if self._incident is None or not self._incident.holder:
            raise Refused("This session holds the pen already.")
        await self.resume(self._incident.folder.id, take_over=True)

    async def _take_up(self, incident: Incident, first: Event) -> None:
        await self.leave("another incident was opened")
        self._incident = incident
        self._session = incident.session
        self._tail = deque(incident.tail, maxlen=TAIL)
        self._take_up_book()
        async with self._turn:
            await self._record([first], self._moment(self.workplace.person))
        self._take_up_book()
        if self._session.closed is None:
            with suppress(Refused):
                await self._decide(Begin(), self.workplace.person)
        self._tell()

    async def leave(self, reason: str) -> None:
        """Close this session's part of the log; the incident stays as it is."""
        async with self._turn:
            incident, self._incident, self._session = self._incident, None, None
            self._tail.clear()
            self._trouble = ""
            if self._following is not None:
                self._following.cancel()
                self._following = None
        if incident is not None:
            await asyncio.to_thread(incident.detach, reason, self.workplace)

    def detach(self, reason: str) -> None:
        """Close the log at once, from any thread: the process is being ended, and the event loop may be stuck."""
        if self._incident is not None:
            self._incident.detach(reason, self.workplace)

    def _take_up_book(self) -> None:
        """Probe what the book names, and watch its timed conditions."""
        if self._session is None or not self._session.book:
            return
        book = self._session.runbook
        self._timed = timed_conditions(book)
        self.monitor.watch(book.probes)

    # -- inside

    def _evidence(self) -> Evidence:
        return Evidence(
            mono=self.workplace.clock.mono(),
            readings=self.monitor.readings,
            settings=self.workplace.values,
            held=self._held,
        )

    def _moment(self, by: str) -> Moment:
        evidence = self._evidence()
        if self._session is not None:
            evidence = view(self._session, evidence)
        return Moment(at=self.workplace.clock.now(), by=by, evidence=evidence)

    def _on_reading(self, reading: Reading) -> None:
        if self._incident is not None:
            self._incident.keep(reading)
        self._wake.set()
        self._tell()

    def _tell(self) -> None:
        for listener in tuple(self._listeners):
            listener()

    async def _watch_clock(self) -> None:
        """Look at the evidence after every reading and once a second, for as long as this lives."""
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(TICK / self.workplace.speed):
                    await self._wake.wait()
            self._wake.clear()
            await self._observe()

    async def _observe(self) -> None:
        session = self._session
        if session is None or self._incident is None or self._incident.holder:
            return
        evidence = view(session, self._evidence())
        self._held = dict(held(self._timed, evidence, self._held))
        with suppress(UserError):  # a full disk is shown in the header; a refusal here has nobody to tell
            await self._decide(Observe(), TOOL)
