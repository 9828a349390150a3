"""Who is in a staged rollout: the first eight hex digits of md5(user id), modulo 100, below the percentage.

The rule is shared with services in other languages, so an id is its bytes: nothing is trimmed, folded or normalized.
Files of millions go through block by block: what is in memory does not depend on their length.
"""

from __future__ import annotations

from hashlib import md5
from typing import TYPE_CHECKING

from cio_tui.core.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

BUCKETS = 100
_ENABLED = b"\tin\n"
LONGEST_LINE = 64 * 1024
"""Bytes; far past any id, so that a file without line ends does not fill the memory."""
_MARK = b"\xef\xbb\xbf"
"""What some editors write before the first line. Read as part of the id it would move that user."""


def bucket(user: bytes) -> int:
    """0 to 99, for ever the same for the same bytes."""
    return int.from_bytes(md5(user, usedforsecurity=False).digest()[:4], "big") % BUCKETS


class Placing:
    """Places user after user, and counts them."""

    def __init__(self, percent: float) -> None:
        """`percent` is 0 to 100: who is in a bucket below it is in."""
        self._tails = [
            b"\t%d%s" % (number, _ENABLED if number < percent else b"\tout\n") for number in range(BUCKETS)
        ]
        self.users = 0
        self.enabled = 0

    def rows(self, blocks: Iterable[bytes]) -> Iterator[bytes]:
        """`USER<tab>BUCKET<tab>in|out` for each line of the blocks that is not blank. Raises UserError."""
        tails, most, number = self._tails, BUCKETS, int.from_bytes  # local: this loop is most of the time
        for users in _lines(blocks):
            rows = b"".join(
                [
                    user + tails[number(md5(user, usedforsecurity=False).digest()[:4], "big") % most]
                    for user in users
                ]
            )
            self.users += len(users)
            self.enabled += rows.count(_ENABLED)
            yield rows


def _lines(blocks: Iterable[bytes]) -> Iterator[list[bytes]]:
    """The whole lines of each block, without their ends."""
    rest, is_first = b"", True
    for block in blocks:
        text = rest + block
        if is_first and len(text) >= len(_MARK):
            text, is_first = text.removeprefix(_MARK), False
        *lines, rest = text.split(b"\n")
        if len(rest) > LONGEST_LINE:
            raise UserError(f"A line is longer than {LONGEST_LINE:,} bytes. Give one user id a line.")
        yield _ids(lines)
    yield _ids([rest])


def _ids(lines: list[bytes]) -> list[bytes]:
    return [user for line in lines if (user := line.removesuffix(b"\r"))]
