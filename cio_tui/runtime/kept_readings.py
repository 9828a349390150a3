"""What readings.jsonl holds, for a review: the head of each line now, its evidence only when somebody opens it.

Of fifty thousand samples a review draws the verdict and one number each; parsing their certificates too takes six times
as long.
"""

from __future__ import annotations

import json
import os
from datetime import datetime
from functools import lru_cache
from math import isfinite
from typing import TYPE_CHECKING

from cio_tui.core.event_fields import plain_table
from cio_tui.core.review.source import Kept
from cio_tui.core.text import clean_line
from cio_tui.core.times import is_moment
from cio_tui.runtime.readings_file import LARGEST

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cio_tui.core.block_table import Table
    from cio_tui.runtime.incident_folder import IncidentFolder

_cleaned = lru_cache(maxsize=1024)(clean_line)
"""A dozen probes, and summaries that repeat."""

DETAIL = b',"detail":'
"""Where the evidence of a line begins. Inside a text the quote would be escaped."""


def read_kept(folder: IncidentFolder, newest: int = 2 * LARGEST) -> Iterator[Kept]:
    """Every sample in so many of the newest bytes, oldest first; a line that is none is left out."""
    try:
        with open(folder.readings, "rb") as file:
            file.seek(max(0, os.fstat(file.fileno()).st_size - newest))
            lines = file.read(newest).splitlines()
    except OSError:
        return
    for line in lines:
        if (kept := _kept(line)) is not None:
            yield kept


def read_table(line: bytes) -> Table:
    """A whole line, every text in it cleaned; empty when it is none."""
    try:
        table = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return plain_table(table) if isinstance(table, dict) else {}


def _kept(line: bytes) -> Kept | None:
    head, cut, _ = line.partition(DETAIL)
    try:
        table = json.loads(head + b"}" if cut else head)
    except (ValueError, RecursionError):
        table = read_table(line)  # a field of that name, or no line of ours
    if not isinstance(table, dict):
        return None
    match table:
        case {"verdict": str(verdict), "at": str(at), "mono": float() | int() as mono, "probe": str(probe)}:
            moment = _moment(at)
            fields = table.get("fields")
            summary = _cleaned(str(table.get("summary", "")))
            if moment is None or not isfinite(mono):
                return None
            return Kept(
                moment,
                float(mono),
                _cleaned(probe),
                verdict,
                summary,
                fields if isinstance(fields, dict) else {},
                line,
            )
        case _:
            return None


def _moment(text: str) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if is_moment(moment) else None
