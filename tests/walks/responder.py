"""A responder at the plain walk of a drill: follows suggestions, waits where a probe can see the end, else answers.

Knows nothing but what is announced, and from the book what kind of answer a question takes.
"""

from __future__ import annotations

import re
import time
from dataclasses import dataclass, field
from queue import Empty
from typing import TYPE_CHECKING

from cio_tui.core.step import Do
from cio_tui.runtime.library import Library
from cio_tui.shipped import shipped_books

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.plain import PlainProcess

TYPED = {
    "text": "as seen there",
    "choice": "other",
    "int": "7",
    "number": "1",
    "percent": "0.4",
    "time": "1m ago",
}
REASON = "nothing measures it here"
QUIET = 0.05
"""Seconds without an announcement after which a question is answered."""
LOOK = 90.0
"""Seconds of the story to look at the evidence before following what it suggests."""
REFRESH = 60.0
"""Seconds of the story between asking probes again that wait for a person."""
GIVE_UP = 20 * 60.0
"""Seconds of the story to wait for a probe before a step is settled by hand."""


@dataclass
class Responder:
    """One drill, from its first announcement to CLOSED."""

    drill: PlainProcess
    book: str
    speed: float
    arrives: float = 0.0
    """Seconds into the story before anything is answered."""
    says: Mapping[str, str] = field(default_factory=dict)
    """Step to what its command told this person; see test_commands."""
    path: list[str] = field(default_factory=list)
    """Steps in the order entered."""
    ways: dict[int, str] = field(default_factory=dict)
    suggested: int = 0
    moves: bool = False
    """Whether the step moves on by itself."""
    asked: str = ""
    since: float = 0.0
    refreshed: float = 0.0
    waits_for_us: bool = False
    """Whether a probe has stopped asking by itself, as one does after a refused key."""

    def __post_init__(self) -> None:
        self.began = time.monotonic()
        opened = Library([shipped_books()]).open_with_reachable(self.book)
        self.steps = {step.id: step for book in opened.books.values() for step in book.steps.values()}

    def walk_to_close(self) -> str:
        """Until the log is sealed; its folder."""
        while True:
            try:
                line = self.drill.next(QUIET)
            except Empty:
                self._answer()
                continue
            assert line is not None, "\n".join(self.drill.told[-40:])
            if line.startswith("CLOSED /"):
                return line.removeprefix("CLOSED ")
            self._hear(line)

    def _hear(self, line: str) -> None:
        word, _, rest = line.partition(" ")
        match word:
            case "STEP":
                self.path.append(rest.partition(" ")[0])
                self.ways, self.suggested, self.moves = {}, 0, False
            case "TEXT" if way := re.fullmatch(r"(\d): (.*)", rest):
                self.ways[int(way[1])] = way[2]
            case "TEXT" if rest.startswith("moves on by itself"):
                self.moves = True
            case "SUGGEST":
                numbered = re.match(r"(\d): ", rest)
                self.suggested = int(numbered[1]) if numbered else 0
            case "NOTE" if rest.endswith(":refresh"):
                self.waits_for_us = True
            case "ASK":
                self.asked, self.since = rest, time.monotonic()
            case "ESCALATE" if rest.startswith("escalation proposed"):
                self.drill.say(":accept the evidence says so")
            case _:
                pass

    def _answer(self) -> None:
        """Type what is asked for, once nothing more is announced."""
        if not self.asked or (time.monotonic() - self.began) * self.speed < self.arrives:
            return
        answer = self._answer_to(self.asked, (time.monotonic() - self.since) * self.speed)
        if answer:
            self.drill.say(answer)
            self.asked = ""
        elif self.waits_for_us and (time.monotonic() - self.refreshed) * self.speed > REFRESH:
            self.drill.say(":refresh")
            self.refreshed = time.monotonic()

    def _answer_to(self, asked: str, waited: float) -> str:
        if "say why" in asked or "needs a reason" in asked:
            return REASON
        if asked.startswith("type: close"):
            return "close"
        if asked.startswith("send it"):
            return "sent"
        if lines := re.match(r"type the number of each line you confirm: (\d)", asked):
            return lines[1]
        if self.ways:
            return self._choice(waited)
        if (self.moves or asked.startswith("wait ")) and waited < GIVE_UP:
            return ""
        if ":override" in asked:
            return f":override {REASON}"
        return self._value(asked)

    def _choice(self, waited: float) -> str:
        if self.suggested and waited > LOOK:
            return str(self.suggested)
        if self.moves and waited < GIVE_UP:
            return ""
        return "1" if waited > GIVE_UP else ""

    def _value(self, asked: str) -> str:
        if self.path[-1] in self.says:
            return self.says[self.path[-1]]
        offered = re.search(r"\[([^\]]*)\]$", asked)
        if offered:
            return offered[1].split(" / ")[0]
        body = self.steps[self.path[-1]].body
        kind = body.respond.kind if isinstance(body, Do) and body.respond else "text"
        return TYPED[kind]
