"""Shape, word and style of every verdict and every mark: never colour alone, and unknown never looks like ok.

All glyphs are one cell wide outside the emoji and the ambiguous sets, and every one has an ASCII twin for terminals
that cannot draw it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cio_tui.core.reading import Verdict
from cio_tui.core.verdict_shapes import SHAPES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cio_tui.tui.line import Piece, Style


class Glyph(NamedTuple):
    """How one state is drawn."""

    shape: str
    word: str
    style: Style

    @property
    def piece(self) -> Piece:
        """Shape and word in the state's style."""
        return (f"{self.shape} {self.word}", self.style)


VERDICTS: Mapping[Verdict, Glyph] = {
    Verdict.FAILING: Glyph(SHAPES[Verdict.FAILING], "failing", "fail"),
    Verdict.DEGRADED: Glyph(SHAPES[Verdict.DEGRADED], "degraded", "warn"),
    Verdict.UNKNOWN: Glyph(SHAPES[Verdict.UNKNOWN], "not known", "unknown"),
    Verdict.OK: Glyph(SHAPES[Verdict.OK], "ok", "ok"),
}
"""Worst first, the order in which they are shown."""


def as_ascii(text: str) -> str:
    """The text with every glyph of ours replaced by its ASCII twin, for terminals that cannot draw it."""
    return text.translate(TWINS)


TWINS = str.maketrans(
    {
        "✓": "+",
        "✗": "x",
        "»": ">",
        "«": "<",
        "·": ".",
        "…": "~",
        "→": ">",
        "↳": ">",
        "─": "-",
        "│": "|",
        "×": "x",
        "–": "-",
    }
)
