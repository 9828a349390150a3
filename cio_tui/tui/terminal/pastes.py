"""What is pasted is text, never keys. Textual's parser takes an ESC inside a paste for the start of a key and plays
what follows as keys pressed: a copied line could answer a dialog. So pastes are taken out before it sees them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.text import clean_block

if TYPE_CHECKING:
    from collections.abc import Iterator

BEGIN = "\x1b[200~"
END = "\x1b[201~"

MOST = 100_000
"""Characters kept of one paste; five times what a note may hold."""


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

    def feed(self, text: str) -> Iterator[str]:
        """Keys as they come; a paste as `Pasted` once it has ended."""
        text, self._held = self._held + text, ""
        while text:
            take = self._take_keys if self._paste is None else self._take_paste
            piece, text = take(text)
            if piece is not None:
                yield piece

    def release(self) -> str:
        """What was held back and is no mark, since nothing follows: the escape key."""
        held, self._held = self._held, ""
        return held if self._paste is None else ""

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
        return Pasted(clean_block(paste.replace("\r\n", "\n").replace("\r", "\n"))), rest

    def _hold(self, text: str, mark: str) -> str:
        """The text without an end that may be the beginning of a mark."""
        for size in range(len(mark) - 1, 0, -1):
            if text.endswith(mark[:size]):
                self._held = mark[:size]
                return text[:-size]
        return text
