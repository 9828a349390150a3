"""The only place where a session meets a clock, probes and the disk.

An async context manager that encloses the screen: on exit Textual does not await a worker's clean-up, so nothing here
is a Textual worker. Readers take a Scene and send commands; they never see a probe, a file or a half-done state.
What an incident needs is imported when one is opened: it costs a third of the start screen's start.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, Self

from cio_tui.core.errors import Refused
from cio_tui.runtime.monitor import Monitor
from cio_tui.runtime.not_saved import NotSaved, PenLost
from cio_tui.runtime.scene import Scene
from cio_tui.runtime.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from types import TracebackType

    from cio_tui.core.commands import Command
    from cio_tui.core.events import Event
    from cio_tui.core.evidence import Evidence
    from cio_tui.core.ranking import Ranked
    from cio_tui.core.reading import Reading
    from cio_tui.core.record import Recorded
    from cio_tui.core.session import Session
    from cio_tui.runtime.incident import Incident
    from cio_tui.runtime.samples import Samples
    from cio_tui.runtime.walk import Walk
    from cio_tui.runtime.watch import Watch
    from cio_tui.runtime.workplace import Workplace

TICK = 1.0
"""Seconds between looks at the clock, for timers, waits and readings that go stale."""


class Conductor:
    """Runs the probes, holds the incident that is open, and tells its readers when something changed."""

    def __init__(self, workplace: Workplace) -> None:
        self.workplace = workplace
        self.monitor = Monitor(workplace.ground, workplace.clock, workplace.values, self._on_reading)
        self.shelf = Shelf(workplace.library, str(workplace.incidents))
        self._presence: Walk | Watch | None = None
        self._listeners: list[Callable[[], None]] = []
        self._clock_task: asyncio.Task[None] | None = None
        self._wake = asyncio.Event()

    async def __aenter__(self) -> Self:
        self._clock_task = asyncio.create_task(self._watch_clock(), name="conductor")
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.leave("quit" if error is None else f"ended by {type(error).__name__}")
        if self._clock_task is not None:
            self._clock_task.cancel()
            await asyncio.gather(self._clock_task, return_exceptions=True)
        await self.monitor.close()

    # -- for readers

    def subscribe(self, listener: Callable[[], None]) -> Callable[[], None]:
        """Call `listener` after every change, on the event loop; the answer ends it."""
        self._listeners.append(listener)
        return lambda: self._listeners.remove(listener)

    def scene(self) -> Scene:
        """Everything there is to show, at this moment."""
        place, presence = self.workplace, self._presence
        return Scene(
            at=place.clock.now(),
            evidence=self._evidence(),
            probes=self.monitor.probes,
            region=place.region,
            label=place.label,
            person=place.person,
            host=place.host,
            session=self.session,
            tail=tuple(presence.tail) if presence else (),
            folder=presence.folder if presence else "",
            trouble=presence.trouble if presence else "",
            caution=presence.caution if presence else "",
            holder=presence.holder if presence else "",
            reading=presence.is_reading if presence else False,
            measuring=self.monitor.measuring,
            stopped=self.monitor.stopped_probes(),
            paused=self.monitor.paused,
            speed=place.speed,
        )

    @property
    def session(self) -> Session | None:
        """The incident of the scene, without the evidence that a scene is full of."""
        return self._presence.session if self._presence and self._presence.session.book else None

    def _evidence(self) -> Evidence:
        return self._presence.evidence() if self._presence else self.monitor.evidence()

    @property
    def draft(self) -> str:
        """The note being typed, as it was when the connection dropped."""
        return self._presence.draft if self._presence else ""

    def save_draft(self, text: str) -> None:
        """Keep what is being typed; an empty text forgets it."""
        if self._presence:
            self._presence.save_draft(text)

    async def look_around(self) -> None:
        """Read the books whole and start their probes: what the start screen shows once it is painted."""
        if not self.shelf.is_open:
            await self.shelf.open()
        if self._presence is None:
            self.monitor.watch(self.shelf.probes())
        self._tell()

    def samples(self, probe: str) -> Samples:
        """What was measured of a probe over the whole incident, to be read again as it grows."""
        from cio_tui.runtime.incident_folder import IncidentFolder
        from cio_tui.runtime.samples import Samples

        folder = self._presence.folder if self._presence else ""
        return Samples(IncidentFolder(folder), probe, lambda: self.monitor.readings.get(probe))

    # -- commands

    async def send(self, command: Command) -> Sequence[Recorded]:
        """Do what a person asks: on disk first, then in the state, then for the readers to see.

        Raises Refused when the state does not allow it, NotSaved when the disk does not.
        """
        presence = self._presence
        if presence is None:
            raise Refused("No incident is open; start a runbook first.")
        try:
            return await presence.send(command)
        except PenLost:
            await self._read_along(presence)
            raise

    async def open(self, book: str, proposal: Ranked | None = None) -> None:
        """Open a new incident on a book and enter its first step. Raises InvalidRunbook, UserError."""
        from cio_tui.runtime.incident import open_incident

        await self._take_up(*await open_incident(self.workplace, book, proposal))
        for reading in self.monitor.readings.values():  # what led here was measured before there was a folder
            self._on_reading(reading)

    async def resume(self, word: str, *, take_over: bool = False) -> None:
        """Go on with an incident, at the very step. Raises PenHeld, Refused, UserError."""
        from cio_tui.runtime.incident import resume_incident

        await self._take_up(*await resume_incident(self.workplace, word, take_over=take_over))

    async def _take_up(self, incident: Incident, first: Event) -> None:
        from cio_tui.runtime.walk import Walk

        await self.leave("another incident was opened")
        walk = Walk(self.workplace, incident, self.monitor, self._tell)
        self._presence = walk
        try:
            await walk.begin(first)
        except NotSaved:
            await self.leave("nothing can be saved")
            raise
        self._tell()

    async def follow(self, word: str) -> None:
        """Read an incident as it grows, without the pen and without asking a probe. Raises UserError."""
        from cio_tui.runtime.incident import read_incident
        from cio_tui.runtime.watch import Watch

        incident = await asyncio.to_thread(read_incident, self.workplace, word)
        await self.leave("another incident was opened")
        self._presence = Watch(self.workplace, incident, self.monitor, self._tell)

    async def read(self) -> None:
        """Wait until the log of the incident is read whole: a long one is read behind the first screen."""
        if self._presence is not None:
            await self._presence.read()

    async def _read_along(self, loser: Walk | Watch) -> None:
        """Go on as a reader: another session has taken the pen over."""
        from cio_tui.runtime.incident import read_incident
        from cio_tui.runtime.watch import Watch

        word = loser.folder.rpartition("/")[2]
        incident = await asyncio.to_thread(read_incident, self.workplace, word)
        if self._presence is loser:
            self._presence = Watch(self.workplace, incident, self.monitor, self._tell)
            await loser.leave("the pen was taken over")
            self._tell()

    async def take_pen(self) -> None:
        """Write from here on; whoever held the pen stops. Raises Refused, UserError."""
        if self._presence is None or not self._presence.holder:
            raise Refused("This session holds the pen already.")
        await self.resume(self._presence.folder.rpartition("/")[2], take_over=True)

    async def leave(self, reason: str) -> None:
        """Close this session's part of the log; the incident stays as it is."""
        presence, self._presence = self._presence, None
        if presence is not None:
            await presence.leave(reason)

    def detach(self, reason: str) -> None:
        """Close the log at once, from any thread: the process is being ended, and the event loop may be stuck."""
        if self._presence is not None:
            self._presence.detach(reason)

    # -- inside

    def _on_reading(self, reading: Reading) -> None:
        if self._presence is not None:
            self._presence.keep(reading)
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
            if self._presence is not None:
                await self._observe(self._presence)

    async def _observe(self, presence: Walk | Watch) -> None:
        try:
            await presence.observe()
        except PenLost:
            await self._read_along(presence)
