"""Whether the log can be written, kept private, and locked."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from cio_tui.runtime.checkup.finding import DEGRADED, FAILING, OK, Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

FULL = 16 << 20
"""Bytes. A log of 10,000 events is 3 MB; an incident with its readings stays below this."""
TIGHT = 256 << 20
SHARED = ("nfs", "nfs4", "cifs", "smb3", "fuse.sshfs")
"""File systems on which a lock taken by another host may not be seen."""


def examine_files(incidents: Path) -> Iterator[Finding]:
    """The folder of the incidents, or where it will be made."""
    standing = next(each for each in (incidents, *incidents.parents) if each.exists())
    if not os.access(standing, os.W_OK | os.X_OK):
        yield Finding(
            "log folder",
            FAILING,
            f"{standing} cannot be written",
            "Allow it, or name another: `dir` under [log].",
        )
    elif standing == incidents and incidents.stat().st_mode & 0o077:
        yield Finding("log folder", DEGRADED, f"others may read {incidents}", f"Run `chmod 700 {incidents}`.")
    else:
        yield Finding("log folder", OK, str(incidents))
    yield _disk(standing)
    kind = _file_system(standing, Path("/proc/self/mounts"))
    if kind in SHARED:
        yield Finding(
            "lock", DEGRADED, f"the log folder is on {kind}", "Let one host at a time hold the pen."
        )


def _disk(folder: Path) -> Finding:
    free = shutil.disk_usage(folder).free
    shown = f"{free >> 20:,} MiB free"
    if free < FULL:
        return Finding("disk", FAILING, shown, "Make room: an incident needs 16 MiB.")
    if free < TIGHT:
        return Finding("disk", DEGRADED, shown, "Make room before an incident does.")
    return Finding("disk", OK, shown)


def _file_system(folder: Path, mounts: Path) -> str:
    """Type of the file system that holds the folder; empty where the host does not say."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return ""
    kinds = {Path(mount.replace("\\040", " ")): kind for _, mount, kind, *_ in map(str.split, lines)}
    resolved = folder.resolve()
    return next((kinds[each] for each in (resolved, *resolved.parents) if each in kinds), "")
