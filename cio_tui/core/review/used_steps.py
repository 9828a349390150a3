"""The books as they were used: every step with how it ended and where its line comes from.

Without the pinned books only the steps that the log names are listed, and their sources are not known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cio_tui.core.events import Decision, StepDeferred, StepDone, StepEntered, StepSkipped
from cio_tui.core.review.account import UsedStep
from cio_tui.core.session import StepState, key, split_key

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cio_tui.core.review.course import Course


class Trace(NamedTuple):
    """What the log says of one step."""

    title: str = ""
    entered_s: float | None = None
    settled_s: float | None = None
    expected: str = ""


def used_steps_of(course: Course) -> tuple[UsedStep, ...]:
    """By book in the order in which they were walked; within a book in its own order."""
    traces = _traces(course)
    books = dict.fromkeys(split_key(name)[0] for name in traces)
    return tuple(_used(course, name, traces.get(name, Trace())) for name in _names(course, books, traces))


def _names(course: Course, books: dict[str, None], traces: dict[str, Trace]) -> Iterator[str]:
    for book in books:
        pinned = course.session.books.get(book)
        own = [key(book, step) for step in pinned.steps] if pinned else []
        yield from dict.fromkeys([*own, *(name for name in traces if split_key(name)[0] == book)])


def _traces(course: Course) -> dict[str, Trace]:
    found: dict[str, Trace] = {}
    for entry in course.entries:
        event = entry.recorded.event
        if not isinstance(event, StepEntered | StepDone | StepSkipped | StepDeferred | Decision):
            continue
        name = key(entry.book, event.step)
        trace = found.get(name, Trace())
        match event:
            case StepEntered():
                since = entry.offset_s if trace.entered_s is None else trace.entered_s
                found[name] = trace._replace(title=event.title or trace.title, entered_s=since)
            case StepDone():
                found[name] = trace._replace(settled_s=entry.offset_s, expected=event.expected)
            case _:
                found[name] = trace._replace(settled_s=entry.offset_s)
    return found


def _used(course: Course, name: str, trace: Trace) -> UsedStep:
    step = course.session.step_of(name)
    state = course.session.states.get(name, StepState())
    is_settled = state.mark.is_settled and trace.settled_s is not None and trace.entered_s is not None
    book, own = split_key(name)
    return UsedStep(
        book=book,
        step=own,
        title=trace.title or (step.title if step else own),
        mark=state.mark.value,
        who=state.by if state.mark.is_settled else "",
        said=state.said,
        expected=trace.expected or (step.expect if step else ""),
        seconds=round(trace.settled_s - trace.entered_s, 3)
        if is_settled and trace.settled_s is not None and trace.entered_s is not None
        else None,
        source=", ".join(step.source) if step else "",
        entered=trace.entered_s is not None,
    )
