"""One event as one block of TOML, and back. The classes of `core.events` are the format; nothing is listed twice.

Keys stand in a fixed order, each on one line; what is empty by default is left out. What a newer version wrote is
kept: an unknown kind, or a known one whose values do not fit, as Unrecognized; further keys as `unknown`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.block_table import Unreadable, decode_table, take_envelope
from cio_tui.core.chain import GENESIS, MAX_BLOCK, seal
from cio_tui.core.event_fields import number, own_fields, plain, plain_table, read_event
from cio_tui.core.record import Recorded, Seen
from cio_tui.core.saw_tables import split_saw
from cio_tui.core.times import stamp
from cio_tui.core.toml_line import key, line

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cio_tui.core.block_table import Table

ENVELOPE = ("seq", "at", "mono", "jump_s", "kind", "by", "saw", "chain")
"""Keys of every block; no event may have a field of one of these names."""


def encode(recorded: Recorded, previous: str = GENESIS, continues: str = "") -> tuple[bytes, str]:
    """The block, closing blank line included, and its digest. Raises ValueError when it is too large."""
    block, digest = seal("".join(_lines(recorded)).encode(), previous, continues)
    if len(block) > MAX_BLOCK:
        raise ValueError(
            f"Event {recorded.seq} has {len(block):,} bytes and the log takes {MAX_BLOCK:,}; shorten it."
        )
    return block, digest


def decode(block: bytes, digest: str = "") -> Recorded:
    """The event in a block. Raises Unreadable; whether the chain holds is not asked here."""
    table, seen = _tables(block)
    seq, at, mono, kind, by = take_envelope(table)
    jump, saw, _ = table.pop("jump_s", 0.0), table.pop("saw", {}), table.pop("chain", {})
    event, unknown = read_event(str(plain(kind)), table)
    return Recorded(
        seq=seq,
        at=at,
        mono=number(mono) or 0.0,
        by=str(plain(by)),
        event=event,
        saw=seen or _read_saw(saw),
        digest=digest,
        jump_s=number(jump) or 0.0,
        unknown=unknown,
    )


def _tables(block: bytes) -> tuple[Table, Mapping[str, Seen]]:
    """The block's own keys, and its snapshot where that is not among them."""
    rest, seen = split_saw(block)
    if seen:
        try:
            return decode_table(rest), seen
        except Unreadable:  # what looked like a snapshot was inside something else
            pass
    return decode_table(block), {}


def _lines(recorded: Recorded) -> Iterator[str]:
    yield f"[[event]]\nseq = {recorded.seq}\nat = {stamp(recorded.at)}\n"
    yield line("mono", round(recorded.mono, 3))
    if recorded.jump_s:
        yield line("jump_s", round(recorded.jump_s, 3))
    yield line("kind", recorded.event.kind)
    yield line("by", recorded.by)
    fields = (*own_fields(recorded.event), *recorded.unknown.items())
    yield from {key(name): line(name, value) for name, value in fields if key(name) not in ENVELOPE}.values()
    yield from {key(probe): _seen(probe, seen) for probe, seen in recorded.saw.items()}.values()


def _seen(probe: str, seen: Seen) -> str:
    values = line("verdict", seen.verdict) + line("summary", seen.summary) + line("age_s", seen.age_s)
    return f"[event.saw.{key(probe)}]\n{values}"


def _read_saw(saw: object) -> dict[str, Seen]:
    table = plain_table(saw) if isinstance(saw, dict) else {}
    return {probe: _read_seen(seen) for probe, seen in table.items() if isinstance(seen, dict)}


def _read_seen(seen: Table) -> Seen:
    return Seen(str(seen.get("verdict", "")), str(seen.get("summary", "")), number(seen.get("age_s")) or 0.0)
