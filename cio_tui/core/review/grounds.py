"""What spoke for or against each way out that was not taken: the book's condition on the samples kept of that moment.

The log names the ways out and why one was suggested; the rest is computed, and without samples or book there is none.
Settings (but those of a drill) and how long something had held stand nowhere: what rests on them cannot be told.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from cio_tui.core.evidence import Evidence
from cio_tui.core.expr import decisive, truth
from cio_tui.core.reading import Reading, Sample
from cio_tui.core.step import Decide

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from cio_tui.core.events import Decision
    from cio_tui.core.reading import Value
    from cio_tui.core.review.clocks import Placed
    from cio_tui.core.review.course import Course, Entry
    from cio_tui.core.runbook import Runbook
    from cio_tui.core.step import Branch

_VALUE = re.compile(r"\{[^{}]*\}")
"""In a label of the book; several ways out may lead to the same step, and are told apart by their labels."""

WORDS = {True: "held: ", False: "did not hold: ", None: "cannot be told from what was kept: "}
"""Before the values."""


def grounds_of(
    course: Course,
    entry: Entry,
    event: Decision,
    variables: Mapping[str, Value],
    samples: Placed,
    settings: Mapping[str, Value],
) -> tuple[str, ...]:
    """The rejected ways out, each with its condition and the values; only their labels where those are not known."""
    branches = _rejected(course, entry, event)
    if not samples or len(branches) != len(event.rejected):
        return event.rejected
    book = course.session.books[entry.book]
    evidence = Evidence(
        mono=entry.offset_s,
        readings=dict(_readings(book, samples, entry.offset_s)),
        facts={name: fact.when for name, fact in book.facts.items()},
        settings=settings,
        variables=variables,
    )
    labelled = zip(event.rejected, branches, strict=True)
    return tuple(_told(label, branch, evidence) for label, branch in labelled)


def _rejected(course: Course, entry: Entry, event: Decision) -> tuple[Branch, ...]:
    """In the order of the book, as the event lists their labels; none where its book has another number of them."""
    book = course.session.books.get(entry.book)
    step = book.steps.get(event.step) if book else None
    if step is None or not isinstance(step.body, Decide):
        return ()
    alike = [branch for branch in step.body.branches if str(branch.goto) == event.goto]
    taken = next((branch for branch in alike if _may_read(branch.label, event.chosen)), None)
    return tuple(branch for branch in step.body.branches if branch is not taken)


def _may_read(template: str, label: str) -> bool:
    """Whether a label can be this template with values filled in."""
    return re.fullmatch(".*".join(map(re.escape, _VALUE.split(template))), label, re.DOTALL) is not None


def _readings(book: Runbook, samples: Placed, now: float) -> Iterator[tuple[str, Reading]]:
    """The newest sample of each probe at that moment."""
    for name, probe in book.probes.items():
        own = samples.get(name, ())
        place = bisect_right(own, now, key=lambda one: one.offset_s)
        if place:
            offset, kept = own[place - 1]
            sample = Sample(name, kept.at, offset, kept.fields, kept.summary)
            yield name, Reading(sample, kept.verdict, (), probe.fresh)


def _told(label: str, branch: Branch, evidence: Evidence) -> str:
    if branch.when is None:
        return label
    values = decisive(branch.when, evidence) or "nothing it rests on is known"
    return f"{label} ({WORDS[truth(branch.when, evidence)]}{values})"
