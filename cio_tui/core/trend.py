"""Which value of a probe is followed over time: the one its book judges by a number, else how long the answer took.

So the chart has the threshold of the rule that a person reads beside it, and not one of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cio_tui.core.expr.tree import Comparison, Constant, Name
from cio_tui.core.review.strip import Point

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cio_tui.core.expr.tree import Node
    from cio_tui.core.probe import Probe
    from cio_tui.core.reading import Value, Verdict

NO_MEASURE = ("status", "n", "lost")
"""Numbers that rules compare and that have no more or less over time."""


class Trend(NamedTuple):
    """What a chart of a probe shows."""

    field: str
    """A name the probe publishes."""
    unit: str
    """`ms`, `s`, or empty for a count or a share."""
    threshold: float | None
    """Above which the book calls it degraded, or failing where it has no such word."""


def trend_of(probe: Probe, settings: Mapping[str, Value]) -> Trend:
    """The first value that is compared with one number; `settings` holds `threshold.…`."""
    for rule in (*probe.degraded, *probe.failing):
        found = _compared(rule.tree, settings)
        if found is not None:
            return Trend(found[0], unit_of(found[0]), found[1])
    return Trend("ms", "ms", None)


def unit_of(field: str) -> str:
    """By the end of its name, as the format has it: `wait_ms`, `lag_p90_s`."""
    last = field.rpartition("_")[2]
    return last if last in ("ms", "s") else ""


def _compared(tree: Node, settings: Mapping[str, Value]) -> tuple[str, float] | None:
    match tree:
        case Comparison(">" | ">=", Name(text=name, space=""), Constant(value)):
            limit: Value | None = value
        case Comparison(">" | ">=", Name(text=name, space=""), Name(text=setting)):
            limit = settings.get(setting)
        case _:
            return None
    number = number_of(limit)
    return None if number is None or name in NO_MEASURE else (name, number)


def number_of(value: object) -> float | None:
    """A number, or None for whatever else it is."""
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else None


def point_of(
    trend: Trend, fields: Mapping[str, object], verdict: Verdict, offset_s: float, summary: str
) -> Point | None:
    """A sample as a point; None when it was answered without the value, which is neither a value nor a gap."""
    if not is_answered(fields):
        return Point(offset_s, verdict, None, summary)
    value = number_of(fields.get(trend.field))
    return None if value is None else Point(offset_s, verdict, value, summary)


def is_answered(fields: Mapping[str, object]) -> bool:
    """Whether anything came back: a refusal did, a timeout did not, and what was never measured did not."""
    return fields.get("error") == "none"
