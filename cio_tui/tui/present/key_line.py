"""A line of keys with their words, and that of the start screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.tui.line import crop, words

if TYPE_CHECKING:
    from cio_tui.tui.line import Line, Piece

START_KEYS = (
    ("space", "open"),
    ("j k", "move"),
    ("tab", "other list"),
    ("?", "help"),
    ("o", "review"),
    ("D", "drill"),
    ("q", "quit"),
    ("r", "ask again"),
    (":", "all"),
    ("w", "watch"),
)
"""Of the start screen."""


def keys_line(keys: tuple[tuple[str, str], ...], width: int) -> Line:
    """Keys with their words, as many as fit."""
    pieces: list[str | Piece] = []
    used = 0
    for key, word in keys:
        size = len(key) + len(word) + 3
        if used + size > width:
            break
        loud = word.isupper()
        pieces += [(key, "key"), (f" {word}", "warn" if loud else ""), "  "]
        used += size
    return crop(words(" ", *pieces), width)
