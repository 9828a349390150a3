"""What is wrong with a log, where it begins, and in which words. Only finds and names; nothing is repaired here."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from cio_tui.core.chain import MAX_BLOCK, follows, is_utf8, number, stated

if TYPE_CHECKING:
    from collections.abc import Sequence

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
        sentence = f"The log ends in {len(rest):,} bytes that are no whole event {seq}: a write was cut off."
        return Damage("torn", seq, sentence)
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


def gap(seq: int, claimed: int) -> Damage:
    """Events that are not there although later ones are."""
    which = f"Event {seq} is" if claimed == seq + 1 else f"Events {seq} to {claimed - 1} are"
    return Damage("missing", seq, f"{which} missing: event {claimed} follows event {seq - 1}.")


def _misplaced(claimed: int, claims: Sequence[int | None], seq: int) -> Damage:
    if claimed < seq:
        return Damage("foreign", seq, f"Event {claimed} stands a second time, where event {seq} should be.")
    if seq in claims:
        return Damage("reordered", seq, f"Event {claimed} stands before event {seq}.")
    return gap(seq, claimed)
