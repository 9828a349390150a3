"""What a dialog asks, as data: the screen builds a Form, one dialog shows any of them.

`submit` may refuse with a sentence; the dialog then stays open with everything typed so far.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Mapping

    from cio_tui.tui.line import Line

WIDTH = 64
"""Cells of a dialog's text: fits 80 columns with its frame."""


@dataclass(frozen=True, slots=True)
class Field:
    """One line, or one text, to type."""

    id: str
    label: str
    hint: str = ""
    value: str = ""
    is_long: bool = False
    """A text of several lines: enter saves, ctrl+j breaks the line."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What was typed and chosen."""

    choice: int
    """Counted from 1; 0 when nothing was chosen."""
    values: Mapping[str, str]

    def value(self, name: str) -> str:
        """A field's text, without blanks at its ends."""
        return self.values.get(name, "").strip()


@dataclass(frozen=True, slots=True)
class Form:
    """A question."""

    title: str
    submit: Callable[[Entry], Awaitable[None]]
    body: tuple[Line, ...] = ()
    choices: tuple[Line, ...] = ()
    chosen: int = 1
    """The choice the cursor starts on, counted from 1; 0 makes the person pick one."""
    fields: tuple[Field, ...] = ()
    verb: str = "record"
    """What enter does, in a word."""
    done: str = "recorded"
    """What is said once it was accepted."""
    on_change: Callable[[str, str], None] | None = field(default=None)
    """Called with a field's id and text as it is typed: how a draft survives a lost connection."""
