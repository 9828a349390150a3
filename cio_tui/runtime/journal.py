"""The log has a thread of its own: a stuck disk never freezes the screen, a stalled terminal never delays the log.

An event counts once its future has a result: it is then on disk. Events wait in a SimpleQueue, which a signal handler
may use as well. The thread is a daemon: a disk that hangs for good cannot keep the process from ending.
"""

from __future__ import annotations

import os
from contextlib import suppress
from queue import SimpleQueue
from threading import RLock, Thread
from typing import TYPE_CHECKING, NamedTuple, Self

from cio_tui.core.errors import UserError
from cio_tui.runtime.log_opening import begin_log, take_up_log
from cio_tui.runtime.not_saved import NotSaved

if TYPE_CHECKING:
    import asyncio
    from collections.abc import Callable, Sequence

    from cio_tui.core.record import Recorded
    from cio_tui.runtime.incident_folder import IncidentFolder
    from cio_tui.runtime.log_opening import Opened
    from cio_tui.runtime.pen import Holder

Written = tuple["Recorded", ...]


class Job(NamedTuple):
    """Events to write, and whoever waits for them."""

    records: Sequence[Recorded]
    is_wanted: Callable[[], bool]
    """Asked when the write is about to begin."""
    settle: Callable[[Written | UserError], None]


PATIENCE = 2.0
"""Seconds that whoever cannot wait on an event loop gives the disk."""


class Journal:
    """The pen and the log of one incident, from opening to `close`."""

    def __init__(self, opened: Opened) -> None:
        self.folder = opened.writer.folder
        self.history = opened.history
        """What the log held when it was taken up; None in a new one."""
        self.took_over = opened.took_over
        self.recovered = opened.recovered
        self._writer = opened.writer
        self._is_closed = False
        self._gate = RLock()  # a signal handler may interrupt whoever holds it
        self._jobs: SimpleQueue[Job | None] = SimpleQueue()
        self._thread = Thread(target=self._work, name=f"journal {self.folder.id}", daemon=True)
        self._thread.start()

    @classmethod
    def open_new(cls, folder: IncidentFolder, me: Holder, sync: Callable[[int], None] = os.fsync) -> Self:
        """The journal of a folder just created. Raises UserError."""
        return cls(begin_log(folder, me, sync))

    @classmethod
    def resume(
        cls,
        folder: IncidentFolder,
        me: Holder,
        *,
        take_over: bool = False,
        newest: int | None = None,
        sync: Callable[[int], None] = os.fsync,
    ) -> Self:
        """The journal of an incident that has one. Raises PenHeld, Refused, UserError, as `take_up_log` does."""
        return cls(take_up_log(folder, me, take_over=take_over, newest=newest, sync=sync))

    @property
    def seq(self) -> int:
        """Of the last event on disk."""
        return self._writer.seq

    @property
    def digest(self) -> str:
        """Of the chain up to that event."""
        return self._writer.digest

    @property
    def caution(self) -> str:
        """A sentence about the disk that a person should see although everything is saved; mostly empty."""
        return self._writer.caution

    async def append(self, records: Sequence[Recorded]) -> Written:
        """Write events together and wait until they are on disk, numbered and with their digests. Raises NotSaved.

        The thread answers straight to the loop: a future of both worlds between them costs 10 % of the whole.
        """
        import asyncio

        loop = asyncio.get_running_loop()
        future: asyncio.Future[Written] = loop.create_future()

        def settle(outcome: Written | UserError) -> None:
            with suppress(RuntimeError):  # the loop has ended, and with it whoever waited
                loop.call_soon_threadsafe(_settle, future, outcome)

        self._hand_over(Job(records, lambda: not future.cancelled(), settle))
        return await future

    def close(self, last: Sequence[Recorded] = (), seconds: float = PATIENCE) -> bool:
        """Write what is waiting, then `last`, and let go of the pen. False if the disk did not answer in time.

        From any thread, a signal handler as well: whatever another one hands over meanwhile comes before `last`, or
        is refused.
        """
        with self._gate:
            if last and not self._is_closed:
                self._jobs.put(Job(last, lambda: True, lambda _outcome: None))
            self._is_closed = True
            self._jobs.put(None)
        self._thread.join(seconds)
        return not self._thread.is_alive()

    def _hand_over(self, job: Job) -> None:
        with self._gate:
            is_taken = not self._is_closed and self._thread.is_alive()
            if is_taken:
                self._jobs.put(job)
        if not is_taken:
            job.settle(NotSaved("The log of this session is closed. Resume the incident."))

    def _work(self) -> None:
        try:
            while (job := self._jobs.get()) is not None:
                if job.is_wanted():
                    self._do(job)
        finally:
            self._writer.close()

    def _do(self, job: Job) -> None:
        # a bug: whoever waits must not wait for ever
        outcome: Written | UserError = NotSaved(
            "The log's writer failed. Copy what is on screen, then resume."
        )
        try:
            outcome = self._writer.write(job.records)
        except UserError as error:
            outcome = error
        finally:
            job.settle(outcome)


def _settle(future: asyncio.Future[Written], outcome: Written | UserError) -> None:
    if future.done():
        return  # given up meanwhile
    if isinstance(outcome, UserError):
        future.set_exception(outcome)
    else:
        future.set_result(outcome)
