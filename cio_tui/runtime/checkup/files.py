"""Whether the log can be written, kept private, and locked."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from cio_tui.runtime.checkup.finding import DEGRADED, FAILING, OK, Finding
from cio_tui.runtime.log_place import caution_about

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

FULL = 16 << 20
"""Bytes. A log of 10,000 events is 3 MB; an incident with its readings stays below this."""
TIGHT = 256 << 20


def examine_files(incidents: Path) -> Iterator[Finding]:
    """The folder of the incidents, or where it will be made."""
    standing = next(each for each in (incidents, *incidents.parents) if each.exists())
    if not os.access(standing, os.W_OK | os.X_OK):
        remedy = "Allow it, or name another: `dir` under [log]."
        yield Finding("log folder", FAILING, f"{standing} cannot be written", remedy)
    elif standing == incidents and incidents.stat().st_mode & 0o077:
        yield Finding("log folder", DEGRADED, f"others may read {incidents}", f"Run `chmod 700 {incidents}`.")
    else:
        yield Finding("log folder", OK, str(incidents))
    yield _disk(standing)
    caution = caution_about(str(standing))
    if caution:
        yield Finding("lock", DEGRADED, caution)


def _disk(folder: Path) -> Finding:
    free = shutil.disk_usage(folder).free
    shown = f"{free >> 20:,} MiB free"
    if free < FULL:
        return Finding("disk", FAILING, shown, "Make room: an incident needs 16 MiB.")
    if free < TIGHT:
        return Finding("disk", DEGRADED, shown, "Make room before an incident does.")
    return Finding("disk", OK, shown)
