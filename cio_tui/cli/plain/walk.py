"""The loop of the plain walk: announce what happened, read a line, send what it means. End of input detaches.

Through a pipe an answer may arrive long before its question. So while a step moves on by itself, answers wait in line;
only a person at a terminal, and a `:command`, are heard at once.
"""

from __future__ import annotations

import asyncio
from collections import deque
from dataclasses import replace
from enum import Enum, auto
from typing import TYPE_CHECKING

from cio_tui.cli.plain.announcing import Announcer
from cio_tui.cli.plain.evidence import attached, evidence_lines
from cio_tui.cli.plain.lines import listen
from cio_tui.cli.plain.reading import HELP, read_answer, read_command
from cio_tui.cli.plain.words import one_line
from cio_tui.core.errors import ReasonNeeded, Refused, UserError
from cio_tui.core.step import Wait, Watch
from cio_tui.runtime.not_saved import NotSaved

if TYPE_CHECKING:
    from typing import TextIO

    from cio_tui.cli.output import Output
    from cio_tui.core.commands import Command
    from cio_tui.core.session import Session
    from cio_tui.runtime.conductor import Conductor


class Arrival(Enum):
    """What may arrive besides a line."""

    NEWS = auto()
    END = auto()


class PlainWalk:
    """One person, or one script, at a line-based terminal."""

    def __init__(
        self, conductor: Conductor, output: Output, source: TextIO, *, ends_with_input: bool = True
    ) -> None:
        self._conductor = conductor
        self._announcer = Announcer(output)
        self._source = source
        self._ends_with_input = ends_with_input or source.isatty()
        self._unanswered: Command | None = None
        """Refused for want of a reason: the next line is the reason."""
        self._arrived: asyncio.Queue[str | Arrival] = asyncio.Queue()
        self._has_news = False
        self._waiting: deque[str | Arrival] = deque()
        self._is_over = False

    async def run(self) -> None:
        """Walk until the incident is closed, `:quit`, or the end of input."""
        await self._conductor.read()
        unsubscribe = self._conductor.subscribe(self._notice)
        try:
            self._announce()
            listen(self._source, self._arrived.put_nowait, lambda: self._arrived.put_nowait(Arrival.END))
            while not self._is_over:
                await self._take(await self._arrived.get())
        finally:
            unsubscribe()
            self._announcer.say_left(self._conductor.scene())

    def _notice(self) -> None:
        if not self._has_news:
            self._has_news = True
            self._arrived.put_nowait(Arrival.NEWS)

    def _announce(self) -> None:
        self._has_news = False
        scene = self._conductor.scene()
        self._announcer.announce(scene)
        session = scene.session
        self._is_over |= not scene.folder or (session is not None and session.closed is not None)

    def _say(self, line: str) -> None:
        self._announcer.say(line)

    # -- hearing

    async def _take(self, item: str | Arrival) -> None:
        if item is Arrival.NEWS:
            self._announce()
        elif item is Arrival.END:
            if self._ends_with_input:
                self._waiting.append(item)
        elif item.startswith(":"):
            await self._obey(item)
        elif item:
            self._waiting.append(item)
        while self._waiting and not self._is_over and not self._has_to_wait(self._waiting[0]):
            await self._hear(self._waiting.popleft())

    def _has_to_wait(self, item: str | Arrival) -> bool:
        """Whether the step moves on by itself first, and the answer is for a later one. On hold none does."""
        session = self._conductor.scene().session
        if item is Arrival.END or session is None or session.current is None or self._unanswered is not None:
            return False
        if session.held_since is not None:
            return False
        return isinstance(session.current.body, Watch | Wait) and not self._source.isatty()

    async def _hear(self, item: str | Arrival) -> None:
        unanswered, self._unanswered = self._unanswered, None
        session = self._conductor.scene().session
        if isinstance(item, Arrival) or session is None:
            self._is_over = True
            return
        try:
            if unanswered:
                command = _with_reason(unanswered, item)
            else:
                command = read_answer(session, item, self._announcer.message)
        except Refused as refusal:
            self._refuse(refusal)
        else:
            await self._send(command)

    async def _send(self, command: Command) -> None:
        try:
            await self._conductor.send(command)
        except ReasonNeeded as refusal:
            self._unanswered = command
            self._say(f"ASK {one_line(str(refusal))}")
        except NotSaved as trouble:
            self._announcer.say_trouble(str(trouble))
        except UserError as refusal:
            self._refuse(refusal)
        self._announce()

    def _refuse(self, refusal: UserError) -> None:
        """Say why not, and ask again unless a reason is still waited for."""
        self._say(f"ERROR {one_line(str(refusal))}")
        if self._unanswered is None:
            self._announcer.ask_again(self._conductor.scene())

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
                self._announcer.tell_state(self._conductor.scene(), session)
            case ":refresh":
                self._conductor.monitor.refresh()
            case ":take":
                await self._take_pen()
            case asked if asked.partition(" ")[0] in (":evidence", ":attach"):
                await self._show_evidence(asked)
            case _:
                await self._obey_changing(session, line)

    async def _obey_changing(self, session: Session, line: str) -> None:
        try:
            command = read_command(session, line)
        except Refused as refusal:
            return self._refuse(refusal)
        return await self._send(command)

    async def _show_evidence(self, line: str) -> None:
        name, _, words = line.partition(" ")
        try:
            if name == ":attach":
                await self._send(await attached(self._conductor, words))
                return
            for told in await evidence_lines(self._conductor, words):
                self._say(told)
        except Refused as refusal:
            self._say(f"ERROR {one_line(str(refusal))}")

    async def _take_pen(self) -> None:
        try:
            await self._conductor.take_pen()
        except UserError as refusal:
            self._say(f"ERROR {one_line(str(refusal))}")
        self._announce()

    def _who(self, session: Session) -> str:
        roles = [
            f"{role.id} {session.roles.get(role.id, 'nobody')}" for role in session.runbook.roles.values()
        ]
        return ", ".join([f"you are {self._conductor.workplace.person}", *roles])


def _with_reason(command: Command, reason: str) -> Command:
    """The command again, now with its reason; only commands that have one are refused for want of it."""
    return replace(command, reason=reason)  # type: ignore[arg-type]
