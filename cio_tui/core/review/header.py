"""The head of a review: which incident, from when to when, and how far its log can be believed."""

from __future__ import annotations

from datetime import timedelta
from math import isfinite
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from cio_tui.core.events import IncidentClosed, IncidentOpened, IncidentReviewed, SeverityChanged
from cio_tui.core.review.account import Header
from cio_tui.core.review.landmarks import landmarks_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from cio_tui.core.kept import Kept
    from cio_tui.core.record import Recorded
    from cio_tui.core.review.course import Course
    from cio_tui.core.review.source import Source

BACKFILL = "backfill"
"""The mode of an incident that nobody walked."""

UNKNOWN = "unknown"
"""The mode of a log whose opening cannot be read: it may have been a drill."""

NOBODY_SAID = IncidentOpened(
    schema=0, tool="", incident="", mode="live", book="", title="", severity="", book_sha256="", region="",
    label="", host="", pid=0,
)  # fmt: skip
"""Stands for an opening that cannot be read."""


def header_of(source: Source, course: Course) -> Header:
    """The header. There must be an event, be it a doubtful one."""
    records = source.records or source.doubtful
    opened = opening_of(records)
    span = _span(records, course)
    return Header(
        incident=source.incident,
        title=opened.title,
        mode=UNKNOWN if opened is NOBODY_SAID else opened.mode,
        scenario=opened.scenario,
        severities=_severities(opened, records),
        region=opened.region,
        label=opened.label,
        opened_at=span.began,
        ended_at=span.ended,
        is_closed=course.session.closed is not None or opened.mode == BACKFILL,
        duration_s=span.seconds,
        events=len(source.records),
        fingerprint=source.proof.fingerprint,
        chain_fault=source.proof.chain_fault,
        anchors=source.proof.anchors,
        remarks=(*source.proof.faults, *source.proof.remarks),
        tool=opened.tool,
        book=opened.book,
        book_sha256=opened.book_sha256,
        clock_skew_s=_skew(source.readings),
        reviewed_by=tuple(
            dict.fromkeys(each.by for each in records if isinstance(each.event, IncidentReviewed))
        ),
        speed=opened.speed if opened.mode == "drill" and isfinite(opened.speed) else 1.0,
    )


def opening_of(records: Sequence[Recorded]) -> IncidentOpened:
    """How it was opened; blanks where the log does not say."""
    events = (recorded.event for recorded in records)
    return next((event for event in events if isinstance(event, IncidentOpened)), NOBODY_SAID)


class _Span(NamedTuple):
    began: datetime
    ended: datetime
    seconds: float


def _span(records: Sequence[Recorded], course: Course) -> _Span:
    """To the close, or the last event: words added to a sealed log do not make the incident longer.

    Of one that was written down afterwards, from and to when it is said to have begun and to have been resolved.
    """
    if not course.entries:
        return _Span(records[0].at, records[-1].at, 0.0)
    first = course.entries[0].recorded
    closings = (entry for entry in course.entries if isinstance(entry.recorded.event, IncidentClosed))
    last = next(closings, course.entries[-1])
    if opening_of(records).mode != BACKFILL:
        return _Span(first.at, last.recorded.at, last.offset_s)
    marks = landmarks_of(course)
    end = marks.resolved.offset_s if marks.resolved else marks.opening.offset_s
    began, ended = (first.at + timedelta(seconds=offset) for offset in (marks.opening.offset_s, end))
    return _Span(began, ended, max(0.0, round(end - marks.opening.offset_s, 3)))


def _severities(opened: IncidentOpened, records: Sequence[Recorded]) -> tuple[str, ...]:
    changed = (each.event.now for each in records if isinstance(each.event, SeverityChanged))
    path: list[str] = []
    for severity in (opened.severity, *changed):
        if severity and path[-1:] != [severity]:
            path.append(severity)
    return tuple(path)


def _skew(readings: Sequence[Kept]) -> float | None:
    found = [
        float(skew)
        for kept in readings
        if isinstance(skew := kept.fields.get("skew_s"), int | float)
        and not isinstance(skew, bool)
        and isfinite(skew)
    ]
    return round(median(found), 3) if found else None
