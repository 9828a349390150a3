"""The loop of the plain walk: announce what happened, read a line, send what it means. End of input detaches.

Through a pipe an answer may arrive long before its question. So while a step moves on by itself, answers wait in line;
only a person at a terminal, and a `:command`, are heard at once.
"""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import replace
from threading import Thread
from typing import TYPE_CHECKING

from cio_tui.cli.plain.reading import HELP, read_answer, read_command
from cio_tui.cli.plain.words import event_lines, one_line, probe_line, question_lines, step_lines
from cio_tui.core.errors import ReasonNeeded, Refused, UserError
from cio_tui.core.events import StepEntered
from cio_tui.core.step import Wait, Watch

if TYPE_CHECKING:
    from typing import TextIO

    from cio_tui.cli.output import Output
    from cio_tui.core.commands import Command
    from cio_tui.core.session import Session
    from cio_tui.runtime.conductor import Conductor

LONGEST_LINE = 10_000
"""Characters of one answer; more is cut, so that a device piped in by mistake does no harm."""


class PlainWalk:
    """One person, or one script, at a line-based terminal."""

    def __init__(self, conductor: Conductor, output: Output, source: TextIO) -> None:
        self._conductor = conductor
        self._output = output
        self._source = source
        self._told = 0
        self._unanswered: Command | None = None
        """Refused for want of a reason: the next line is the reason."""
        self._arrived: asyncio.Queue[str | None] = asyncio.Queue()
        self._waiting: deque[str] = deque()
        self._is_over = False

    async def run(self) -> None:
        """Walk until the incident is closed, `:quit`, or the end of input."""
        changed = asyncio.Event()
        unsubscribe = self._conductor.subscribe(changed.set)
        loop = asyncio.get_running_loop()
        Thread(target=self._read, args=(loop,), name="stdin", daemon=True).start()
        news = asyncio.create_task(self._announce_when(changed))
        try:
            self._announce()
            while not self._is_over:
                await self._take_line()
        finally:
            news.cancel()
            unsubscribe()

    def _read(self, loop: asyncio.AbstractEventLoop) -> None:
        """On a daemon thread, since reading a terminal cannot be cancelled."""
        try:
            while line := self._source.readline(LONGEST_LINE):
                loop.call_soon_threadsafe(self._arrived.put_nowait, line.rstrip("\r\n"))
            loop.call_soon_threadsafe(self._arrived.put_nowait, None)
        except RuntimeError:  # the loop has ended: nobody is listening any more
            return

    # -- telling

    async def _announce_when(self, changed: asyncio.Event) -> None:
        while True:
            await changed.wait()
            changed.clear()
            self._announce()

    def _announce(self) -> None:
        """Say everything since the last time; the current step in full if it was just entered."""
        scene = self._conductor.scene()
        if scene.session is None:
            return
        entered = ""
        for recorded in scene.tail:
            if recorded.seq <= self._told:
                continue
            self._told = recorded.seq
            for line in event_lines(recorded):
                self._say(line)
            if isinstance(recorded.event, StepEntered):
                entered = recorded.event.step
        step = scene.session.current
        if step is not None and entered == step.id:
            for line in step_lines(scene, scene.session, step):
                self._say(line)
        if scene.session.closed is not None:
            self._say(f"CLOSED {scene.folder}")
            self._is_over = True
            self._arrived.put_nowait(None)
        self._arrived.put_nowait("")  # a step that moved on by itself lets waiting answers through

    def _say(self, line: str) -> None:
        self._output.write_text(f"{line}\n")

    # -- hearing

    async def _take_line(self) -> None:
        line = await self._arrived.get()
        if line is None:
            self._is_over = True
            return
        if line.startswith(":"):
            await self._obey(line)
        elif line:
            self._waiting.append(line)
        while self._waiting and not self._moves_by_itself() and not self._is_over:
            await self._answer(self._waiting.popleft())

    def _moves_by_itself(self) -> bool:
        """Whether answers have to wait for the next step."""
        session = self._conductor.scene().session
        if session is None or session.current is None or self._unanswered is not None:
            return False
        return isinstance(session.current.body, Watch | Wait) and not self._source.isatty()

    async def _answer(self, line: str) -> None:
        unanswered, self._unanswered = self._unanswered, None
        session = self._conductor.scene().session
        if session is None or session.current is None:
            return
        try:
            command = _with_reason(unanswered, line) if unanswered else read_answer(session.current, line)
        except Refused as refusal:
            self._say(f"ERROR {one_line(str(refusal))}")
            return
        await self._send(command)

    async def _send(self, command: Command) -> None:
        try:
            await self._conductor.send(command)
        except ReasonNeeded as refusal:
            self._unanswered = command
            self._say(f"ASK {one_line(str(refusal))}")
        except UserError as refusal:
            self._say(f"ERROR {one_line(str(refusal))}")

    async def _obey(self, line: str) -> None:
        session = self._conductor.scene().session
        if session is None:
            return
        match line.strip():
            case ":quit":
                self._is_over = True
            case ":help":
                self._say(f"NOTE {HELP}")
            case ":who":
                self._say(f"NOTE {self._who(session)}")
            case ":state":
                self._tell_state(session)
            case ":refresh":
                self._conductor.monitor.refresh()
            case _:
                await self._obey_changing(session, line)

    async def _obey_changing(self, session: Session, line: str) -> None:
        try:
            command = read_command(session, line)
        except Refused as refusal:
            self._say(f"ERROR {one_line(str(refusal))}")
            return
        await self._send(command)

    def _who(self, session: Session) -> str:
        roles = [
            f"{role.id} {session.roles.get(role.id, 'nobody')}" for role in session.runbook.roles.values()
        ]
        return ", ".join([f"you are {self._conductor.workplace.person}", *roles])

    def _tell_state(self, session: Session) -> None:
        scene = self._conductor.scene()
        self._say(
            f"INCIDENT {session.opened.incident if session.opened else ''} {session.severity} {scene.trouble}".strip()
        )
        for name in scene.probes:
            self._say(probe_line(scene, name))
        for item in session.undo_open:
            self._say(f"UNDO open: {item.partition('#')[2]}")
        if session.current is not None:
            self._say(f"STEP {session.current.id} {session.current.title}")
            for line in question_lines(scene, session, session.current):
                self._say(line)


def _with_reason(command: Command, reason: str) -> Command:
    """The command again, now with its reason; only commands that have one are refused for want of it."""
    return replace(command, reason=reason)  # type: ignore[arg-type]
