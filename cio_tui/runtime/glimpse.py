"""What a long log says at first sight: where the incident stands, not yet how it came there.

Parsing 10,000 events takes half a second. The newest, and the few that place them, are enough for a first screen.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.codec import decode
from cio_tui.core.fold import apply
from cio_tui.core.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from cio_tui.core.log import Log
    from cio_tui.core.record import Recorded
    from cio_tui.core.runbook import Runbook

RESUMED = b'\nkind = "incident.resumed"\n'
PLACES = (b"\nbook = ", b'\nkind = "step.entered"\n', b'\nkind = "severity.changed"\n')
"""Lines of events of which the newest one says where the incident stands. No text can hold a line of its own."""


def glimpse(books: Mapping[str, Runbook], log: Log, newest: Sequence[Recorded]) -> Session:
    """The session as far as a few events tell: clock, book, step and severity are right, marks are missing."""
    first = log.seq - len(newest)
    chosen = sorted({*_clock(log.blocks[:first]), *_places(log.blocks[:first])})
    records = [decode(log.blocks[index], log.digests[index]) for index in chosen]
    return fold(Session(books=books), (*records, *newest))


def fold(session: Session, records: Iterable[Recorded]) -> Session:
    """The session after these events."""
    for recorded in records:
        session = apply(session, recorded)
    return session


def _clock(blocks: Sequence[bytes]) -> set[int]:
    """The opening and, for every later process, its first event and the last one before it: they make the clock."""
    resumed = [index for index, block in enumerate(blocks) if RESUMED in block]
    return {0, *resumed, *(index - 1 for index in resumed)} if blocks else set()


def _places(blocks: Sequence[bytes]) -> set[int]:
    backwards = range(len(blocks) - 1, -1, -1)
    found = (next((index for index in backwards if line in blocks[index]), 0) for line in PLACES)
    return set(found) if blocks else set()
