"""A drill scored against its scenario, question by question. What the log cannot tell has no mark."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.duration import spell
from cio_tui.core.events import Decision, IncidentResumed, StepDeferred, StepEntered, StepSkipped
from cio_tui.core.review.debrief import Debrief, Mark
from cio_tui.core.review.differences import differences_of
from cio_tui.core.review.header import opening_of
from cio_tui.core.review.ideal import ideal_walk
from cio_tui.core.review.safety import unsafe_acts
from cio_tui.core.session import key, split_key

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from cio_tui.core.review.account import Choice
    from cio_tui.core.review.course import Course, Entry
    from cio_tui.core.review.ideal import Stride
    from cio_tui.core.review.source import Story

NO_BOOK = "not recorded: the books as used cannot be read"


def debrief_of(course: Course, story: Story, choices: tuple[Choice, ...]) -> Debrief:
    """The score. The log must hold at least one event."""
    ideal = ideal_walk(course.session.books, story, course.session.variables, _judged(course))
    marks = (
        _detection(course, story, ideal),
        _right_book(course, story, ideal),
        _followed(course, choices),
        _order(course),
        _safety(course),
    )
    return Debrief(
        scenario=story.id,
        title=story.title,
        marks=marks,
        ideal=tuple(stride.text for stride in ideal),
        differences=differences_of(course, ideal),
    )


def _judged(course: Course) -> Mapping[str, str]:
    """Where each decision led, the last time."""
    return {
        key(entry.book, entry.recorded.event.step): entry.recorded.event.goto
        for entry in course.entries
        if isinstance(entry.recorded.event, Decision)
    }


def story_time(course: Course, entry: Entry) -> float:
    """The second of the story at which it happened: a story stands still while no session is there.

    The story and a session's own clock start together; whoever takes a drill up again says where it goes on, or in an
    older log does not, and it began anew.
    """
    began = [each for each in course.presences if each.began <= entry.recorded.seq][-1].began
    first = next(each for each in course.entries if each.recorded.seq == began)
    event = first.recorded.event
    told = event.story_s if isinstance(event, IncidentResumed) else 0.0
    return (told or first.recorded.mono) + entry.offset_s - first.offset_s


def _detection(course: Course, story: Story, ideal: Sequence[Stride]) -> Mark:
    title = "time to detect"
    opened = next((entry for entry in course.entries if _is_on_book(course, entry, story)), None)
    if opened is None:
        return Mark(title, f"never: no book of the scenario was opened ({', '.join(story.books)})", False)
    since = story_time(course, opened) - story.fault_s
    if since < 0:
        text = f"opened {opened.book} {spell(-since)} before the fault began"
    else:
        text = f"{spell(since)}: opened {opened.book} (event {opened.recorded.seq})"
    named = _named(course, ideal)
    if named is not None:
        later = spell(story_time(course, named) - story.fault_s)
        text += f"; named {later} after the fault began (event {named.recorded.seq})"
    return Mark(title, text, True)


def _is_on_book(course: Course, entry: Entry, story: Story) -> bool:
    is_move = entry is course.entries[0] or isinstance(entry.recorded.event, StepEntered)
    return is_move and entry.book in story.books


def _named(course: Course, ideal: Sequence[Stride]) -> Entry | None:
    """The first decision that the scenario leads to."""
    expected = {(stride.name, stride.goto) for stride in ideal if stride.goto}
    for entry in course.entries:
        event = entry.recorded.event
        if isinstance(event, Decision) and (key(entry.book, event.step), event.goto) in expected:
            return entry
    return None


def _right_book(course: Course, story: Story, ideal: Sequence[Stride]) -> Mark:
    title = "right book"
    meant = {*story.books, *(split_key(stride.name)[0] for stride in ideal)}
    opened = opening_of([entry.recorded for entry in course.entries]).book
    if not story.books or not opened:
        return Mark(title, "not recorded: the scenario is meant for no book", None)
    left = next((entry for entry in course.entries if entry.book and entry.book not in meant), None)
    if opened in story.books and left is not None:
        text = f"{opened}, but left for {left.book}, which the scenario does not lead to (event {left.recorded.seq})"
        return Mark(title, text, False)
    if opened in story.books:
        return Mark(title, f"{opened}, as the scenario is meant for", True)
    return Mark(title, f"{opened}; the scenario is meant for {', '.join(story.books)}", False)


def _followed(course: Course, choices: tuple[Choice, ...]) -> Mark:
    title = "suggestions followed"
    decisions = {e.recorded.seq for e in course.entries if isinstance(e.recorded.event, Decision)}
    advised = [one for one in choices if one.seq in decisions and one.agreed is not None]
    if not advised:
        return Mark(title, "not recorded: nothing was suggested where something was decided", None)
    against = [f"{one.title}: {one.chosen} (event {one.seq})" for one in advised if not one.agreed]
    text = f"{len(advised) - len(against)} of {len(advised)}"
    return Mark(title, f"{text}; not at {'; '.join(against)}" if against else text, not against)


def _order(course: Course) -> Mark:
    found = [sentence for entry in course.entries if (sentence := _irregular(entry))]
    text = "; ".join(found) or "none"
    return Mark("skipped or out of order", text, not found)


def _irregular(entry: Entry) -> str:
    seq = entry.recorded.seq
    match entry.recorded.event:
        case StepSkipped(step=step):
            return f"skipped {step} (event {seq})"
        case StepDeferred(step=step):
            return f"deferred {step} (event {seq})"
        case StepEntered(step=step, why="jump"):
            return f"jumped to {step} (event {seq})"
        case _:
            return ""


def _safety(course: Course) -> Mark:
    acts = unsafe_acts(course)
    if acts:
        return Mark("unsafe acts", "; ".join(acts), False)
    if not course.session.books:
        return Mark("unsafe acts", NO_BOOK, None)
    return Mark("unsafe acts", "none", True)
