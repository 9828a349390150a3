"""What is legal in a runbook and still likely a mistake. Warnings never keep a book from being used."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from cio_tui.core.redact import Redactor
from cio_tui.core.schema.crossings import crossings
from cio_tui.core.schema.flow import endless, reachable, waits_for_itself
from cio_tui.core.step import Close, Do

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from cio_tui.core.runbook import Runbook
    from cio_tui.core.schema.faults import Fault
    from cio_tui.core.schema.positions import Path
    from cio_tui.core.schema.source import Source

_SHELL_VARIABLE = re.compile(r"\$(?:\w+|\{\w+\})")
"""`-H "Authorization: Bearer $KEY"` is how a command should name a credential."""

MOST_IN_PHASE = 9
"""Steps of one phase: five to nine items are read (Gawande, The Checklist Manifesto), longer lists skimmed."""


def warn(book: Runbook, source: Source, today: date, entries: Iterable[str] = ()) -> tuple[Fault, ...]:
    """Warnings at their places, sorted. `entries` are steps that other books lead to."""
    found = [
        *_about_the_book(book, source, today),
        *_about_steps(book, source, set(entries)),
        *_about_phases(book, source),
        *_about_credentials(source),
    ]
    return tuple(sorted(found))


def _about_the_book(book: Runbook, source: Source, today: date) -> Iterator[Fault]:
    overdue = book.days_overdue(today)
    if overdue:
        message = (
            f"STALE: the review was due {overdue} days ago; read the book against reality, then move the date"
        )
        yield source.fault(("runbook", "reviewed"), message)
    if not any(isinstance(step.body, Close) for step in book.steps.values()):
        yield source.fault(("runbook",), "there is no close step, so nothing ever seals the log")
    elif not book.exit:
        yield source.fault(
            ("runbook",), "there are no exit criteria: say in exit what must hold before it is over"
        )


def _about_steps(book: Runbook, source: Source, entries: set[str]) -> Iterator[Fault]:
    places: dict[str, Path] = {name: ("step", index, "id") for index, name in enumerate(book.steps)}
    for name in sorted(book.steps.keys() - reachable(book, entries)):
        yield source.fault(places[name], f"nothing leads to {name}")
    for name in endless(book):
        yield source.fault(places[name], f"from {name} there is no way to a close")
    for name in waits_for_itself(book.steps):
        yield source.fault((*places[name][:2], "needs"), f"{name} waits, in the end, for itself")
    for name, step in book.steps.items():
        if isinstance(step.body, Do) and step.body.respond is None and step.body.sensed is None:
            message = f"nothing says how {name} ends: give respond (the value to type) or sensed"
            yield source.fault(places[name], message)


def _about_phases(book: Runbook, source: Source) -> Iterator[Fault]:
    counts: dict[str, int] = {}
    for index, step in enumerate(book.steps.values()):
        if step.phase:
            counts[step.phase] = counts.get(step.phase, 0) + 1
            if counts[step.phase] == MOST_IN_PHASE + 1:
                message = f"phase {step.phase} has more than {MOST_IN_PHASE} steps; cut it into two"
                yield source.fault(("step", index, "phase"), message)


def _about_credentials(source: Source) -> Iterator[Fault]:
    redactor = Redactor({})
    for path, text in source.texts():
        bare = _SHELL_VARIABLE.sub("", text)
        if redactor.redact(bare) != bare:
            message = "this looks like a credential; a book names where it is kept, never the value"
            yield source.fault(path, message)


def entries(books: Mapping[str, Runbook]) -> dict[str, set[str]]:
    """By book, the steps that other books lead to."""
    found: dict[str, set[str]] = {name: set() for name in books}
    for way in (way for book in books.values() for way in crossings(book)):
        if way.book in found and way.step:
            found[way.book].add(way.step)
    return found
