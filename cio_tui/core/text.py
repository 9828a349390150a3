"""Every string from outside passes here on the way in, so nothing it holds can act on a terminal.

What Python calls printable stays; the rest is made visible (ESC as `␛`, a C1 control as its two-character
escape, what has no picture as `�`) or, where it only joins or hides, dropped. Widgets, logs and pipes need no
escaping of their own, and cleaning twice changes nothing.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ELLIPSIS = "…"
REPLACEMENT = "�"

_MOST_MARKS = 4
"""Marks kept on one character: Hebrew with cantillation needs four; a flood overwrites the lines above."""

_MOST_INPUT = 16
"""Characters read for each one allowed out, so that a megabyte of invisible ones costs little."""

_DROPPED = frozenset(
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200c\u200d\u200e\u200f"
    "\u2060\u2061\u2062\u2063\u2064\u3164\ufeff\uffa0"
)
"""Joiners, marks of direction and fillers: of no width, and of no meaning by themselves."""

_SELECTORS = (("\u180b", "\u180f"), ("\ufe00", "\ufe0f"), ("\U000e0100", "\U000e01ef"))
"""Variation selectors: dropped as well, since a run of them can carry hidden bytes."""


_NEEDS_A_LOOK = "[^ -\u02ff\u2000-\u20cf\u2100-\u2bff]"
"""Among printable characters, the ranges that hold marks, fillers and selectors: no dash, arrow or check mark.

Written as what is left out: compiling a range up to U+10FFFF takes 5 ms. This takes 0.5, when the first text comes that
is not ASCII.
"""


def clean(text: str, limit: int = 2000) -> str:
    """Make text safe on one line; a newline inside it shows as `␊`. At most `limit` characters."""
    return _clean(text, limit, keep="")


def clean_line(text: str, limit: int = 200) -> str:
    """Make text safe on one line, each run of white space becoming a single space."""
    line = _clean(" ".join(text[: limit * _MOST_INPUT].split()), limit, keep="")
    return " ".join(line.split())


def clean_block(text: str, limit: int = 20_000) -> str:
    """Make text safe over several lines: newlines stay, `\\r\\n` counts as one, tabs are expanded."""
    return _clean(text.replace("\r\n", "\n").expandtabs(4), limit, keep="\n")


def _clean(text: str, limit: int, keep: str) -> str:
    """At most `limit` characters; the last one is an ellipsis if something was left out."""
    line = text.replace(keep, " ") if keep else text
    if len(line) <= limit and line.isprintable() and (line.isascii() or not re.search(_NEEDS_A_LOOK, line)):
        return text
    out: list[str] = []
    length = 0
    for shown in _visible(text[: limit * _MOST_INPUT], keep):
        out.append(shown)
        length += len(shown)
        if length > limit:
            break
    else:
        if len(text) <= limit * _MOST_INPUT:
            return "".join(out)
    return "".join(out)[: max(0, limit - 1)] + ELLIPSIS[:limit]


def _visible(text: str, keep: str) -> Iterator[str]:
    """What stands for each character, in order."""
    marks = _MOST_MARKS
    has_base = False
    for character in text:
        if _is_selector(character) or character in _DROPPED:
            continue
        if not _is_mark(character):
            shown = character if character in keep else _shown(character)
            has_base, marks = not shown.isspace(), 0
            yield shown
            continue
        if not has_base:
            has_base, marks = True, 0
            yield "◌"  # so that a leading mark cannot attach itself to a border or a prompt
        if marks < _MOST_MARKS:
            marks += 1
            yield character


def _shown(character: str) -> str:
    """A character of one or two cells for one that is not a combining mark."""
    if character.isprintable():
        return character
    code = ord(character)
    if character == "\t" or unicodedata.category(character) == "Zs":
        return " "
    if code < 0x20:
        return chr(0x2400 + code)
    if code == 0x7F:
        return "␡"
    if 0x80 <= code < 0xA0:
        return "␛" + chr(code - 0x40)
    return "␤" if character in "\u2028\u2029" else REPLACEMENT


def _is_mark(character: str) -> bool:
    """Whether it is drawn over the character before: marks, and the vowels and finals of Hangul."""
    if character < "\u0300" or not character.isprintable():
        return False
    if "\u1160" <= character <= "\u11ff" or "\ud7b0" <= character <= "\ud7fb":
        return True
    return unicodedata.category(character).startswith("M")


def _is_selector(character: str) -> bool:
    return any(first <= character <= last for first, last in _SELECTORS)
