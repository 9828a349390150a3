"""One idea of "did you mean", so that a mistyped name gets the same answer everywhere."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


_MOST = 1000
"""Names compared, at 10 µs each: no book has as many, and a hostile one could hold 100,000."""


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name most like `name`, or an empty string when none is alike enough to suggest."""
    from difflib import get_close_matches  # 3 ms, only ever needed beside an error

    spelled = {each.lower(): each for each in islice(known, _MOST)}
    matches = get_close_matches(name.lower(), spelled, n=1, cutoff=0.6)
    return spelled[matches[0]] if matches else ""
