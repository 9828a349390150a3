"""Writes incidents from a stored drill: a thousand of 150 events below one folder, a huge one below another."""

import json
import sys
from datetime import timedelta
from pathlib import Path

from cio_tui.core.chain import GENESIS, trace
from cio_tui.core.codec import decode, encode
from cio_tui.core.times import stamp

COUNT, EVENTS = 1_000, 150
HUGE, SAMPLES = 10_000, 50_000


def write(folder: Path, events: int) -> None:
    """An incident that opens and closes as the drill did, with what happened in between over and over."""
    folder.mkdir(parents=True, mode=0o700)
    first, *middle, last = RECORDS
    told = [first, *(middle[number % len(middle)] for number in range(events - 2)), last]
    digest, blocks = GENESIS, []
    for seq, recorded in enumerate(told, 1):
        event = recorded.event._replace(incident=folder.name, mode="live") if seq == 1 else recorded.event
        at = first.at + timedelta(seconds=seq)
        block, digest = encode(
            recorded._replace(seq=seq, at=at, mono=float(seq), event=event, jump_s=0.0), digest
        )
        blocks.append(block)
    (folder / "log.toml").write_bytes(b"".join(blocks))
    (folder / "runbook.toml").write_bytes((DRILL / "runbook.toml").read_bytes())


def samples(count: int) -> str:
    lines = []
    for number in range(count):
        ms, failing = 40 + number % 90, number % 7 == 0
        sample = {
            "verdict": "failing" if failing else "ok", "at": stamp(RECORDS[0].at + timedelta(seconds=number / 5)),
            "mono": number / 5, "probe": ("track", "app", "status")[number % 3],
            "summary": "503" if failing else f"200 in {ms} ms", "reasons": ["status not in [200]"] if failing else [],
            "fields": {"ok": not failing, "ms": ms, "status": 503 if failing else 200}, "detail": {},
        }  # fmt: skip
        lines.append(json.dumps(sample, separators=(",", ":")))
    return "\n".join(lines) + "\n"


DRILL, MANY, ONE = map(Path, sys.argv[1:])
RECORDS = [decode(block) for block in trace((DRILL / "log.toml").read_bytes()).blocks]
for index in range(COUNT):
    letters = "abcdefghjk"
    name = f"INC-2026{1 + index % 12:02}{1 + index % 28:02}-{index % 24:02}{index % 60:02}"
    write(MANY / f"{name}-{letters[index // 10 % 10]}{letters[index % 10]}{index}", EVENTS)
write(ONE / "INC-20261121-2021-k7", HUGE)
(ONE / "INC-20261121-2021-k7" / "readings.jsonl").write_text(samples(SAMPLES))
