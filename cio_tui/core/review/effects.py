"""Which events switched something outside: a changing step that was carried out, and one that switched it back.

The undo list alone tells it where the book as used cannot be read.
"""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from cio_tui.core.events import StepDone, UndoClosed, UndoOpened

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cio_tui.core.review.course import Course, Entry


def effects_of(course: Course) -> frozenset[int]:
    """The numbers of these events."""
    return frozenset(_effects(course))


def _effects(course: Course) -> Iterator[int]:
    for entry, following in zip_longest(course.entries, course.entries[1:]):
        event = entry.recorded.event
        if isinstance(event, StepDone) and (
            _switches(following, event.step) or _changes(course, entry, event)
        ):
            yield entry.recorded.seq


def _switches(following: Entry | None, step: str) -> bool:
    match following.recorded.event if following else None:
        case UndoOpened(step=opener):
            return opener == step
        case UndoClosed(undo=undone):
            return undone == step
        case _:
            return False


def _changes(course: Course, entry: Entry, event: StepDone) -> bool:
    """An answer that was not the expected one leaves open whether it took effect."""
    book = course.session.books.get(entry.book)
    step = book.steps.get(event.step) if book else None
    return step is not None and step.changes and not event.mismatch
