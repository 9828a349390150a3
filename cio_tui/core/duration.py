"""Durations as people write them (`5m`, `800ms`) and as they say them ("about 3 min"). Seconds everywhere inside."""

from __future__ import annotations

import re
from math import isfinite

_SECONDS = {"ms": 0.001, "s": 1, "m": 60, "h": 3600, "d": 86400}
_WRITTEN = r"([0-9]{1,9}(?:\.[0-9]{1,6})?)(ms|s|m|h|d)"
_PLACES = 9
"""Decimals kept: a nanosecond, so that `2.3s` and `2300ms` are one number."""


def parse_duration(text: str) -> float:
    """Seconds of `90s`, `800ms`, `1.5h`, `7d`. Raises ValueError with a sentence."""
    written = re.fullmatch(_WRITTEN, text)
    if written is None:
        raise ValueError(f"{text!r} is not a duration: write a number and ms, s, m, h or d, such as 5m")
    return round(float(written[1]) * _SECONDS[written[2]], _PLACES)


def format_duration(seconds: float) -> str:
    """The shortest exact way to write it: 600 is `10m`, 90 is `90s`, 0.8 is `800ms`."""
    for unit in ("d", "h", "m", "s"):
        if seconds and seconds % _SECONDS[unit] == 0:
            return f"{seconds / _SECONDS[unit]:.0f}{unit}"
    return f"{seconds * 1000:.6f}".rstrip("0").rstrip(".") + "ms" if seconds else "0s"


def say_duration(seconds: float) -> str:
    """An estimate in words: `under a minute`, `about 3 min`, `about 2 h`, `about 4 days`, `over a year`."""
    if seconds < 60:
        return "under a minute"
    if seconds < 90 * 60:
        return f"about {seconds / 60:.0f} min"
    if seconds < 72 * 3600:
        return f"about {seconds / 3600:.0f} h"
    return f"about {seconds / 86400:.0f} days" if seconds < 365 * 86400 else "over a year"


def spell(seconds: float) -> str:
    """What was measured, or a book promises, in its two largest units: `8 min 30 s`, `4 h`; never negative.

    A log from elsewhere may hold `inf` or `nan`: `not known`.
    """
    if not isfinite(seconds):
        return "not known"
    whole = round(max(0.0, seconds))
    for unit, word, lower, lower_word in (
        ("d", "d", "h", "h"),
        ("h", "h", "m", "min"),
        ("m", "min", "s", "s"),
    ):
        if whole >= _SECONDS[unit]:
            large, rest = divmod(whole, int(_SECONDS[unit]))
            small = rest // int(_SECONDS[lower])
            return f"{large} {word} {small} {lower_word}" if small else f"{large} {word}"
    return f"{whole} s"


def brief(seconds: float) -> str:
    """`4s`, `3m`, `2h`, `3d`: for where every cell counts; never negative, `?` for what is no number."""
    if not isfinite(seconds):
        return "?"
    whole = int(max(0.0, seconds))
    for unit in ("d", "h", "m"):
        if whole >= _SECONDS[unit]:
            return f"{whole // _SECONDS[unit]:.0f}{unit}"
    return f"{whole}s"
