"""Where a walk left the ideal one, as sentences."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from cio_tui.core.events import Decision, StepDone, StepEntered
from cio_tui.core.session import key, split_key
from cio_tui.core.step import Close, Group

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from cio_tui.core.review.course import Course
    from cio_tui.core.review.ideal import Stride


def differences_of(course: Course, ideal: Sequence[Stride]) -> tuple[str, ...]:
    """Other choices first, then steps left out, steps that were none of it, and another order."""
    if not ideal:
        return ()
    return (
        *_other_choices(course, ideal),
        *_left_out(course, ideal),
        *_besides(course, ideal),
        *_reordered(course, ideal),
    )


def walked(course: Course) -> Sequence[str]:
    """Every step that was carried out, by its first end, as `book#step`."""
    done = (
        key(entry.book, entry.recorded.event.step)
        for entry in course.entries
        if isinstance(entry.recorded.event, StepDone | Decision)
    )
    return tuple(dict.fromkeys(done))


def _other_choices(course: Course, ideal: Sequence[Stride]) -> Iterator[str]:
    """The first time at each decision; later ones look at moments that the ideal walk may not come to."""
    best = {stride.name: stride.goto for stride in reversed(ideal) if stride.goto}
    for entry in course.entries:
        event = entry.recorded.event
        if isinstance(event, Decision):
            expected = best.pop(key(entry.book, event.step), event.goto)
            if event.goto != expected:
                yield (
                    f"at {event.step} went to {event.goto}, where the scenario leads to {expected} "
                    f"(event {entry.recorded.seq})"
                )


def _left_out(course: Course, ideal: Sequence[Stride]) -> Iterator[str]:
    done = walked(course)
    for name in dict.fromkeys(stride.name for stride in ideal):
        if name not in done:
            yield f"left out {_named(course, name)}"


def _besides(course: Course, ideal: Sequence[Stride]) -> Iterator[str]:
    """As far as the ideal walk goes."""
    named = {stride.name for stride in ideal}
    last = course.session.step_of(ideal[-1].name)
    end = "" if last is not None and isinstance(last.body, Close) else ideal[-1].name
    for entry in course.entries:
        event = entry.recorded.event
        if isinstance(event, StepEntered) and (name := key(entry.book, event.step)) not in named:
            named.add(name)
            yield f"went through {_named(course, name)} (event {entry.recorded.seq})"
        if isinstance(event, StepDone | Decision) and key(entry.book, event.step) == end:
            return


def _reordered(course: Course, ideal: Sequence[Stride]) -> Iterator[str]:
    """Members of a group may come in any order, and a group ends after them: both count as one place."""
    place: dict[str, int] = {}
    for number, stride in enumerate(ideal):
        place.setdefault(stride.name, place.get(_group(course, stride.name), number))
    done = [name for name in walked(course) if name in place]
    for before, after in pairwise(done):
        if place[after] < place[before]:
            yield f"did {_named(course, before)} before {_named(course, after)}"


def _group(course: Course, name: str) -> str:
    book, step = split_key(name)
    pinned = course.session.books.get(book)
    if pinned is None:
        return name
    own = pinned.steps.get(step)
    group = "" if own is not None and isinstance(own.body, Group) else pinned.group_of(step)
    return key(book, group) if group else name


def _named(course: Course, name: str) -> str:
    step = course.session.step_of(name)
    short = split_key(name)[1]
    return f"{short} ({step.title})" if step else short
