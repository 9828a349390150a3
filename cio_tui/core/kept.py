"""A line of readings.jsonl read back: the row that a list shows at once, its evidence when somebody opens it.

A line that another version, or another hand, has written is no sample rather than half a one.
"""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from cio_tui.core.event_fields import plain, plain_table
from cio_tui.core.reading import Verdict
from cio_tui.core.text import clean_line

if TYPE_CHECKING:
    from collections.abc import Mapping


class Kept(NamedTuple):
    """One sample as it was kept, cleaned; its evidence stays in the line until it is asked for."""

    probe: str
    at: datetime
    """When the measurement ended, UTC."""
    verdict: Verdict
    summary: str
    reasons: tuple[str, ...]
    fields: Mapping[str, object]
    """What the probe published."""
    line: bytes

    @property
    def detail(self) -> Mapping[str, object]:
        """The evidence, cleaned; empty where there is none."""
        table = _table_of(self.line)
        detail = table.get("detail") if table else None
        try:
            return plain_table(detail) if isinstance(detail, dict) else {}
        except RecursionError:
            return {}


def kept_of(line: bytes) -> Kept | None:
    """The sample in a line, or None."""
    match _table_of(line):
        case {"probe": str(probe), "at": str(at), "verdict": str(verdict), "fields": dict(fields), **rest}:
            pass
        case _:
            return None
    try:
        measured = datetime.fromisoformat(at)
        judged = Verdict(verdict)
        published = {clean_line(name): plain(value) for name, value in fields.items()}
    except (ValueError, RecursionError):
        return None
    reasons = rest.get("reasons")
    told = tuple(clean_line(str(each), 500) for each in reasons) if isinstance(reasons, list) else ()
    summary = clean_line(str(rest.get("summary", "")), 500)
    return None if measured.tzinfo is None else Kept(probe, measured, judged, summary, told, published, line)


def _table_of(line: bytes) -> dict[str, object] | None:
    try:
        table = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return table if isinstance(table, dict) else None
