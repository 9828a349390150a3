"""What speaks for a suggestion, short enough to be read in passing: its condition and what that looked at itself.

A fact is followed no further; the whole of it stays where it was recorded. Text that is put together otherwise, by
another version or by hand, is left as it is.
"""

from __future__ import annotations

import re

_NAMED = re.compile(r"[\w.]+ (?:= |not known)")
"""Begins a list of values, as `core.expr` explains a condition."""
_QUOTED = re.compile(r"(['\"]).*?\1")
"""A text that was seen or compared with: its brackets group nothing."""


def gist_of(because: str) -> str:
    """`down and up (down = true (x = 1), up = true)` as `down and up (down = true, up = true)`."""
    bare = _QUOTED.sub(lambda quoted: "_" * len(quoted[0]), because)
    opened = _last_group(bare)
    values = because[opened + 1 : -1]
    if opened <= 0 or not _NAMED.match(values):
        return because
    return f"{because[:opened]}({_outermost(values, bare[opened + 1 : -1])})"


def _last_group(bare: str) -> int:
    """Where the group opens that ends with the text; -1 where none does."""
    depth = 0
    for place in range(len(bare) - 1, -1, -1):
        depth += (bare[place] == ")") - (bare[place] == "(")
        if depth == 0:
            return place if bare[place] == "(" else -1
    return -1


def _outermost(values: str, bare: str) -> str:
    """The values without the groups in them, and without the space before each."""
    kept, start, depth = "", 0, 0
    for place, sign in enumerate(bare):
        if sign == "(" and depth == 0:
            kept += values[start:place].rstrip()
        depth += (sign == "(") - (sign == ")")
        if sign == ")" and depth == 0:
            start = place + 1
    return kept + values[start:]
