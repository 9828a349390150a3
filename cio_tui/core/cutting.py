"""A text longer than the log takes is cut and kept, never refused: somebody in a hurry must not lose all of it.

The text itself says where it was cut, so the log shows it to every later reader, and whoever typed it is told at once.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cio_tui.core.text import ELLIPSIS, clean_block, clean_line

if TYPE_CHECKING:
    from cio_tui.core.events import Event

LONGEST = 20_000
"""Characters of one text in a log."""

_MARK = r"\[cut after ([\d,]+) characters; the rest is not in the log\]"


def cut_block(text: str, limit: int = LONGEST) -> str:
    """The text cleaned as `clean_block` does; one longer than `limit` is cut and ends in a mark that says so."""
    cleaned = clean_block(text, limit + 1)
    return cleaned if len(cleaned) <= limit else _cut(cleaned, limit)


def cut_line(text: str, limit: int) -> str:
    """The same on one line, as `clean_line` does."""
    cleaned = clean_line(text, limit + 1)
    return cleaned if max(len(text), len(cleaned)) <= limit else _cut(cleaned, limit)


def _cut(text: str, limit: int) -> str:
    kept = limit - len(_mark(limit - len(_mark(limit))))  # a digit less may be enough for the number
    return text[:kept] + _mark(kept)


def _mark(kept: int) -> str:
    return f"{ELLIPSIS} [cut after {kept:,} characters; the rest is not in the log]"


def cut_words(event: Event) -> str:
    """What to tell whoever typed a text of this event that was cut: where, and what to do. Empty if none was."""
    for value in event:
        if isinstance(value, str) and (found := re.search(_MARK, value)):
            return f"cut after {found[1]} characters; note the rest, or where the whole is kept"
    return ""
