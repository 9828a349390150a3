"""A log as bytes: blocks, each ended by a blank line, and the digest that ties each to all before it.

A block counts only if its closing blank line is there, its number is the next one and its digest fits; it is never
parsed to find that out, so ten thousand events are checked in the time that two hundred take to parse.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

GENESIS = ""
"""What stands for the digest before the first event."""

LOG_SCHEMA = 1
"""Stands in the first event. A log of a higher one is read as far as it can be, and never written to."""

MAX_BLOCK = 262_144
"""Bytes of one event: ten times the longest text it can hold."""

_TABLE = b"[event.chain]\n"
_KIND = b'\nkind = "'
_CONTROL = rb"[\x00-\x09\x0b-\x1f\x7f]"
_SEAL = re.compile(rb'(?:continues = "([a-z0-9.-]+)#(\d+)"\n)?sha256 = "([0-9a-f]{64})"')
_SEQ = rb"\[\[event\]\]\nseq = (\d{1,9})\n"
"""Compiled where it is used, as _CONTROL is: only a damaged log is read that closely."""


class Trace(NamedTuple):
    """The blocks of one file, and how far they hold."""

    blocks: Sequence[bytes]
    """Whole blocks, without their closing blank line."""
    digests: Sequence[str]
    """Of the blocks that hold; shorter than `blocks` when one does not."""
    torn: bytes
    """What stands after the last blank line; empty in a log that was left in peace."""


def link(previous: str, body: bytes) -> str:
    """SHA-256 over the previous digest, in hex, and a block's bytes above its chain table."""
    import hashlib  # it loads OpenSSL: 0.5 × `python -c pass`, and a list without incidents needs none

    return hashlib.sha256(previous.encode() + body).hexdigest()


def seal(body: bytes, previous: str, continues: str = "") -> tuple[bytes, str]:
    """The whole block, closing blank line included, and its digest.

    `continues` names the last event of the file before: `log.toml#41`.
    """
    digest = link(previous, body)
    return body + _TABLE + _links(digest, continues) + b"\n\n", digest


def trace(data: bytes, previous: str = GENESIS, seq: int = 1, origin: str = "") -> Trace:
    """Follow the chain as far as it holds. `origin` is what the first block has to continue."""
    *blocks, torn = data.split(b"\n\n")
    digests: list[str] = []
    for block in blocks:
        digest = _digest_if_it_holds(block, previous, seq, origin)
        if digest is None:
            break
        digests.append(digest)
        previous, seq, origin = digest, seq + 1, ""
    return Trace(blocks, digests, torn)


def _digest_if_it_holds(block: bytes, previous: str, seq: int, origin: str) -> str | None:
    body, _, table = block.rpartition(_TABLE)
    digest = link(previous, body)
    fits = table == _links(digest, origin) and body.startswith(b"[[event]]\nseq = %d\n" % seq)
    return digest if fits and len(block) <= MAX_BLOCK else None


def _links(digest: str, origin: str) -> bytes:
    """The lines of a chain table, without the last newline."""
    return (
        f'continues = "{origin}"\nsha256 = "{digest}"'.encode()
        if origin
        else b'sha256 = "%b"' % digest.encode()
    )


def follows(block: bytes, previous: str, seq: int) -> bool:
    """Whether a block holds as event `seq` after this digest."""
    return _digest_if_it_holds(block, previous, seq, "") is not None


def number(block: bytes) -> int | None:
    """The `seq` a block claims, if it has the shape of one of ours: header, chain table, plain UTF-8."""
    found = re.match(_SEQ, block)
    if not found or not stated(block) or len(block) > MAX_BLOCK or re.search(_CONTROL, block):
        return None
    return int(found[1]) if is_utf8(block) else None


def kind_of(block: bytes) -> str:
    """The kind of a block that holds, read off its bytes: no text stands before that line."""
    start = block.find(_KIND) + len(_KIND)
    return block[start : block.find(b'"', start)].decode(errors="replace") if start >= len(_KIND) else ""


def stated(block: bytes) -> str:
    """The digest a block claims, or an empty string."""
    found = _SEAL.fullmatch(block.rpartition(_TABLE)[2])
    return found[3].decode() if found else ""


def origin(block: bytes) -> tuple[str, int]:
    """The file and event that the first block of a file says it continues; `("", 0)` when it names none."""
    found = _SEAL.fullmatch(block.rpartition(_TABLE)[2])
    return (found[1].decode(), int(found[2])) if found and found[1] else ("", 0)


def is_utf8(data: bytes) -> bool:
    """Whether the bytes are strict UTF-8."""
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True
