"""One block as the plain table it is: enough for a list of incidents, and cheap to import."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cio_tui.core.times import is_moment

if TYPE_CHECKING:
    from datetime import datetime

Table = dict[str, object]


class Unreadable(ValueError):
    """A block that holds no event, as a sentence."""


def decode_table(block: bytes) -> Table:
    """The keys of a block as they stand, not yet cleaned. Raises Unreadable."""
    import tomli  # compiled, but 0.15 × `python -c pass`, and a list without incidents needs none

    try:
        document = tomli.loads(block.decode())
    except (ValueError, RecursionError) as error:  # not UTF-8, not TOML, or nested to break a parser
        raise Unreadable(f"A block is not TOML: {str(error)[:200]}.") from None
    match document:
        case {"event": [dict() as table]} if len(document) == 1:
            return table
        case _:
            raise Unreadable("A block holds something else than one event.")


class Envelope(NamedTuple):
    """What every event has."""

    seq: int
    at: datetime
    mono: object
    kind: object
    by: object


def take_envelope(table: Table) -> Envelope:
    """Take it out of the table. Raises Unreadable when there is none."""
    try:
        seq, at, *others = (table.pop(name) for name in Envelope._fields)
    except KeyError as error:
        raise Unreadable(f"A block has no {error}.") from None
    if not isinstance(seq, int) or not is_moment(at):
        raise Unreadable("A block has no number, or no time.")
    return Envelope(seq, at, *others)
