from __future__ import annotations

from pathlib import Path

import pytest

from cio_tui.core.damage import name_damage
from cio_tui.core.log import Log, join

DATA = (Path(__file__).parents[1] / "data/logs/schema-1.toml").read_bytes()
BLOCKS = [block + b"\n\n" for block in DATA.split(b"\n\n")[:-1]]


def read(data: bytes) -> Log:
    return join([("log.toml", data)])


def damaged(blocks: list[bytes]) -> tuple[str, int, int]:
    """The kind of damage, the event it begins at, and how many events hold."""
    log = read(b"".join(blocks))
    assert log.damage is not None
    return log.damage.kind, log.damage.seq, log.seq


CASES = {
    "a word changed": ([*BLOCKS[:8], BLOCKS[8].replace(b"Queue", b"Quiet"), *BLOCKS[9:]], ("edited", 9, 8)),
    "the last event changed": ([*BLOCKS[:-1], BLOCKS[-1].replace(b"rest", b"best")], ("edited", 38, 37)),
    "a digest changed": ([BLOCKS[0].replace(b'sha256 = "8', b'sha256 = "7'), *BLOCKS[1:]], ("edited", 1, 0)),
    "a number changed": ([BLOCKS[0].replace(b"seq = 1\n", b"seq = 7\n"), *BLOCKS[1:]], ("edited", 1, 0)),
    "a key added below the chain": (
        [*BLOCKS[:4], BLOCKS[4][:-1] + b"x = 1\n\n", *BLOCKS[5:]],
        ("foreign", 5, 4),
    ),
    "one event left out": ([*BLOCKS[:4], *BLOCKS[5:]], ("missing", 5, 4)),
    "several left out": ([*BLOCKS[:4], *BLOCKS[9:]], ("missing", 5, 4)),
    "the first left out": (BLOCKS[1:], ("missing", 1, 0)),
    "two swapped": ([*BLOCKS[:4], BLOCKS[5], BLOCKS[4], *BLOCKS[6:]], ("reordered", 5, 4)),
    "one moved to the end": ([*BLOCKS[:4], *BLOCKS[5:], BLOCKS[4]], ("reordered", 5, 4)),
    "one repeated": ([*BLOCKS[:9], BLOCKS[3], *BLOCKS[9:]], ("foreign", 10, 9)),
    "somebody else's text inserted": ([*BLOCKS[:9], b"hello\n\n", *BLOCKS[9:]], ("foreign", 10, 9)),
    "a blank line inserted": ([*BLOCKS[:9], b"\n", *BLOCKS[9:]], ("edited", 10, 9)),
    "bytes that are not UTF-8": ([*BLOCKS[:9], b"\xff\xfe\n\n", *BLOCKS[9:]], ("not UTF-8", 10, 9)),
    "a huge block": ([*BLOCKS[:9], b"#" * 300_000 + b"\n\n", *BLOCKS[9:]], ("too large", 10, 9)),
    "cut off inside": ([*BLOCKS[:9], BLOCKS[9][:-40]], ("torn", 10, 9)),
    "zeros after a power cut": ([*BLOCKS[:9], b"\0" * 512], ("torn", 10, 9)),
    "rubbish with blank lines": ([*BLOCKS[:9], b"\x93\n\n\x07\x00\n\n\xaa"], ("torn", 10, 9)),
    "another program's": ([b"{}\n" * 40], ("foreign", 1, 0)),
    "the beginning of the first": ([BLOCKS[0][:5]], ("torn", 1, 0)),
    "zeros alone": ([b"\0" * 90], ("torn", 1, 0)),
    "half zeros": ([*BLOCKS[:9], BLOCKS[9][:60] + b"\0" * 90 + BLOCKS[9][150:]], ("torn", 10, 9)),
}


@pytest.mark.parametrize(("blocks", "expected"), CASES.values(), ids=CASES.keys())
def test_damage_is_found_where_it_begins_and_named(
    blocks: list[bytes], expected: tuple[str, int, int]
) -> None:
    assert damaged(blocks) == expected


def test_the_sentence_says_which_event() -> None:
    assert name_damage(BLOCKS[9], 5).sentence == "Events 5 to 9 are missing: event 10 follows event 4."
    assert name_damage(BLOCKS[5], 5).sentence == "Event 5 is missing: event 6 follows event 4."
    assert name_damage(BLOCKS[2], 5).sentence == "Event 3 stands a second time, where event 5 should be."
    assert "132 bytes" in name_damage(b"x" * 132, 5).sentence


@pytest.mark.parametrize("mask", [0x01, 0x20, 0x80])
def test_no_changed_byte_goes_unnoticed(mask: int) -> None:
    """Every byte of a log with every kind of event, flipped in three ways."""
    events = DATA.count(b"[[event]]")
    missed = []
    for place in range(len(DATA)):
        flipped = bytearray(DATA)
        flipped[place] ^= mask
        log = read(bytes(flipped))
        if log.damage is None or log.seq >= events:
            missed.append(place)
    assert missed == []


def test_a_log_cut_at_any_byte_keeps_every_whole_event_and_invents_none() -> None:
    ends = [sum(map(len, BLOCKS[:count])) for count in range(len(BLOCKS) + 1)]
    for cut in range(len(DATA) + 1):
        log = read(DATA[:cut])
        whole = sum(end <= cut for end in ends) - 1
        assert log.seq == whole
        assert log.length == ends[whole]
        assert (log.damage is None) == (cut in ends)
        assert log.damage is None or log.damage.kind == "torn"
