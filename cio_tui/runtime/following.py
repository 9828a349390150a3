"""A reader without the pen sees what the writer sees: its events as they reach the disk, its samples as they are kept.

It asks Customer.io nothing: a second pair of eyes must not double the load in the middle of an outage.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from cio_tui.core.reading import Reading, Sample, Verdict
from cio_tui.runtime.readings_file import read_readings

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cio_tui.core.block_table import Table
    from cio_tui.core.probe import Probe
    from cio_tui.runtime.clock import Clock
    from cio_tui.runtime.incident_folder import IncidentFolder


def kept_readings(folder: IncidentFolder, probes: Mapping[str, Probe], clock: Clock) -> dict[str, Reading]:
    """The newest sample of each of these probes, its age counted by the wall clock."""
    newest: dict[str, Table] = {}
    for table in read_readings(folder):
        newest[str(table.get("probe"))] = table
    found: dict[str, Reading] = {}
    for name, probe in probes.items():
        reading = _reading(newest[name], probe, clock) if name in newest else None
        if reading is not None:
            found[name] = reading
    return found


def _reading(table: Table, probe: Probe, clock: Clock) -> Reading | None:
    """None for a line that another version, or another hand, has written."""
    at, fields, reasons = table.get("at"), table.get("fields"), table.get("reasons")
    if not (isinstance(at, str) and isinstance(fields, dict) and isinstance(reasons, list | tuple)):
        return None
    try:
        measured = datetime.fromisoformat(at)
        verdict = Verdict(str(table.get("verdict")))
    except ValueError:
        return None
    mono = clock.mono() - max(0.0, (clock.now() - measured).total_seconds())
    sample = Sample(probe.id, measured, mono, fields, str(table.get("summary", "")))
    return Reading(sample, verdict, tuple(map(str, reasons)), probe.fresh)
