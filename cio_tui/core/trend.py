"""Which value of a probe is followed over time: the one its book judges by a number, else the one that says most.

So every chart has the threshold of the rule that a person reads beside it, and not one of its own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cio_tui.core.expr.tree import Comparison, Constant, Name
from cio_tui.core.probe import COMMON, PUBLISHED, ProbeKind, Unit
from cio_tui.core.review.strip import Point

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cio_tui.core.kept import Kept
    from cio_tui.core.probe import Probe
    from cio_tui.core.reading import Value

CHARTED: Mapping[ProbeKind, str] = {
    ProbeKind.HTTP: "ms",
    ProbeKind.STATUSPAGE: "ms",
    ProbeKind.DNS: "ms",
    ProbeKind.TLS: "ms",
    ProbeKind.LATENCY: "p50_ms",
    ProbeKind.DELIVERY: "lag_p90_s",
    ProbeKind.DOMAIN: "ms",
    ProbeKind.WEBHOOK: "ms",
}
"""Kind to the value that says most where the book's rules name no number."""

NO_MEASURE = ("status", "n", "lost")
"""Numbers that rules compare and that have no more or less over time."""

LARGEST = 1e300
"""Times a factor it is still a number."""

LABELS = {Unit.MILLISECONDS: "ms", Unit.SECONDS: "s", Unit.DAYS: "d", Unit.SHARE: "%"}


class Trend(NamedTuple):
    """What a chart of a probe shows."""

    field: str
    """A name the probe publishes."""
    unit: str
    """`ms`, `s`, `d`, `%`, or empty for a count."""
    threshold: float | None
    """Above which the book calls it degraded, or failing where it has no such word; in that unit."""
    factor: float = 1.0
    """From the published value to the drawn one: a share is drawn in per cent."""

    def of(self, fields: Mapping[str, Value | None]) -> float | None:
        """The drawn number of a sample; None when it has none."""
        number = number_of(fields.get(self.field))
        return None if number is None else number * self.factor


PLAIN = Trend("ms", "ms", None)
"""Of a probe that no book here knows."""


def trend_of(probe: Probe, settings: Mapping[str, Value]) -> Trend:
    """The first value that a rule compares with a number says what is drawn, the first number known where its line is.

    The degraded rules come first. `settings` holds `threshold.…`; empty where only the log is left.
    """
    limits = [limit for limit in _limits(probe, settings) if limit[0] not in NO_MEASURE]
    field = limits[0][0] if limits else CHARTED[probe.kind]
    threshold = next((number for name, number in limits if name == field and number is not None), None)
    unit = {**COMMON, **PUBLISHED[probe.kind]}.get(field, Unit.ANY)
    is_share = unit is Unit.SHARE or (unit is Unit.ANY and field.endswith("rate"))
    factor, label = (100.0, "%") if is_share else (1.0, LABELS.get(unit, _label(field)))
    return Trend(field, label, None if threshold is None else threshold * factor, factor)


def _label(field: str) -> str:
    """Of a value that an `extract` finds, by the end of its name: `wait_ms`, `lag_p90_s`."""
    last = field.rpartition("_")[2]
    return last if last in ("ms", "s") else ""


def _limits(probe: Probe, settings: Mapping[str, Value]) -> Iterator[tuple[str, float | None]]:
    """Name and number of each rule `name > number`; the number is None where it is a setting that is not known."""
    for rule in (*probe.degraded, *probe.failing):
        match rule.tree:
            case Comparison(">" | ">=", Name(text=name, space=""), Constant(value)):
                if (number := number_of(value)) is not None:
                    yield name, number
            case Comparison(">" | ">=", Name(text=name, space=""), Name(text=setting)):
                yield name, number_of(settings.get(setting))
            case _:
                pass


def number_of(value: Value | None) -> float | None:
    """A number that a chart can show, or None for whatever else it is."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if abs(value) < LARGEST else None  # NaN is not


def point_of(trend: Trend, kept: Kept, offset_s: float) -> Point:
    """A sample as a point. What came too late has taken time, and is no value all the same."""
    is_answered = kept.fields.get("error") == "none"
    value = trend.of(kept.fields) if is_answered else None
    return Point(offset_s, kept.verdict, value, kept.summary, is_answered)
