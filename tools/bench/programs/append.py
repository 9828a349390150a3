"""Appends notes to a journal, alternating with a bare write and fsync of the same bytes to a file beside it."""

import asyncio
import json
import os
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from cio_tui.core.events import Note
from cio_tui.core.record import Recorded, Seen
from cio_tui.runtime.incident_folder import create_incident
from cio_tui.runtime.journal import Journal
from cio_tui.runtime.pen import Holder

SAW = {name: Seen("failing", "503 in 212 ms", 4.1) for name in ("track", "app", "status")}


def note(seq: int) -> Recorded:
    return Recorded(
        seq, datetime.now(UTC), float(seq), "amira", Note(f"still 503 from both regions, try {seq}"), SAW
    )


async def measure(root: str, count: int) -> dict[str, list[float]]:
    folder = create_incident(root, datetime.now(UTC))
    journal = Journal.open_new(folder, Holder("amira", "bench", os.getpid(), "2026-11-21T20:21:07.114Z"))
    log = Path(folder.log())
    bare = os.open(Path(root) / "bare", os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    ours, floor = [], []
    for seq in range(1, count + 1):
        before = log.stat().st_size
        begin = time.perf_counter()
        await journal.append([note(seq)])
        ours.append(time.perf_counter() - begin)
        block = log.read_bytes()[before:]
        begin = time.perf_counter()
        os.write(bare, block)
        os.fsync(bare)
        floor.append(time.perf_counter() - begin)
    journal.close()
    return {"ours": ours, "floor": floor}


print(json.dumps(asyncio.run(measure(sys.argv[1], int(sys.argv[2])))))
