"""Which value of a probe a chart shows, in which unit, and from which number on the book calls it bad."""

from __future__ import annotations

from math import isfinite
from typing import TYPE_CHECKING, NamedTuple

from cio_tui.core.expr.tree import Comparison, Constant, Name
from cio_tui.core.probe import COMMON, PUBLISHED, Probe, ProbeKind, Unit

if TYPE_CHECKING:
    from cio_tui.core.expr import Expression
    from cio_tui.core.reading import Value

CHARTED = {
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

LABELS = {Unit.MILLISECONDS: "ms", Unit.SECONDS: "s", Unit.DAYS: "d", Unit.SHARE: "%"}


class Scale(NamedTuple):
    """What is drawn of a probe."""

    field: str
    unit: str
    threshold: float | None
    factor: float = 1.0
    """From the published value to the drawn one: a share is drawn in per cent."""

    def of(self, value: Value | None) -> float | None:
        """The drawn number; None when there is none."""
        if isinstance(value, bool) or not isinstance(value, int | float):
            return None
        return value * self.factor if isfinite(value) else None


PLAIN = Scale("ms", "ms", None)
"""Of a probe that no pinned book knows."""


def scale_of(probe: Probe) -> Scale:
    """From the rules that compare one value with a number: the degraded ones first, then the failing.

    The first such rule says which value is drawn; the first with a number written in the book where the line is.
    """
    limits = [limit for rule in (*probe.degraded, *probe.failing) if (limit := _limit(rule))]
    limits = [limit for limit in limits if limit[0] != "status"]
    if not limits:
        return _scale(probe, CHARTED[probe.kind], None)
    field = limits[0][0]
    numbers = (number for name, number in limits if name == field and number is not None)
    return _scale(probe, field, next(numbers, None))


def _scale(probe: Probe, field: str, threshold: float | None) -> Scale:
    unit = {**COMMON, **PUBLISHED[probe.kind]}.get(field, Unit.ANY)
    is_share = unit is Unit.SHARE or (unit is Unit.ANY and field.endswith("rate"))
    factor = 100.0 if is_share else 1.0
    label = "%" if is_share else LABELS.get(unit, "")
    return Scale(field, label, None if threshold is None else threshold * factor, factor)


def _limit(rule: Expression) -> tuple[str, float | None] | None:
    """The name and the number of `name > number`; the number is None where it is a setting, which no log holds."""
    match rule.tree:
        case Comparison(">" | ">=", Name(text=name), Constant(value)) if _is_number(value):
            return name, float(value)
        case Comparison(">" | ">=", Name(text=name), Name()):
            return name, None
        case _:
            return None


def _is_number(value: Value) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
