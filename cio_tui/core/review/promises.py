"""Updates that were promised, against the messages that were sent.

A message keeps the promise that falls due up to GRACE after it, or that fell due before it and was not kept yet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cio_tui.core.events import NotifyDue, NotifySent
from cio_tui.core.review.stretches import ending

if TYPE_CHECKING:
    from cio_tui.core.review.course import Course, Entry

GRACE = 300.0
"""Seconds after which an update is late: writing one takes a minute or two."""


class Promise(NamedTuple):
    """One update that fell due."""

    due: Entry
    kept: Entry | None
    """The message; None when there was none before the next one fell due, or the close."""

    @property
    def late_s(self) -> float:
        """Seconds from when it was due to the message; 0 when it came in time, or not at all."""
        if self.kept is None:
            return 0.0
        late = self.kept.offset_s - self.due.offset_s
        return late if late > GRACE else 0.0


def promises_of(course: Course) -> tuple[Promise, ...]:
    """Each update that fell due, in order. One that has just fallen due is still open and left out."""
    due = [entry for entry in course.entries if isinstance(entry.recorded.event, NotifyDue)]
    sent = [entry for entry in course.entries if isinstance(entry.recorded.event, NotifySent)]
    end = ending(course)
    found: list[Promise] = []
    for number, entry in enumerate(due):
        until = due[number + 1].offset_s if number + 1 < len(due) else end
        kept = next(
            (one for one in sent if entry.offset_s - GRACE <= one.offset_s <= until),
            None,
        )
        if kept is not None or until - entry.offset_s > GRACE:
            found.append(Promise(entry, kept))
    return tuple(found)
