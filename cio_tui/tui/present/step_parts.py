"""What a step's text is made of: a word at the left, what belongs to it wrapped at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.tui.line import reflow, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from cio_tui.tui.line import Line, Style

LABEL = 8
"""Cells for the word before each part."""

HOLDS: Mapping[bool | None, tuple[str, Style]] = {
    True: ("✓ yes", "ok"),
    False: ("- not yet", ""),
    None: ("? not known", "unknown"),
}
"""How a condition stands."""


def part(label: str, text: str, width: int, style: Style = "") -> Iterator[Line]:
    """A text under its word; nothing where there is no text."""
    if not text.strip():
        return
    yield from _beside(label, wrap(reflow(text.strip()), width - LABEL, style))


def condition(label: str, text: str, holds: bool | None, width: int) -> Iterator[Line]:
    """A condition and how it stands."""
    word, style = HOLDS[holds]
    yield from _beside(label, wrap(f"{word}  {text}", width - LABEL, style))


def _beside(label: str, lines: Iterable[Line]) -> Iterator[Line]:
    for index, line in enumerate(lines):
        yield ((f"{label if index == 0 else '':{LABEL}}", "dim"), *line)
