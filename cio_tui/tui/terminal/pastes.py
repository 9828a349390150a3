"""What is pasted is text, never keys. Textual's parser takes an ESC inside a paste for the start of a key and plays
what follows as keys pressed: a copied line could answer a dialog. So pastes are taken out before it sees them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.cutting import cut_block

if TYPE_CHECKING:
    from collections.abc import Iterator

BEGIN = "\x1b[200~"
END = "\x1b[201~"

MOST = 100_000
"""Characters kept of one paste; five times what a note may hold."""

PATIENCE = 2.0
"""Seconds of silence after which the end of a paste is taken to be lost: else no key would do anything ever again."""

LONGEST_KEY = 32
"""Characters of an escape sequence that may be a key."""


class Pasted(str):
    """A whole paste, cleaned: it comes from outside and is shown again."""

    __slots__ = ()


class PasteSplitter:
    """Tells pastes from keys in what a terminal sends, wherever its pieces end."""

    def __init__(self) -> None:
        self._paste: str | None = None
        """What the paste holds so far; None outside of one."""
        self._held = ""
        """The last characters of what came, if they may be the beginning of a mark."""
        self._is_lost = False
        """Whether a paste was given up that may still go on."""

    @property
    def is_pasting(self) -> bool:
        """Whether the end of a paste has still to come."""
        return self._paste is not None

    def give_up(self) -> Iterator[str]:
        """The paste as far as it came, since nothing follows."""
        yield from self.feed(END)
        self._is_lost = True

    def feed(self, text: str) -> Iterator[str]:
        """Keys as they come; a paste as `Pasted` once it has ended."""
        text, self._held = self._held + text, ""
        if self._is_lost:
            self._is_lost = False
            self._paste = None if _is_key(text) else ""  # else the line was slow, and this is the rest of it
        while text:
            take = self._take_keys if self._paste is None else self._take_paste
            piece, text = take(text)
            if piece is not None:
                yield piece

    def release(self) -> str:
        """What was held back and is no mark, since nothing follows: the escape key. In a paste it may still be one."""
        if self._paste is not None:
            return ""
        held, self._held = self._held, ""
        return held

    def _take_keys(self, text: str) -> tuple[str | None, str]:
        keys, mark, rest = text.partition(BEGIN)
        if mark:
            self._paste = ""
            return keys or None, rest
        return self._hold(keys, BEGIN) or None, ""

    def _take_paste(self, text: str) -> tuple[str | None, str]:
        more, mark, rest = text.partition(END)
        paste = ((self._paste or "") + (more if mark else self._hold(more, END)))[:MOST]
        if not mark:
            self._paste = paste
            return None, ""
        self._paste = None
        return Pasted(cut_block(paste.replace("\r\n", "\n").replace("\r", "\n"))), rest

    def _hold(self, text: str, mark: str) -> str:
        """The text without an end that may be the beginning of a mark."""
        for size in range(len(mark) - 1, 0, -1):
            if text.endswith(mark[:size]):
                self._held = mark[:size]
                return text[:-size]
        return text


def _is_key(text: str) -> bool:
    """Whether one key sends this, and no line of a paste."""
    return len(text) == 1 or (text.startswith("\x1b") and END not in text and len(text) <= LONGEST_KEY)
