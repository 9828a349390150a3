"""What was said of an event after it: the original always stands, and so do both times.

A note that was added with the time it is about (`incident note --at`) is two events and one statement: that time is
no correction. Only one that lies ahead of the note itself contradicts it, and is shown as the amendment it is.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import UTC, datetime
from itertools import pairwise
from typing import TYPE_CHECKING

from cio_tui.core.events import Amended, Note
from cio_tui.core.times import is_moment, read_time

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cio_tui.core.record import Recorded
    from cio_tui.core.review.course import Course

HAPPENED = ("happened_at", "at")
"""Fields that say when an event happened."""


def corrections_of(course: Course) -> Mapping[int, Sequence[Recorded]]:
    """The amendments of each event, by its number, oldest first."""
    found: defaultdict[int, list[Recorded]] = defaultdict(list)
    for entry in course.entries:
        if isinstance(entry.recorded.event, Amended):
            found[entry.recorded.event.amends].append(entry.recorded)
    return found


def back_datings_of(course: Course) -> frozenset[int]:
    """The numbers of amendments that only say, with a note, when what it tells happened."""
    records = (entry.recorded for entry in course.entries)
    return frozenset(said.seq for note, said in pairwise(records) if _back_dates(note, said))


def _back_dates(note: Recorded, said: Recorded) -> bool:
    """One write stamps all of its events alike."""
    event = said.event
    if not (isinstance(event, Amended) and isinstance(note.event, Note)):
        return False
    is_one_write = (event.amends, said.at, said.by) == (note.seq, note.at, note.by)
    happened = _moment(event.value, said.at) if event.name in HAPPENED else None
    return is_one_write and happened is not None and happened <= note.at


def amended_time(recorded: Recorded, corrections: Mapping[int, Sequence[Recorded]]) -> datetime | None:
    """When the event happened by its newest correction; None when none says so in a form that can be read."""
    for correction in reversed(corrections.get(recorded.seq, ())):
        event = correction.event
        if isinstance(event, Amended) and event.name in HAPPENED:
            return _moment(event.value, correction.at)
    return None


def _moment(text: str, now: datetime) -> datetime | None:
    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        try:
            moment = read_time(text, now)
        except (ValueError, OverflowError):
            return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return moment if is_moment(moment) else None
