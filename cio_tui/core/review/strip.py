"""One line a probe over a whole incident: verdicts by time, so that cause and action line up by eye."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cio_tui.core.reading import Verdict


class Span(NamedTuple):
    """A stretch of one verdict."""

    start_s: float
    """Incident seconds since the opening."""
    end_s: float
    verdict: Verdict


class Point(NamedTuple):
    """One kept sample on the time axis."""

    offset_s: float
    verdict: Verdict
    value: float | None
    """What the chart shows, usually milliseconds; None when there was no answer, or one without this value."""
    summary: str
    is_answered: bool = False
    """Whether anything came back: a refusal did, a timeout did not. An answer without the value is no gap."""


class Strip(NamedTuple):
    """One probe over the incident."""

    probe: str
    title: str
    spans: Sequence[Span]
    """In order, without overlap; a stretch without a reading is a gap between spans, never a verdict."""
    points: Sequence[Point]
    """The kept samples, oldest first; empty when readings.jsonl is gone."""
    unit: str
    """Of the points' values: `ms`, `%`, empty for a count."""
    threshold: float | None
    """Above which the book calls it degraded or failing, where the rule is one number."""
