"""The metrics of many incidents: how many have it, the median and the range. Never a bare mean, never zero for nothing.

A share, `3 of 4`, is compared as a percentage; what an incident has no basis for is counted apart.
"""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING, Literal, NamedTuple

from cio_tui.core.duration import spell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cio_tui.core.review.account import Metric

Unit = Literal["s", "%", ""]


class Figure(NamedTuple):
    """One metric over many incidents."""

    id: str
    title: str
    definition: str
    unit: Unit
    """`s`, `%`, or nothing for a count."""
    n: int
    """Incidents that have a value."""
    not_recorded: int
    """Incidents that should have one and do not."""
    median: float | None
    """None when no incident has a value."""
    least: float | None
    most: float | None

    def say(self, value: float | None) -> str:
        """One of its values, as people read it."""
        if value is None:
            return "-"
        if self.unit == "s":
            return spell(value)
        return f"{value:.0f} %" if self.unit == "%" else f"{value:g}"

    @property
    def range(self) -> str:
        """`7 s to 5 h 42 min`; one value alone is no range."""
        if self.n < 2:
            return "-"
        return f"{self.say(self.least)} to {self.say(self.most)}"


def figures_of(accounts: Sequence[Sequence[Metric]]) -> tuple[Figure, ...]:
    """Every metric that any of the incidents has, in the order of the reviews."""
    series: dict[str, list[Metric]] = {}
    for metrics in accounts:
        for metric in metrics:
            series.setdefault(metric.id, []).append(metric)
    return tuple(map(_figure, series.values()))


def _figure(metrics: Sequence[Metric]) -> Figure:
    found = [_value(metric) for metric in metrics]
    values = sorted(value for value in found if value is not None)
    newest = metrics[-1]
    return Figure(
        newest.id,
        newest.title,
        newest.definition,
        _unit(metrics),
        len(values),
        len(found) - len(values),
        round(median(values), 3) if values else None,
        values[0] if values else None,
        values[-1] if values else None,
    )


def _value(metric: Metric) -> float | None:
    if metric.seconds is not None:
        return round(metric.seconds, 3)
    if metric.number is None or metric.of == 0:
        return None
    return float(metric.number) if metric.of is None else round(100 * metric.number / metric.of, 1)


def _unit(metrics: Sequence[Metric]) -> Unit:
    if any(metric.seconds is not None for metric in metrics):
        return "s"
    if any(metric.of is not None for metric in metrics):
        return "%"
    return "" if any(metric.number is not None for metric in metrics) else "s"
