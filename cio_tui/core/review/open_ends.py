"""What was still open when the incident was closed; or is, while it stands open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.events import IncidentClosed, UndoDeclined
from cio_tui.core.review.account import Exceptional, ExceptionKind
from cio_tui.core.session import split_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cio_tui.core.review.course import Course, Entry


def open_ends_of(course: Course) -> Iterator[Exceptional]:
    """Switches that stayed, on purpose or not, and exit criteria that did not hold."""
    for entry in course.entries:
        match entry.recorded.event:
            case UndoDeclined(undo=undo, reason=reason):
                yield Exceptional.of(
                    ExceptionKind.UNDO_OPEN, entry.recorded, f"{undo} left as it is - {reason}"
                )
            case IncidentClosed() as closed:
                yield from _at_close(entry, closed)
            case _:
                pass
    if course.session.closed is None and course.entries:
        for name in course.session.undo_open:
            sentence = f"{_title(course, name)} is still on the undo list"
            yield Exceptional.of(ExceptionKind.UNDO_OPEN, course.entries[-1].recorded, sentence)._replace(
                who="", seq=0
            )


def _at_close(entry: Entry, closed: IncidentClosed) -> Iterator[Exceptional]:
    because = f" - {closed.reason}" if closed.reason else ""
    for name in closed.undo_open:
        yield Exceptional.of(
            ExceptionKind.UNDO_OPEN,
            entry.recorded,
            f"closed while {split_key(name)[1] or name} was still to be switched back{because}",
        )
    for text in closed.unmet:
        yield Exceptional.of(ExceptionKind.UNMET, entry.recorded, f"closed without: {text}{because}")


def _title(course: Course, name: str) -> str:
    step = course.session.step_of(name)
    own = split_key(name)[1]
    return f"{own} ({step.title})" if step else own
