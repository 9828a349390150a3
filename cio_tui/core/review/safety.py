"""What a drill must not teach: changing without what that needs, going on before what a watch waits for, switching
protection back while it fails, a close over what is not met.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.events import IncidentClosed, ProbeChanged, StepDone, StepSkipped, StepUndone, UndoClosed
from cio_tui.core.session import key, split_key
from cio_tui.core.step import Watch

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cio_tui.core.review.course import Course, Entry
    from cio_tui.core.step import Step


def unsafe_acts(course: Course) -> tuple[str, ...]:
    """Each as a sentence."""
    return tuple(_acts(course))


def _acts(course: Course) -> Iterator[str]:
    verdicts: dict[str, str] = {}
    settled: set[str] = set()
    for entry in course.entries:
        match entry.recorded.event:
            case ProbeChanged(probe=probe, now=now):
                verdicts[probe] = now
            case StepSkipped(step=name) | StepUndone(step=name):
                settled.discard(key(entry.book, name))
            case StepDone(step=name) as done:
                yield from _without_needs(course, entry, name, settled)
                yield from _unwatched(course, entry, done)
                settled.add(key(entry.book, name))
            case UndoClosed(undo=name):
                yield from _while_failing(course, entry, name, verdicts)
            case IncidentClosed(unmet=unmet, undo_open=still):
                yield from (f"closed without: {text} ({_where(entry)})" for text in unmet)
                yield from (
                    f"closed while {split_key(one)[1] or one} was still to be switched back ({_where(entry)})"
                    for one in still
                )
            case _:
                pass


def _without_needs(course: Course, entry: Entry, name: str, settled: set[str]) -> Iterator[str]:
    step = _step(course, entry, name)
    if step is None or not step.changes:
        return
    for needed in step.needs:
        if key(entry.book, needed) not in settled:
            yield f"did {name} without {needed}, which it needs ({_where(entry)})"


def _unwatched(course: Course, entry: Entry, done: StepDone) -> Iterator[str]:
    step = _step(course, entry, done.step)
    if done.how == "override" and step is not None and isinstance(step.body, Watch):
        yield f"went on from {done.step} before what it waits for held ({_where(entry)})"


def _while_failing(course: Course, entry: Entry, name: str, verdicts: Mapping[str, str]) -> Iterator[str]:
    step = _step(course, entry, name)
    failing = [pane for pane in (step.panes if step else ()) if verdicts.get(pane) == "failing"]
    if failing:
        yield f"switched back with {name} while {', '.join(failing)} failed ({_where(entry)})"


def _step(course: Course, entry: Entry, name: str) -> Step | None:
    book = course.session.books.get(entry.book)
    return book.steps.get(name) if book else None


def _where(entry: Entry) -> str:
    return f"event {entry.recorded.seq} by {entry.recorded.by}"
