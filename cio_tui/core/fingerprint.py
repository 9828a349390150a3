"""Twelve digits of the chain and an event's number, `ad72cef5a1b0#16`: what a message carries out of the tool's reach.

Whoever holds one can tell whether a log still has the history it had then. Nothing inside the log can do that: an
attacker who may write the file can compute a new chain.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from cio_tui.core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Sequence

_WRITTEN = r"(?:log\s+)?([0-9a-f]{8,64})#(\d{1,9})"


class Fingerprint(NamedTuple):
    """The log as it stood after one event."""

    digits: str
    seq: int

    def __str__(self) -> str:
        return f"{self.digits}#{self.seq}"

    @classmethod
    def of(cls, digest: str, seq: int) -> Fingerprint:
        """Of the event with this number and this digest."""
        return cls(digest[:12], seq)


def fingerprint(digests: Sequence[str]) -> Fingerprint:
    """Of a log with these digests; of an empty one nothing but `#0`."""
    return Fingerprint.of(digests[-1] if digests else "", len(digests))


def parse_fingerprint(text: str) -> Fingerprint:
    """As a message carries it, `log ` in front or not. Raises UserError."""
    found = re.fullmatch(_WRITTEN, text.strip().lower())
    if found is None:
        raise UserError(f"`{text}` is no fingerprint; one reads like ad72cef5a1b0#16, as messages carry it.")
    return Fingerprint(found[1], int(found[2]))


def contradiction(given: Fingerprint, digests: Sequence[str]) -> str:
    """Why a log with these digests is not the one the fingerprint was taken of, as a sentence; empty if it is."""
    if given.seq > len(digests):
        return f"{given} was taken after event {given.seq}, but the log ends with event {len(digests)}: it was cut."
    if given.seq and not digests[given.seq - 1].startswith(given.digits):
        return f"{given} does not fit event {given.seq}: the log was rewritten at or before it."
    return ""
