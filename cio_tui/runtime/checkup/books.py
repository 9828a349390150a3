"""Whether every book that can be found can be walked to its end, with all it leads to, and is still reviewed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cio_tui.core.errors import UserError
from cio_tui.runtime.checkup.finding import DEGRADED, FAILING, OK, Finding
from cio_tui.runtime.library import open_library

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from cio_tui.runtime.heads import Head
    from cio_tui.runtime.library import Library
    from cio_tui.runtime.settings import Settings


def examine_books(settings: Settings, today: date) -> Iterator[Finding]:
    """A finding for each book that is broken or overdue, and one that counts the rest."""
    for folder in settings.runbooks:
        if not Path(folder).is_dir():
            yield Finding(
                "books", FAILING, f"{folder} is no folder", "Correct `runbooks` in the configuration."
            )
    library = open_library(settings)
    sound = []
    for head in library.heads():
        fault = head.fault or _first_fault(library, head)
        if fault:
            yield Finding(f"book {head.id}", FAILING, fault, f"Run `cio-tui runbook lint {head.id}`.")
        else:
            sound.append(head)
    for head in sound:
        if head.days_overdue(today):
            text = f"its review is {head.days_overdue(today)} days overdue"
            yield Finding(f"book {head.id}", DEGRADED, text, f"Ask {head.owner or 'its owner'} to review it.")
    yield Finding(
        "books",
        OK if sound else FAILING,
        f"{len(sound)} can be walked: {', '.join(head.id for head in sound)}",
    )


def _first_fault(library: Library, head: Head) -> str:
    try:
        faults = library.open_with_reachable(head.id).faults
    except UserError as error:
        return str(error).partition("\n")[0]
    return str(faults[0]) if faults else ""
