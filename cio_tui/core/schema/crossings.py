"""Where a book leads into others: `runbook:BOOK#STEP`. Only who knows all books can tell whether those exist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.schema.faults import hint
from cio_tui.core.step import Decide, Watch

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from cio_tui.core.runbook import Runbook
    from cio_tui.core.schema.faults import Fault
    from cio_tui.core.schema.positions import Path
    from cio_tui.core.schema.source import Source
    from cio_tui.core.step import Goto, Step

_KEYS = frozenset({"goto", "next"})


def ways_on(step: Step) -> tuple[Goto, ...]:
    """Everywhere a step can lead, itself and undo apart."""
    match step.body:
        case Decide(branches=branches):
            ways = [branch.goto for branch in branches]
        case Watch(abort=abort, on_timeout=late):
            ways = [end.goto for end in (abort, late) if end]
        case _:
            ways = []
    return (*([step.next] if step.next else []), *ways)


def crossings(book: Runbook) -> tuple[Goto, ...]:
    """Everywhere the book can lead into another one."""
    ways = [way for step in book.steps.values() for way in ways_on(step)]
    ways += [escalation.goto for escalation in book.escalations.values() if escalation.goto]
    return tuple(way for way in ways if way.book)


def check_crossings(source: Source, steps: Mapping[str, Collection[str]]) -> list[Fault]:
    """Faults of every `runbook:…` of a checked file that names a book or a step which is not in `steps`."""
    faults: list[Fault] = []
    for path, value in _destinations(source):
        book, _, step = value.removeprefix("runbook:").partition("#")
        if book not in steps:
            message = f"no usable runbook is called {book}{hint(book, steps)}"
            faults.append(source.fault(path, message, index=len("runbook:")))
        elif step and step not in steps[book]:
            message = f"runbook {book} has no step {step}{hint(step, steps[book])}"
            faults.append(source.fault(path, message, index=len(f"runbook:{book}#")))
    return faults


def _destinations(source: Source) -> Iterator[tuple[Path, str]]:
    return (
        (path, text) for path, text in source.texts() if path[-1] in _KEYS and text.startswith("runbook:")
    )
