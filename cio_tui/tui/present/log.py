"""The tail of the log: newest last, and whether it is on disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.events import StepEntered, Suggestion
from cio_tui.core.record import TOOL
from cio_tui.core.telling import tell
from cio_tui.tui.line import Line, crop, words
from cio_tui.tui.present.clock import clock_time

if TYPE_CHECKING:
    from cio_tui.core.record import Recorded
    from cio_tui.runtime.scene import Scene


def saved_word(scene: Scene) -> str:
    """What the border says: the promise, the trouble, or that earlier marks are still to come."""
    if scene.holder:
        return f"read only: {scene.holder} holds the pen"
    if scene.trouble:
        return "NOT SAVED"
    return "saved; reading the rest, marks are missing" if scene.reading else "saved"


def log_lines(scene: Scene, width: int, height: int, *, local: bool = False) -> tuple[Line, ...]:
    """As many of the newest events as fit."""
    newest = scene.tail[-height:] if height > 0 else ()
    return tuple(event_line(recorded, width, local=local) for recorded in newest)


def event_line(recorded: Recorded, width: int, *, local: bool = False) -> Line:
    """Time, person and sentence."""
    quiet = isinstance(recorded.event, StepEntered | Suggestion)
    who = "·" if recorded.by == TOOL else recorded.by
    sentence = " ".join(tell(recorded.event).split())
    at = clock_time(recorded.at, local=local)
    return crop(words((at, "dim"), f" {who} ", (sentence, "dim" if quiet else "")), width)
