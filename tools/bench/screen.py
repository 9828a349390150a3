"""What a terminal shows, by pyte, which one need not believe in everything: what it would print, it is not given."""

from __future__ import annotations

import codecs
import re

import pyte

NOT_PYTES = re.compile(
    r"\x1b\[[<=>][0-9;]*u"  # the kitty keyboard protocol
    r"|\x1b\[\?[0-9;]*\$p"  # a question about a mode
    r"|\x1b\][^\x07\x1b]*(?:\x07|\x1b\\)"  # titles, clipboard, pointer shapes
)
"""What pyte 0.8 would print."""
UNFINISHED = re.compile(r"\x1b(?:\[[^@-~]*|\][^\x07\x1b]*|)\Z")
MODES = re.compile(r"\x1b\[\?([0-9;]+)([hl])")
NORMAL = {7, 8, 12, 25, 1034, 2026}
"""Modes that are on in a terminal nobody draws on, and the one that marks a frame."""


class Screen:
    """The cells as they are now."""

    def __init__(self, columns: int, rows: int) -> None:
        self.modes: set[int] = set()
        """Private modes that are on and are not in a normal terminal."""
        self._screen = pyte.Screen(columns, rows)
        self._stream = pyte.Stream(self._screen)
        self._decode = codecs.getincrementaldecoder("utf-8")("replace").decode
        self._tail = ""
        self._shown: dict[int, tuple[pyte.screens.Char, ...]] = {}

    @property
    def text(self) -> str:
        """Line by line."""
        return "\n".join(self._screen.display)

    def feed(self, data: bytes) -> bool:
        """Draw what came; whether a cell has changed."""
        text = self._tail + self._decode(data)
        cut = UNFINISHED.search(text)
        text, self._tail = (text[: cut.start()], cut[0]) if cut else (text, "")
        for modes, switch in MODES.findall(text):
            changed = {int(mode) for mode in modes.split(";")} - NORMAL
            self.modes = self.modes | changed if switch == "h" else self.modes - changed
        text = re.sub(r"\x1b\[\?1049[hl]", "\x1b[2J\x1b[H", text)  # pyte has one screen only
        self._stream.feed(NOT_PYTES.sub("", text))
        return self._has_changed()

    def _has_changed(self) -> bool:
        """pyte calls a line dirty that was drawn as it was."""
        before = dict(self._shown)
        for y in self._screen.dirty:
            row = self._screen.buffer[y]
            self._shown[y] = tuple(row[x] for x in range(self._screen.columns))
        self._screen.dirty.clear()
        return self._shown != before
