"""Reads the newest 200 events of a long log, alternating with reading all of them."""

import json
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cio_tui.core.chain import GENESIS
from cio_tui.core.codec import encode
from cio_tui.core.events import Note
from cio_tui.core.record import Recorded, Seen
from cio_tui.runtime.incident_folder import create_incident
from cio_tui.runtime.log_reader import read_history

NEWEST = 200
AT = datetime(2026, 11, 21, 20, 21, 7, tzinfo=UTC)
SAW = {"track": Seen("failing", "503 in 212 ms", 4.1)}


def write_log(path: Path, count: int) -> None:
    digest, blocks = GENESIS, []
    for seq in range(1, count + 1):
        record = Recorded(
            seq, AT + timedelta(seconds=seq), float(seq), "amira", Note(f"still 503, try {seq}"), SAW
        )
        block, digest = encode(record, digest)
        blocks.append(block)
    path.write_bytes(b"".join(blocks))


def timed(newest: int | None) -> float:
    begin = time.perf_counter()
    read_history(folder, newest)
    return time.perf_counter() - begin


folder = create_incident(sys.argv[1], AT)
write_log(Path(folder.log()), int(sys.argv[2]))
ours, floor = [], []
for _ in range(int(sys.argv[3])):
    ours.append(timed(NEWEST))
    floor.append(timed(None))
print(json.dumps({"ours": ours, "floor": floor}))
