"""The snapshot of a block, `[event.saw.PROBE]` tables, read without a TOML parser where they stand as we write them.

They are two thirds of a log's bytes. Anything else than our own shape is left to the parser.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cio_tui.core.record import Seen
from cio_tui.core.text import clean_block

if TYPE_CHECKING:
    from collections.abc import Mapping

_FIRST = b"\n[event.saw."
_CHAIN = b"\n[event.chain]\n"
_TABLE = re.compile(
    r"\[event\.saw\.([A-Za-z0-9_-]{1,64})\]\n"
    r'verdict = "([a-z]{0,16})"\n'
    r'summary = "([^"\\\x00-\x1f\x7f]*)"\n'
    r"age_s = ([0-9]{1,12}\.[0-9]{1,12})\n"
)


def split_saw(block: bytes) -> tuple[bytes, Mapping[str, Seen]]:
    """The block without its snapshot, and the snapshot; the whole block and none where it is not in our shape."""
    start, end = block.find(_FIRST) + 1, block.rfind(_CHAIN) + 1
    if not 0 < start < end:
        return block, {}
    try:
        text = block[start:end].decode()
    except UnicodeDecodeError:
        return block, {}
    found: dict[str, Seen] = {}
    position = 0
    while position < len(text):
        table = _TABLE.match(text, position)
        if table is None or table[1] in found:
            return block, {}
        found[table[1]] = Seen(table[2], clean_block(table[3]), float(table[4]))
        position = table.end()
    return block[:start] + block[end:], found
