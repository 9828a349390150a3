"""What is counted rather than timed: updates sent and due, how steps ended, suggestions followed, stale evidence."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from cio_tui.core.duration import spell
from cio_tui.core.events import Decision
from cio_tui.core.record import TOOL
from cio_tui.core.review.account import ExceptionKind, Metric
from cio_tui.core.review.promises import promises_of
from cio_tui.core.review.stretches import ending
from cio_tui.core.session import Mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cio_tui.core.review.account import Choice, Exceptional, Message
    from cio_tui.core.review.course import Course
    from cio_tui.core.session import StepState

MARKS = (Mark.SENSED, Mark.ATTESTED, Mark.OVERRIDE, Mark.MISMATCH, Mark.SKIPPED, Mark.DEFERRED)


def shares_of(
    course: Course,
    choices: tuple[Choice, ...],
    messages: tuple[Message, ...],
    exceptions: tuple[Exceptional, ...],
) -> Iterator[Metric]:
    """Each of them."""
    yield from _updates(course, messages, exceptions)
    yield from _steps(course)
    yield from _choices(course, choices, exceptions)


def _updates(
    course: Course, messages: tuple[Message, ...], exceptions: tuple[Exceptional, ...]
) -> Iterator[Metric]:
    due = len(promises_of(course))
    missed = sum(one.kind is ExceptionKind.MISSED_UPDATE for one in exceptions)
    yield _count("messages_sent", "Messages sent", "texts attested as sent", len(messages))
    if due:
        yield _share("updates_kept", "Updates kept", "promised updates sent in time", due - missed, due)
    else:
        text = "not recorded: no update fell due"
        yield Metric("updates_kept", "Updates kept", "promised updates sent in time", None, text)
    name, title = "longest_silence", "Longest silence"
    definition = "between the opening, the messages and the close"
    if messages:
        sent = {message.seq for message in messages}
        moments = [entry.offset_s for entry in course.entries if entry.recorded.seq in sent]
        longest = max(after - before for before, after in pairwise([0.0, *moments, ending(course)]))
        yield Metric(name, title, definition, round(max(0.0, longest), 3), spell(longest))
    else:
        yield Metric(name, title, definition, None, "not recorded: no message was attested")


def _is_group(state: StepState) -> bool:
    """Whether its members settled it: nobody attested it, though it is marked so."""
    return state.mark is Mark.ATTESTED and state.by == TOOL


def _steps(course: Course) -> Iterator[Metric]:
    marks = Counter(state.mark for state in course.session.states.values() if not _is_group(state))
    total = sum(marks[mark] for mark in MARKS)
    for mark in MARKS:
        title, definition = f"Steps {mark.value}", "of the steps settled, as they stand in the end"
        if total:
            yield _share(f"steps_{mark.value}", title, definition, marks[mark], total)
        else:
            yield Metric(f"steps_{mark.value}", title, definition, None, "not recorded: no step was settled")


def _choices(
    course: Course, choices: tuple[Choice, ...], exceptions: tuple[Exceptional, ...]
) -> Iterator[Metric]:
    decisions = {e.recorded.seq for e in course.entries if isinstance(e.recorded.event, Decision)}
    advised = [one for one in choices if one.seq in decisions and one.agreed is not None]
    title, definition = "Suggestions followed", "decisions taken as suggested, of those with a suggestion"
    if advised:
        followed = sum(one.agreed is True for one in advised)
        yield _share("suggestions_followed", title, definition, followed, len(advised))
    else:
        text = "not recorded: nothing was suggested where something was decided"
        yield Metric("suggestions_followed", title, definition, None, text)
    if choices:
        stale = len({one.seq for one in exceptions if one.kind is ExceptionKind.STALE})
        definition = "choices made while a pane they rest on had no fresh reading"
        yield _share("stale_choices", "Choices on stale evidence", definition, stale, len(choices))


def _count(name: str, title: str, definition: str, count: int) -> Metric:
    return Metric(name, title, definition, None, str(count), count, None)


def _share(name: str, title: str, definition: str, count: int, of: int) -> Metric:
    return Metric(name, title, definition, None, f"{count} of {of}", count, of)
