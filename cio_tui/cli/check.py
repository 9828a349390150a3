"""`cio-tui check`: every probe once, concurrently. What is not configured is said, and counts for nothing."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING

from cio_tui.cli.exit_codes import ExitCode, code_of

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Mapping, Sequence

    from cio_tui.cli.output import Output
    from cio_tui.core.probe import Probe
    from cio_tui.core.reading import Reading
    from cio_tui.runtime.workplace import Workplace

WORST_FIRST = ("failing", "unknown", "degraded", "ok")
_NOT_KNOWN = re.compile(r"[\w.-]+ not known")
WATCH_EVERY = 15.0
"""Seconds between sweeps with `--watch`."""


def configure(parser: ArgumentParser) -> None:
    """[PROBE…], `--json`, `--watch`, `--strict`."""
    parser.add_argument(
        "probes", nargs="*", metavar="PROBE", help="ids, each shown in detail; all of them by default"
    )
    parser.add_argument("--json", action="store_true", help="one JSON document")
    parser.add_argument("--watch", action="store_true", help=f"again every {WATCH_EVERY:g} s, until ctrl-c")
    parser.add_argument("--strict", action="store_true", help="degraded counts as failing")


def run(arguments: Namespace, output: Output) -> int:
    """1 if anything configured is failing, else 3 if anything is unknown, else 0."""
    from cio_tui.cli.walking import online_workplace

    place = online_workplace(arguments.config)
    import asyncio

    from cio_tui.runtime.shared_probes import shared_probes  # 12 ms, while the trust store is read

    probes = shared_probes(place.library, arguments.probes)
    place.ground.load({probe.kind for probe in probes.values()})
    return asyncio.run(_check(place, probes, output, arguments))


async def _check(place: Workplace, probes: Mapping[str, Probe], output: Output, arguments: Namespace) -> int:
    import asyncio

    from cio_tui.runtime.sweep import sweep

    while True:
        readings = await sweep(probes.values(), place.ground, place.values)
        if arguments.json:
            output.write_json("check", _document(place, probes, readings, detailed=bool(arguments.probes)))
        else:
            _write_table(output, probes, readings)
            if arguments.probes:
                _write_details(output, readings)
        if not arguments.watch:
            return _exit_code(readings, strict=arguments.strict)
        await asyncio.sleep(WATCH_EVERY)


def _counted(readings: Sequence[Reading]) -> list[str]:
    """Verdicts of what is configured."""
    return [reading.verdict.value for reading in readings if reading.counts]


def _exit_code(readings: Sequence[Reading], *, strict: bool) -> ExitCode:
    verdicts = _counted(readings)
    if strict and "degraded" in verdicts:
        return ExitCode.FAILING
    return code_of(verdicts or ["unknown"])


def _document(
    place: Workplace, probes: Mapping[str, Probe], readings: Sequence[Reading], *, detailed: bool
) -> dict[str, object]:
    verdicts = _counted(readings)
    return {
        "at": place.clock.now(),
        "region": place.region,
        "label": place.label,
        "verdict": min(verdicts, key=WORST_FIRST.index, default="unknown"),
        "probes": [
            _entry(probe, reading) | ({"detail": reading.sample.detail} if detailed else {})
            for probe, reading in zip(probes.values(), readings, strict=True)
        ],
    }


def _entry(probe: Probe, reading: Reading) -> dict[str, object]:
    sample = reading.sample
    return {
        "id": probe.id,
        "kind": probe.kind.value,
        "title": probe.title,
        "verdict": reading.verdict.value,
        "reasons": list(reading.reasons),
        "summary": sample.summary,
        "ms": sample.fields.get("ms"),
        "at": sample.at,
        "fields": {**sample.fields, "verdict": reading.verdict.value},
    }


def _write_table(output: Output, probes: Mapping[str, Probe], readings: Sequence[Reading]) -> None:
    from cio_tui.cli.marks import MARKS

    rows = [
        (MARKS[reading.verdict.value], probe.title, reading.sample.summary, "; ".join(_because(reading)))
        for probe, reading in zip(probes.values(), readings, strict=True)
    ]
    output.write_table(("", "probe", "what it saw", "because"), rows)


def _write_details(output: Output, readings: Sequence[Reading]) -> None:
    from cio_tui.cli.check_detail import detail_rows

    for reading in readings:
        if rows := detail_rows(reading.sample):
            output.write_line()
            output.write_table((reading.sample.probe, ""), rows)


def _because(reading: Reading) -> Sequence[str]:
    """Reasons of what is not all right, without what the summary says already.

    Of a probe that is unknown, each missing value once: its rules all fail for the same want, five lines for one.
    """
    reasons = [reason for reason in reading.reasons if reason != reading.sample.summary]
    if reading.verdict.value == "unknown":
        missing = (_NOT_KNOWN.findall(reason) or [reason] for reason in reasons)
        return tuple(dict.fromkeys(chain.from_iterable(missing)))
    return reasons if reading.sample.fields else ()
