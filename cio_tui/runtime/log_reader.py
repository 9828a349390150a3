"""Reading a log without touching it: as bytes, as its newest events, or whole.

Nothing is repaired and nothing is skipped in silence; what does not hold is named, and kept to be shown.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cio_tui.core.block_table import Unreadable
from cio_tui.core.codec import decode
from cio_tui.core.damage import Damage
from cio_tui.runtime.log_bytes import read_log

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cio_tui.core.log import Log
    from cio_tui.core.record import Recorded
    from cio_tui.runtime.incident_folder import IncidentFolder


class History(NamedTuple):
    """The events of a log that hold, or the newest of them."""

    records: tuple[Recorded, ...]
    damage: Damage | None
    """What ends them early, if anything does."""
    log: Log


def read_history(folder: IncidentFolder, newest: int | None = None) -> History:
    """The events, or so many of the newest. Raises UserError.

    The chain is followed over all of them; only those asked for are parsed, which takes 14 times as long.
    """
    return parse(read_log(folder), newest)


def parse(log: Log, newest: int | None = None) -> History:
    """The events of a log that holds as far as `log.seq`, or so many of the newest."""
    first = 0 if newest is None else max(0, log.seq - newest)
    records: list[Recorded] = []
    for block, digest in zip(log.blocks[first : log.seq], log.digests[first:], strict=True):
        try:
            records.append(decode(block, digest))
        except Unreadable as error:  # the chain holds, so whoever wrote it knew how to compute one
            seq = first + len(records) + 1
            return History(
                tuple(records), Damage("foreign", seq, f"Event {seq} cannot be read. {error}"), log
            )
    return History(tuple(records), log.damage, log)


def read_doubtful(log: Log, after: int | None = None) -> Iterator[Recorded]:
    """What can be read after the damage, or after so many events: to be shown, not to be believed."""
    for block in log.blocks[log.seq if after is None else after :]:
        try:
            yield decode(block)
        except Unreadable:
            continue
