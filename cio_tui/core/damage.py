"""What is wrong with a log, where it begins, and in which words. Only finds and names; nothing is repaired here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from cio_tui.core.chain import MAX_BLOCK, follows, is_utf8, number, stated

if TYPE_CHECKING:
    from collections.abc import Sequence

_BEGINNING = b"[[event]]\nseq = "
"""Of every block."""

DamageKind = Literal["edited", "missing", "reordered", "torn", "foreign", "not UTF-8", "too large"]


class Damage(NamedTuple):
    """The first place where a log does not hold; everything before it does."""

    kind: DamageKind
    seq: int
    """The event that should stand there."""
    sentence: str


def name_damage(rest: bytes, seq: int) -> Damage:
    """Why what follows the last good event does not hold as event `seq`."""
    *blocks, _ = rest.split(b"\n\n")
    claims = [number(block) for block in blocks]
    if not any(claims):  # nothing in it has ever been an event
        return _unfinished(rest, seq)
    if len(blocks[0]) > MAX_BLOCK:
        return Damage(
            "too large", seq, f"What stands where event {seq} should be has {len(blocks[0]):,} bytes."
        )
    if not is_utf8(blocks[0]):
        return Damage("not UTF-8", seq, f"What stands where event {seq} should be is not UTF-8 text.")
    if claims[0] == seq or (len(blocks) > 1 and follows(blocks[1], stated(blocks[0]), seq + 1)):
        return Damage(
            "edited", seq, f"Event {seq} was changed after it was written: its digest does not fit."
        )
    if claims[0] is None:
        return Damage("foreign", seq, f"What stands where event {seq} should be is no event of cio-tui.")
    return _misplaced(claims[0], claims, seq)


def _unfinished(rest: bytes, seq: int) -> Damage:
    """A tail without a whole event. After events that hold it is set aside, whoever wrote it; a log of nothing else
    is none of ours, unless a crash left zeros or a part of the first event."""
    size = f"{len(rest):,} {'byte' if len(rest) == 1 else 'bytes'}"
    if not rest.strip(b"\0"):
        zeros = f"The log ends in {len(rest):,} zeros where event {seq} should be, as a machine leaves that lost power."
        return Damage("torn", seq, zeros)
    if rest.startswith(_BEGINNING[: len(rest)]):
        return Damage(
            "torn", seq, f"The log ends in {size} that are no whole event {seq}: a write was cut off."
        )
    if seq > 1:
        return Damage(
            "torn", seq, f"The log ends in {size} that are no event {seq} and do not begin like one."
        )
    crlf = (
        " Its lines end in CR LF: a transfer changed it; `tr -d '\\r'` may bring it back."
        if b"\r\n" in rest
        else ""
    )
    return Damage("foreign", seq, f"This is no log of cio-tui: {size} that do not begin with an event.{crlf}")


def gap(seq: int, claimed: int) -> Damage:
    """Events that are not there although later ones are."""
    which = f"Event {seq} is" if claimed == seq + 1 else f"Events {seq} to {claimed - 1} are"
    where = f"event {claimed} follows event {seq - 1}" if seq > 1 else f"the log begins with event {claimed}"
    return Damage("missing", seq, f"{which} missing: {where}.")


def _misplaced(claimed: int, claims: Sequence[int | None], seq: int) -> Damage:
    if claimed < seq:
        return Damage("foreign", seq, f"Event {claimed} stands a second time, where event {seq} should be.")
    if seq in claims:
        return Damage("reordered", seq, f"Event {claimed} stands before event {seq}.")
    return gap(seq, claimed)
