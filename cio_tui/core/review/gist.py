"""What speaks for a suggestion, short enough to be read in passing: its condition and what that looked at itself.

A fact is followed no further; the whole of it stays where it was recorded. Text that is put together otherwise, by
another version or by hand, is left as it is.
"""

from __future__ import annotations

import re

_NAMED = re.compile(r"[\w.]+ (?:= |not known)")
"""Begins a list of values, as `core.expr` explains a condition."""


def gist_of(because: str) -> str:
    """`down and up (down = true (x = 1), up = true)` as `down and up (down = true, up = true)`."""
    opened = _last_group(because)
    values = because[opened + 1 : -1]
    if opened <= 0 or not _NAMED.match(values):
        return because
    return f"{because[:opened]}({_outermost(values)})"


def _last_group(text: str) -> int:
    """Where the group opens that ends with the text; -1 where none does."""
    depth = 0
    for place in range(len(text) - 1, -1, -1):
        depth += (text[place] == ")") - (text[place] == "(")
        if depth == 0:
            return place if text[place] == "(" else -1
    return -1


def _outermost(values: str) -> str:
    kept, depth = "", 0
    for sign in values:
        depth += sign == "("
        if depth == 0:
            kept += sign
        depth -= sign == ")"
    return " ".join(kept.replace(" ,", ",").split())
