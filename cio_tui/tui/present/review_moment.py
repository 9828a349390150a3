"""What every probe showed at one moment of the incident. Where nothing was measured that is said; it is never ok."""

from __future__ import annotations

from bisect import bisect_right
from operator import attrgetter
from typing import TYPE_CHECKING, NamedTuple

from cio_tui.core.reading import Verdict
from cio_tui.report.wording import quantity

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cio_tui.core.record import Seen
    from cio_tui.core.review.strip import Point, Span, Strip

NOTHING = "nothing measured then"

ROUNDED_S = 0.1
"""Seconds by which the age in a log is rounded."""


class Shown(NamedTuple):
    """One probe, then."""

    strip: Strip
    verdict: Verdict
    """UNKNOWN also when nothing was measured."""
    summary: str
    age_s: float | None
    """Seconds since the sample; None when there is none to be old."""
    is_logged: bool
    """Whether the log itself holds it, so that the chain vouches for it; else it is telemetry beside the log."""


def shown_then(strips: Sequence[Strip], offset_s: float, saw: Mapping[str, Seen]) -> tuple[Shown, ...]:
    """Every probe at this moment; `saw` is what the event under the cursor recorded, empty between events."""
    return tuple(
        _as_logged(strip, saw[strip.probe], offset_s) if strip.probe in saw else _as_kept(strip, offset_s)
        for strip in strips
    )


def _as_logged(strip: Strip, seen: Seen, offset_s: float) -> Shown:
    known = seen.verdict in tuple(Verdict)
    verdict = Verdict(seen.verdict) if known else Verdict.UNKNOWN
    if not seen.summary:
        return Shown(strip, verdict, NOTHING, None, is_logged=True)
    point = _last(strip.points, offset_s - seen.age_s + ROUNDED_S)
    return Shown(strip, verdict, _told(strip, seen.summary, verdict, point), seen.age_s, is_logged=True)


def _as_kept(strip: Strip, offset_s: float) -> Shown:
    span = _span_at(strip.spans, offset_s)
    point = _last(strip.points, offset_s)
    age = offset_s - point.offset_s if point else None
    if span is None:
        last = f"; last {point.summary}" if point else ""
        return Shown(strip, Verdict.UNKNOWN, f"{NOTHING}{last}", age, is_logged=False)
    if point is None or point.verdict != span.verdict:  # samples are thinned out, the log's changes are not
        return Shown(strip, span.verdict, "its sample was not kept", None, is_logged=False)
    return Shown(strip, span.verdict, _told(strip, point.summary, point.verdict, point), age, is_logged=False)


def _told(strip: Strip, summary: str, verdict: Verdict, point: Point | None) -> str:
    """What was seen; of an answer that came as expected, rather the value that the rule minds."""
    limit = strip.threshold
    if (
        point is None
        or limit is None
        or point.value is None
        or point.verdict != verdict
        or point.value <= limit
    ):
        return summary
    return f"{quantity(point.value, strip.unit)} > {quantity(limit, strip.unit)}; {summary}"


def _span_at(spans: Sequence[Span], offset_s: float) -> Span | None:
    index = bisect_right(spans, offset_s, key=attrgetter("start_s")) - 1
    if index < 0:
        return None
    span = spans[index]
    return span if offset_s < span.end_s or (span.end_s == offset_s and index == len(spans) - 1) else None


def _last(points: Sequence[Point], offset_s: float) -> Point | None:
    index = bisect_right(points, offset_s, key=attrgetter("offset_s")) - 1
    return points[index] if index >= 0 else None
