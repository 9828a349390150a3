"""Every number of a review with its definition. Without a basis it is None and says what is missing, never zero."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cio_tui.core.duration import spell
from cio_tui.core.events import ProbeChanged, StepDone, UndoOpened
from cio_tui.core.probe import ProbeKind
from cio_tui.core.review.account import Metric
from cio_tui.core.review.landmarks import OPENING, landmarks_of
from cio_tui.core.review.shares import shares_of
from cio_tui.core.review.stretches import stretches_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cio_tui.core.review.account import Choice, Exceptional, Message
    from cio_tui.core.review.course import Course, Entry
    from cio_tui.core.review.landmarks import Landmark, Landmarks

PAGE = "status"
"""Id of the vendor's status page where no book says which probe is one."""


def metrics_of(
    course: Course,
    choices: tuple[Choice, ...],
    messages: tuple[Message, ...],
    exceptions: tuple[Exceptional, ...],
) -> tuple[Metric, ...]:
    """All of them, in the order they are read."""
    landmarks = landmarks_of(course)
    return (
        *_times(course, landmarks),
        *stretches_of(course, landmarks),
        *shares_of(course, choices, messages, exceptions),
    )


class End(NamedTuple):
    """One end of a time."""

    called: str
    mark: Landmark | None
    missing: str = ""
    """What there is none of in a log without it."""


def _times(course: Course, marks: Landmarks) -> Iterator[Metric]:
    impact = End("impact started", marks.impact, "no word of when the impact began")
    detected = End("detected", marks.detected, 'no milestone "detected"')
    opened = marks.opening._replace(basis='the opening (no milestone "detected")')
    noticed = detected._replace(mark=marks.detected or opened)
    acknowledged = End("acknowledged", marks.acknowledged)
    switched = _first_protection(course)
    protected = End(
        "first step done that changes something outside", switched, "no step that switched anything"
    )
    mitigated = End("mitigated", marks.mitigated, 'no milestone "mitigated"')
    resolved = End("resolved", marks.resolved, 'no milestone "resolved" and no close')
    page = _page_admits(course)
    admitted = End("the vendor's status page leaves green", page, "no change of the vendor's status page")
    yield _between("ttd", "Time to detect", impact, noticed)
    yield _between("tta", "Time to acknowledge", detected, acknowledged)
    yield _between("first_protection", "Time to the first protective action", acknowledged, protected)
    yield _between("ttm", "Time to mitigate", impact, mitigated)
    yield _between("ttr_impact", "Time to resolve, from impact", impact, resolved)
    yield _between("ttr_detected", "Time to resolve, from detection", noticed, resolved)
    yield _between("vendor_lag", "Vendor lag", impact, admitted)


def _between(name: str, title: str, start: End, end: End) -> Metric:
    definition = f"{start.called} → {end.called}"
    if start.mark is None or end.mark is None:
        missing = "; ".join(one.missing for one in (start, end) if one.mark is None)
        return Metric(name, title, definition, None, f"not recorded: {missing}")
    seconds = end.mark.offset_s - start.mark.offset_s
    basis = f"{start.mark.basis} → {end.mark.basis}"
    if seconds < 0:
        text = f"not recorded: {end.mark.basis} is {spell(-seconds)} before {start.mark.basis}"
        return Metric(name, title, definition, None, text)
    text = f"{spell(seconds)} ({basis})"
    return Metric(name, title, definition, round(seconds, 3), text, basis=basis)


def _first_protection(course: Course) -> Landmark | None:
    for entry in course.entries:
        if changes_something(course, entry):
            return OPENING._replace(
                offset_s=entry.offset_s,
                basis=f"{_step_named(entry)} (event {entry.recorded.seq})",
            )
    return None


def changes_something(course: Course, entry: Entry) -> bool:
    """Whether this event says that something outside was switched: the undo list grew, or the book says so."""
    match entry.recorded.event:
        case UndoOpened():
            return True
        case StepDone(step=name, mismatch=False):
            book = course.session.books.get(entry.book)
            step = book.steps.get(name) if book else None
            return step is not None and step.changes
        case _:
            return False


def _step_named(entry: Entry) -> str:
    event = entry.recorded.event
    return f"step {event.step}" if isinstance(event, StepDone | UndoOpened) else "a step"


def _page_admits(course: Course) -> Landmark | None:
    pages = {
        probe.id
        for book in course.session.books.values()
        for probe in book.probes.values()
        if probe.kind is ProbeKind.STATUSPAGE
    } or {PAGE}
    for entry in course.entries:
        event = entry.recorded.event
        if isinstance(event, ProbeChanged) and event.probe in pages and event.now in ("degraded", "failing"):
            first = " when first looked at" if event.was == "unknown" else ""
            basis = f"{event.probe} {event.now}{first} (event {entry.recorded.seq})"
            return OPENING._replace(offset_s=entry.offset_s, basis=basis)
    return None
