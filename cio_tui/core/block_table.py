"""One block as the plain table it is: enough for a list of incidents, and cheap to import."""

from __future__ import annotations

import tomli

Table = dict[str, object]


class Unreadable(ValueError):
    """A block that holds no event, as a sentence."""


def decode_table(block: bytes) -> Table:
    """The keys of a block as they stand, not yet cleaned. Raises Unreadable."""
    try:
        document = tomli.loads(block.decode())
    except (ValueError, RecursionError) as error:  # not UTF-8, not TOML, or nested to break a parser
        raise Unreadable(f"A block is not TOML: {str(error)[:200]}.") from None
    match document:
        case {"event": [dict() as table]} if len(document) == 1:
            return table
        case _:
            raise Unreadable("A block holds something else than one event.")
