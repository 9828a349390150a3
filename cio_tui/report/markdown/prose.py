"""Text from a log as Markdown that says the same in `less` and in a pull request, and does nothing in either.

What a forge would turn into a link, a mention or a reference becomes a code span, since no backslash stops it. What
begins a list or a heading is escaped where it begins a line, and only there, so that the rest can be read as it is.
"""

from __future__ import annotations

import re
import textwrap
from typing import TYPE_CHECKING

from cio_tui.core.text import clean_block, clean_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

WIDTH = 88
"""Columns of a line, unless a single word is longer."""

LONGEST = 4000
"""Characters of one text; `incident show` has all of it."""

_LINKED = re.compile(r"://|www\.|@|#\d|\bGH-\d|\b[0-9a-f]{40}\b", re.IGNORECASE)
_BLOCK = re.compile(r">|[-+=:#]+(?= |$)|(?P<number>\d+)[.)](?= |$)")
"""What begins a quotation, a list or a heading, underlines one, or divides a table."""

_BEFORE_A_BLOCK = re.compile(r"(?<=\S) (?=>|(?:[-+=:#]+|\d+[.)])(?: |$))")
"""Where a line is better not broken: what follows would need an escape, which `less` shows."""
_GLUE = "\x00"
"""Stands for such a blank meanwhile; no text from outside holds one."""

_ACTIVE = str.maketrans({sign: f"\\{sign}" for sign in "\\`*[]|~$"})
_ENTITY = re.compile(r"&(?=[#A-Za-z])")
_TAG = re.compile(r"<(?=[A-Za-z/!?])")
"""Any other `<` is a comparison and can be read as one."""
_NEEDS_A_LOOK = re.compile(r"[\\`*_\[\]|~$<&@#/]|www\.|GH-|[0-9a-f]{40}", re.IGNORECASE)
_OUTER_UNDERSCORE = re.compile(r"(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])")


def words(text: str) -> str:
    """One line of text from outside, harmless anywhere in a line of Markdown that `wrapped` breaks."""
    line = clean_line(text, LONGEST)
    if _NEEDS_A_LOOK.search(line):
        line = " ".join(map(_word, line.split(" ")))
    return _begun(line)


def _word(word: str) -> str:
    if _LINKED.search(word):
        core = word.rstrip(",;")
        return "`" + core.replace("`", "'") + "`" + word[len(core) :]
    return _TAG.sub("&lt;", _ENTITY.sub("&amp;", _OUTER_UNDERSCORE.sub(r"\\_", word.translate(_ACTIVE))))


def _begun(line: str) -> str:
    """A line that begins nothing but itself."""
    found = _BLOCK.match(line)
    if found is None:
        return line
    number = found["number"]
    return f"{number}\\{line[len(number) :]}" if number else "\\" + line


def wrapped(text: str, first: str = "", rest: str = "") -> str:
    """Markdown that is already harmless, broken at spaces."""
    if len(first) + len(text) <= WIDTH:
        return first + text
    rest = rest or " " * len(first)
    kept = _BEFORE_A_BLOCK.sub(_GLUE, text)
    lines = textwrap.wrap(kept, WIDTH - len(rest), break_long_words=False, break_on_hyphens=False)
    whole = [line.replace(_GLUE, " ") for line in lines]
    return first + f"\n{rest}".join([whole[0], *map(_begun, whole[1:])])


def item(text: str, depth: int = 0) -> str:
    """One point of a list."""
    return wrapped(text, "  " * depth + "- ")


def quotation(text: str) -> str:
    """Several lines from outside, each harmless, set off as a quotation."""
    lines = clean_block(text, LONGEST).strip("\n").split("\n")
    quoted = (wrapped(words(line), "> ", "> ") + "  " if line.strip() else ">" for line in lines)
    # Two blanks keep a line's end where it was; after the last one they mean nothing.
    return "\n".join(quoted).rstrip(" ")


def fenced(lines: Iterable[str]) -> str:
    """Lines that keep their columns. None may begin with three backticks; ours begin with a number or a title."""
    return "\n".join(["```text", *(line.rstrip() for line in lines), "```"])


def columns(lead: str, text: str) -> Iterator[str]:
    """A line within a fence: text from outside after a lead of our own, continued below itself."""
    line = clean_line(text, LONGEST)
    if len(lead) + len(line) <= WIDTH + 8:
        yield lead + line
        return
    broken = textwrap.wrap(line, WIDTH + 8 - len(lead), break_on_hyphens=False)
    yield lead + broken[0]
    yield from (" " * len(lead) + more for more in broken[1:])
