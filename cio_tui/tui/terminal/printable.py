"""The last gate: no widget, whatever it was given, sends the terminal a character that acts instead of being drawn.

Every text from outside is cleaned on the way in; of 26 of Textual's widgets none would stop what a new way in forgets.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import category

from rich.cells import cell_len
from rich.segment import Segment
from textual.filter import LineFilter

if TYPE_CHECKING:
    from textual.color import Color

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"


class PrintableOnly(LineFilter):
    """Leaves out what takes no room, and draws something as wide for the rest."""

    def apply(self, segments: list[Segment], _background: Color) -> list[Segment]:
        """The same line, safe to send."""
        if all(segment.text.isprintable() for segment in segments):
            return segments
        return [
            segment if segment.control else Segment(_drawn(segment.text), segment.style)
            for segment in segments
        ]


def _drawn(text: str) -> str:
    return text if text.isprintable() else "".join(map(_shown, text))


def _shown(character: str) -> str:
    if character.isprintable():
        return character
    mark = " " if category(character) == "Zs" else REPLACEMENT
    return mark * cell_len(character)
