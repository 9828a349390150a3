"""The `latency` probe: short rounds on a fixed schedule, statistics over the rounds of the last ten minutes."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

from cio_tui.core.percentiles import spread_of
from cio_tui.core.probe import LatencyTarget
from cio_tui.core.reading import NOT_CONFIGURED
from cio_tui.core.text import clean_line
from cio_tui.probes.exchange import Request
from cio_tui.probes.http_evidence import exchange_evidence
from cio_tui.probes.latency_round import IN_FLIGHT, Tick, is_answered, perform
from cio_tui.probes.latency_series import Series
from cio_tui.probes.sampling import sampled, unmeasured

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cio_tui.core.percentiles import Spread
    from cio_tui.core.probe import Probe
    from cio_tui.core.reading import Json, Sample, Value
    from cio_tui.probes.ground import Ground
    from cio_tui.probes.latency_round import Round

MOST_SHOWN = 120
"""Samples kept as evidence; the widest sparkline has 60 cells."""


async def measure(probe: Probe, ground: Ground) -> Sample:
    """One round within the probe's timeout, added to the probe's series."""
    target = probe.target
    if not isinstance(target, LatencyTarget):
        raise TypeError(probe.kind)
    url = ground.locate(target.url)
    if url is None:
        return unmeasured(probe, ground, NOT_CONFIGURED)
    taken = await perform(ground, Request("GET", url), target, probe.timeout)
    series = ground.memory.of(probe.id, Series)
    lost = [] if is_answered(taken.cold) else [Tick(is_sent=True, is_cut=taken.is_cut)]
    series.add(ground.mono(), [*lost, *taken.ticks])
    spread = spread_of(series.times)
    fields = {
        **_fields(taken, spread),
        "lost": series.lost,
        "rate_failed": _rounded(series.rate_failed, 4),
    }
    return sampled(
        probe,
        ground,
        fields,
        clean_line(", ".join([*_times(taken, spread, ground), *_gaps(series, spread.n, probe.timeout)])),
        _detail(taken, series.times, ground),
    )


def _fields(taken: Round, spread: Spread) -> dict[str, Value | None]:
    cold_ms = taken.cold.ms if is_answered(taken.cold) else None
    is_answering = bool(taken.answered) or cold_ms is not None
    return {
        "ok": is_answering,
        "error": "none" if is_answering else taken.last.error or "none",
        "ms": _rounded(median(taken.answered) if taken.answered else cold_ms),
        "n": spread.n,
        "p50_ms": _rounded(spread.p50_ms),
        "p90_ms": _rounded(spread.p90_ms),
        "p99_ms": _rounded(spread.p99_ms),
        "max_ms": _rounded(spread.max_ms),
        "jitter_ms": _rounded(spread.jitter_ms),
        "cold_ms": _rounded(cold_ms),
    }


def _gaps(series: Series, answered: int, seconds: float) -> Iterator[str]:
    """`2 of 80 lost`; what was cut or never sent is said apart from that."""
    if failed := series.failed:
        yield f"{failed} of {answered + failed + series.unfinished} lost"
    if unfinished := series.unfinished:
        yield f"{unfinished} not finished within their round's {seconds:g} s"
    if unsent := series.unsent:
        yield f"{unsent} not sent, for {IN_FLIGHT} were under way"


def _times(taken: Round, spread: Spread, ground: Ground) -> Iterator[str]:
    """`p50 55 ms`, `p90 61 ms`, `cold 160 ms`, or why nothing came back."""
    if not (taken.answered or is_answered(taken.cold)):
        yield ground.redact(taken.last.cause or f"it answers {taken.last.status}")
        return
    times = {"p50": spread.p50_ms, "p90": spread.p90_ms, "p99": spread.p99_ms}
    if spread.p90_ms is None:
        times["max"] = spread.max_ms
    times["cold"] = taken.cold.ms if is_answered(taken.cold) else None
    yield from (f"{name} {ms:.0f} ms" for name, ms in times.items() if ms is not None)


def _detail(taken: Round, times: Sequence[float | None], ground: Ground) -> dict[str, Json]:
    return {
        **exchange_evidence(taken.last, ground),
        "samples": [_rounded(ms) for ms in times[-MOST_SHOWN:]],
        "round": [_rounded(tick.ms) for tick in taken.ticks],
        "unsent": sum(not tick.is_sent for tick in taken.ticks),
        "unfinished": taken.is_cut + sum(tick.is_cut for tick in taken.ticks),
        "phases": {step: round(ms, 2) for step, ms in taken.cold.timeline.phases.items()},
        "status": taken.last.status,
        "connections": taken.opened,
        "lag_ms": _rounded(taken.lag_ms),
    }


def _rounded(value: float | None, digits: int = 1) -> float | None:
    return None if value is None else round(value, digits)
