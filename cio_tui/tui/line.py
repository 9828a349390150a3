"""A line of the screen as data: pieces of text, each with the name of a style. What the words are is decided without
Textual; what a style looks like is decided in `looks.py`.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Literal

from rich.cells import cell_len, set_cell_size

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

Style = Literal[
    "", "ok", "warn", "fail", "unknown", "dim", "strong", "accent", "drill", "live", "key", "cursor", "alarm"
]

Piece = tuple[str, Style]
Line = tuple[Piece, ...]

EMPTY: Line = ()

SENTENCE_ENDS = (".", "?", "!", ":", ";")


def text_of(line: Line) -> str:
    """The words without their styles."""
    return "".join(one_row(text) for text, _ in line)


def one_row(text: str) -> str:
    """A name in a foreign log may hold a line break; what is drawn as one row stays one."""
    return text.replace("\n", " ") if "\n" in text else text


def width_of(line: Line) -> int:
    """Cells the line takes."""
    return sum([_cells(text) for text, _ in line])


def _cells(text: str) -> int:
    """As rich counts them, 0.6 µs for the short texts of a screen; a key asks for 700."""
    return len(text) if text.isascii() and text.isprintable() else cell_len(text)


def crop(line: Line, width: int) -> Line:
    """The line in at most `width` cells; the last one is an ellipsis if something was cut."""
    if width_of(line) <= width:
        return line
    kept: list[Piece] = []
    room = max(0, width - 1)
    for text, style in line:
        size = _cells(text)
        if size > room:
            kept.append((set_cell_size(text, room) if room else "", style))
            kept.append(("…" if width else "", style))
            break
        kept.append((text, style))
        room -= size
    return tuple(piece for piece in kept if piece[0])


@lru_cache(maxsize=512)  # of the 40 lines of a list that is drawn anew, 38 are as they were
def spread(left: Line, right: Line, width: int) -> Line:
    """One line with the right part at the right edge; the left one is cut when both do not fit."""
    taken, room = width_of(left), width - width_of(right)
    if taken < room:
        return (*left, (" " * (room - taken), ""), *right)
    left = crop(left, max(0, room - 1))
    return crop((*left, (" " * max(1, room - width_of(left)), ""), *right), width)


def reflow(text: str) -> str:
    """Text of a book, broken there for 80 columns, as sentences: a line that ends none goes on in the next."""
    joined: list[str] = []
    for line in text.split("\n"):
        if (
            joined
            and joined[-1]
            and line.strip()
            and not joined[-1].endswith(SENTENCE_ENDS)
            and line[:1].isalpha()
        ):
            joined[-1] = f"{joined[-1]} {line.strip()}"
        else:
            joined.append(line.rstrip())
    return "\n".join(joined)


def wrap(text: str, width: int, style: Style = "", indent: str = "") -> Iterator[Line]:
    """Text in lines of at most `width` cells, broken at blanks; its own newlines stay."""
    for paragraph in text.split("\n"):
        yield from _wrap_paragraph(paragraph, width, style, indent)


def _wrap_paragraph(paragraph: str, width: int, style: Style, indent: str) -> Iterator[Line]:
    lead = paragraph[: len(paragraph) - len(paragraph.lstrip())]
    if max(len(lead), len(indent)) >= width:
        lead = indent = ""
    current = lead
    for word in paragraph.split():
        glued = f"{current}{'' if current in ('', lead) or current == indent else ' '}{word}"
        if _cells(glued) <= width:
            current = glued
            continue
        if current.strip():
            yield ((current, style),)
            glued = indent + word
        while _cells(glued) > width > 0:
            head = set_cell_size(glued, width)
            yield ((head, style),)
            # a character wider than the line is left out rather than tried for ever
            glued = indent + glued[max(len(head.rstrip()), len(indent) + 1) :]
        current = glued
    yield ((current, style),) if current.strip() else EMPTY


def words(*pieces: str | Piece) -> Line:
    """A line of pieces; a bare string has no style."""
    return tuple((piece, "") if isinstance(piece, str) else piece for piece in pieces)


def fit(lines: Iterable[Line], height: int) -> tuple[Line, ...]:
    """At most `height` lines, the last telling how many more there are."""
    kept = tuple(lines)
    if len(kept) <= height:
        return kept
    hidden = len(kept) - height + 1
    return (*kept[: max(0, height - 1)], words((f"… {hidden} more lines", "dim")))
