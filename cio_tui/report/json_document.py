"""The account as one JSON document, `cio-tui/incident-report/1`: described in docs/log-format.md, "The review as JSON".

A key names its unit, `_s` for seconds; a time is RFC 3339 in UTC; what was not recorded is null. Each item of a list
stands on a line of its own, so that two documents can be compared and one can be searched with grep.
"""

from __future__ import annotations

import json
from math import isfinite
from typing import TYPE_CHECKING

from cio_tui.core.times import stamp

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime, tzinfo

    from cio_tui.core.record import Seen
    from cio_tui.core.review.account import Account, Choice, Header
    from cio_tui.core.review.chronology import Row
    from cio_tui.core.review.strip import Strip

SCHEMA = "cio-tui/incident-report/1"

Items = dict[str, object]


def render_json(account: Account, zone: tzinfo | None = None) -> str:  # noqa: ARG001  its times are UTC
    """The document, ASCII, ended by a newline."""
    parts = (f"{json.dumps(key)}: {_written(value)}" for key, value in document_of(account).items())
    return "{\n" + ",\n".join(parts) + "\n}\n"


def document_of(account: Account) -> Items:
    """The document as plain values."""
    return {
        "schema": SCHEMA,
        "header": _header(account.header),
        "summary": account.summary,
        "metrics": [_renamed(metric._asdict(), seconds="duration_s") for metric in account.metrics],
        "exceptions": [
            {
                "kind": one.kind.value,
                "seq": one.seq,
                "at": stamp(one.at),
                "who": one.who,
                "text": one.sentence,
            }
            for one in account.exceptions
        ],
        "choices": [_choice(choice) for choice in account.choices],
        "timeline": [_row(row) for row in account.rows],
        "probes": [_strip(strip) for strip in account.strips],
        "people": [
            {**one._asdict(), "first": stamp(one.first), "last": stamp(one.last)}
            for one in account.participants
        ],
        "messages": [{**message._asdict(), "at": stamp(message.at)} for message in account.messages],
        "steps": [_renamed(step._asdict(), seconds="duration_s") for step in account.steps],
        "draft": [blank._asdict() for blank in account.draft],
        "debrief": _debrief(account),
    }


def _header(header: Header) -> Items:
    fits, anchors = header.anchors
    return {
        "incident": header.incident,
        "title": header.title,
        "mode": header.mode,
        "scenario": header.scenario,
        "severities": header.severities,
        "region": header.region,
        "label": header.label,
        "opened_at": stamp(header.opened_at),
        "ended_at": stamp(header.ended_at),
        "closed": header.is_closed,
        "duration_s": header.duration_s,
        "events": header.events,
        "fingerprint": header.fingerprint,
        "chain_fault": header.chain_fault,
        "anchors": {"fit": fits, "of": anchors},
        "remarks": header.remarks,
        "tool": header.tool,
        "book": header.book,
        "book_sha256": header.book_sha256,
        "clock_skew_s": header.clock_skew_s,
        "reviewed_by": header.reviewed_by,
        "speed": header.speed,
    }


def _choice(choice: Choice) -> Items:
    return {
        "seq": choice.seq,
        "at": stamp(choice.at),
        "offset_s": round(choice.offset_s, 3),
        "who": choice.who,
        "title": choice.title,
        "suggested": choice.suggested,
        "because": choice.because,
        "chosen": choice.chosen,
        "agreed": choice.agreed,
        "reason": choice.reason,
        "rejected": choice.rejected,
        "saw": _saw(choice.saw),
        "since": {probe: {**turn._asdict(), "at": stamp(turn.at)} for probe, turn in choice.turns.items()},
    }


def _row(row: Row) -> Items:
    return {
        "seq": row.seq,
        "at": stamp(row.at),
        "offset_s": round(row.offset_s, 3),
        "kind": row.kind.value,
        "who": row.who,
        "text": row.sentence,
        "happened_at": _stamp_or_none(row.happened_at),
        "correction": row.correction,
        "doubtful": row.doubtful,
        "afterwards": row.afterwards,
        "effect": row.effect,
        "saw": _saw(row.saw),
    }


def _strip(strip: Strip) -> Items:
    """Points by column: of fifty thousand, the names of their keys would be most of the document."""
    return {
        "probe": strip.probe,
        "title": strip.title,
        "unit": strip.unit,
        "threshold": strip.threshold,
        "spans": [
            {"start_s": round(span.start_s, 3), "end_s": round(span.end_s, 3), "verdict": span.verdict.value}
            for span in strip.spans
        ],
        "points": {
            "offset_s": [round(point.offset_s, 3) for point in strip.points],
            "verdict": [point.verdict.value for point in strip.points],
            "value": [point.value for point in strip.points],
            "summary": [point.summary for point in strip.points],
        },
    }


def _debrief(account: Account) -> Items | None:
    if account.debrief is None:
        return None
    return {**account.debrief._asdict(), "marks": [mark._asdict() for mark in account.debrief.marks]}


def _saw(saw: Mapping[str, Seen]) -> Items:
    return {
        probe: {"verdict": seen.verdict, "summary": seen.summary, "age_s": _finite(seen.age_s)}
        for probe, seen in saw.items()
    }


def _finite(number: float) -> float | None:
    """A foreign log may hold `nan`, which JSON has not."""
    return number if isfinite(number) else None


def _stamp_or_none(moment: datetime | None) -> str | None:
    return stamp(moment) if moment else None


def _renamed(items: Items, **names: str) -> Items:
    return {names.get(key, key): value for key, value in items.items()}


def _written(value: object) -> str:
    if isinstance(value, list):
        return _lines_of(value)
    if isinstance(value, dict):
        inside = ",\n".join(f"  {json.dumps(key)}: {_dumped(item)}" for key, item in value.items())
        return f"{{\n{inside}\n}}"
    return _dumped(value)


def _lines_of(items: Sequence[object]) -> str:
    return "[\n" + ",\n".join(f"  {_dumped(item)}" for item in items) + "\n]" if items else "[]"


def _dumped(value: object) -> str:
    return json.dumps(value, allow_nan=False)
