"""A line of readings.jsonl read back: the row that a list shows at once, its evidence when somebody opens it.

A line that another version, or another hand, has written is no sample rather than half a one. Of fifty thousand samples
a review draws the verdict and one number each; parsing their certificates too takes six times as long.
"""

from __future__ import annotations

import json
from datetime import datetime
from functools import lru_cache
from math import isfinite
from typing import TYPE_CHECKING, NamedTuple

from cio_tui.core.event_fields import plain_table
from cio_tui.core.reading import Verdict
from cio_tui.core.text import clean_line
from cio_tui.core.times import is_moment

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cio_tui.core.reading import Value

DETAIL = b',"detail":'
"""Where the evidence of a line begins. Inside a text the quote would be escaped."""

VERDICTS = {verdict.value: verdict for verdict in Verdict}

_DIGITS = 18
"""Of a whole number; a longer one is read as a fraction, since it may be none that a float can hold."""

_DEEPEST = 50
"""Levels of tables and lists in evidence; ours has five. Whatever shows it goes down level by level."""

_LONGEST = 500
"""Characters of a text in it."""


@lru_cache(maxsize=1024)
def _cleaned(text: str) -> str:
    """A dozen probes, and summaries that repeat."""
    return clean_line(text, _LONGEST)


class Kept(NamedTuple):
    """One sample as it was kept, cleaned; its evidence stays in the line until it is asked for."""

    probe: str
    at: datetime
    """When the measurement ended, UTC."""
    mono: float
    """The same on the clock of the process that took it."""
    verdict: Verdict
    summary: str
    reasons: tuple[str, ...]
    fields: Mapping[str, Value | None]
    """What the probe published."""
    line: bytes = b""
    """As it stands in the file."""

    @property
    def detail(self) -> Mapping[str, object]:
        """The evidence, cleaned; empty where there is none."""
        table = _table_of(self.line)
        detail = table.get("detail") if table else None
        return plain_table(detail) if isinstance(detail, dict) and _ends_within(_DEEPEST, detail) else {}


def kept_of(line: bytes) -> Kept | None:
    """The sample in a line, or None."""
    head, cut, _ = line.partition(DETAIL)
    table = _table_of(head + b"}") if cut else None
    match table or _table_of(line):  # cut at a field of that name, it is no line yet
        case {
            "probe": str(probe),
            "at": str(at),
            "mono": int() | float() as mono,
            "verdict": str(verdict),
            "fields": dict(fields),
            **rest,
        }:
            measured, judged = _moment(at), VERDICTS.get(verdict)
        case _:
            return None
    if measured is None or judged is None or not isfinite(mono):
        return None
    reasons = rest.get("reasons")
    return Kept(
        _cleaned(probe),
        measured,
        float(mono),
        judged,
        _cleaned(str(rest.get("summary", ""))),
        tuple(_cleaned(str(each)) for each in reasons) if reasons and isinstance(reasons, list) else (),
        {_cleaned(name): _value(value) for name, value in fields.items()},
        line,
    )


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if is_moment(moment) else None


def _value(value: object) -> Value | None:
    """What a probe can publish; anything else is not known."""
    if isinstance(value, bool | int | float):
        return value
    if isinstance(value, str):
        return _cleaned(value)
    return tuple(_cleaned(str(each)) for each in value) if isinstance(value, list) else None


def _ends_within(levels: int, value: object) -> bool:
    """Whether there is nothing below so many levels."""
    inside = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    return levels > 0 and all(_ends_within(levels - 1, item) for item in inside)


def _table_of(line: bytes) -> dict[str, object] | None:
    try:
        table = _DECODER.decode(line.decode(errors="surrogatepass"))
    except (ValueError, RecursionError):
        return None
    return table if isinstance(table, dict) else None


def _whole(digits: str) -> int | float:
    return int(digits) if len(digits) <= _DIGITS else float(digits)


_DECODER = json.JSONDecoder(parse_int=_whole)
"""Made once: `json.loads` makes one for each line, which takes longer than the line."""
