"""`rollout gate`: 0 to go on, 1 to roll back, 3 to hold because something is behind or could not be told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.cli.exit_codes import ExitCode

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Mapping

    from cio_tui.cli.output import Output
    from cio_tui.core.probe import Probe
    from cio_tui.core.reading import Reading
    from cio_tui.customerio.api_errors import AppApiError
    from cio_tui.customerio.finding import Finding
    from cio_tui.customerio.rollout_gate import Totals
    from cio_tui.runtime.workplace import Workplace

PROBES = ("track", "app", "errors", "latency", "queue", "webhook", "delivery")
CALLS = 20
"""Timed calls: two seconds of them."""
PATIENCE = 40.0
"""Seconds for all numbers of the App API."""
_CODES = {"go": ExitCode.OK, "roll back": ExitCode.FAILING, "hold": ExitCode.UNKNOWN}


def run(arguments: Namespace, output: Output) -> int:
    """Measure, compare, decide."""
    import asyncio

    from cio_tui.cli.investigation import report_investigation
    from cio_tui.cli.walking import online_workplace
    from cio_tui.customerio.finding import worst_first
    from cio_tui.customerio.rollout_gate import decide

    place = online_workplace(arguments.config)
    readings, totals = asyncio.run(_look(place, arguments.window))
    findings = _judged(place, readings, totals, arguments.window)
    decision = decide(findings)
    fields = {
        "at": place.clock.now(),
        "region": place.region,
        "label": place.label,
        "window_s": arguments.window,
        "decision": decision.value,
        "thresholds": {
            name.removeprefix("threshold."): value
            for name, value in place.values.items()
            if name.startswith("threshold.")
        },
    }
    report_investigation("rollout-gate", findings, fields, output, as_json=arguments.json)
    if not arguments.json:
        output.write_line(f"{decision.value}: {_because(worst_first(findings)[0])}")
    return _CODES[decision.value]


def _because(worst: Finding) -> str:
    return (
        "every number is within its limit." if worst.verdict.value == "ok" else f"{worst.check}. {worst.text}"
    )


def _judged(
    place: Workplace, readings: Mapping[str, Reading], totals: Totals | AppApiError, window: float
) -> list[Finding]:
    from datetime import timedelta

    from cio_tui.customerio.api_errors import AppApiError
    from cio_tui.customerio.audit import connection_findings
    from cio_tui.customerio.dates import span
    from cio_tui.customerio.finding import unknown
    from cio_tui.customerio.rollout_gate import Sign, measured_findings, sent_findings

    findings = [*connection_findings(readings), *measured_findings(readings, place.values)]
    if isinstance(totals, AppApiError):
        return [*findings, unknown(Sign.BOUNCES, f"What was sent could not be read. {totals}")]
    return [*findings, *sent_findings(totals, place.values, span(timedelta(seconds=window)))]


async def _look(place: Workplace, window: float) -> tuple[Mapping[str, Reading], Totals | AppApiError]:
    from cio_tui.customerio.api_errors import AppApiError
    from cio_tui.customerio.client import app_api
    from cio_tui.customerio.rollout_totals import read_totals
    from cio_tui.runtime.shared_probes import shared_probes
    from cio_tui.runtime.sweep import sweep

    chosen = map(_timed, shared_probes(place.library, PROBES).values())
    found = dict(zip(PROBES, await sweep(chosen, place.ground, place.values), strict=True))
    try:
        async with app_api(place.ground, PATIENCE) as api:
            return found, await read_totals(api, place.clock.now(), window)
    except AppApiError as error:
        return found, error


def _timed(probe: Probe) -> Probe:
    """The latency probe with more calls than on its timer: there is only this one series."""

    from cio_tui.core.probe import LatencyTarget

    if isinstance(probe.target, LatencyTarget):
        return probe._replace(target=probe.target._replace(samples=CALLS))
    return probe
