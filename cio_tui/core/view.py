"""The evidence as an incident sees it: what was measured, with what the session itself knows.

Made anew for every decision and every paint, so that neither the evidence nor the session has to hold the other.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.session import key, split_key
from cio_tui.core.words import words_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cio_tui.core.evidence import Evidence
    from cio_tui.core.reading import Value
    from cio_tui.core.runbook import Runbook
    from cio_tui.core.session import Session


def view(session: Session, evidence: Evidence) -> Evidence:
    """The evidence with what the session itself knows: variables, open undo items, elapsed times, roles.

    Variables that the evidence has already are those whose value the log must not hold; they win.
    """
    book = session.books.get(session.book)
    return evidence._replace(
        facts={name: fact.when for name, fact in book.facts.items()} if book else {},
        variables={**(defaults(book) if book else {}), **session.variables, **evidence.variables},
        undo_open=tuple(split_key(item)[1] for item in session.undo_open),
        elapsed=_elapsed(session, session.time(evidence.mono)),
        words={**words_of(session, evidence.mono), **evidence.words},
    )


def defaults(book: Runbook) -> Mapping[str, Value]:
    """The variables of a book that have a value before anybody gives one."""
    return {one.id: one.default for one in book.variables.values() if one.default is not None}


def _elapsed(session: Session, now: float) -> dict[str, float]:
    prefix = key(session.book, "")
    return {
        name.removeprefix(prefix): now - state.entered
        for name, state in session.states.items()
        if name.startswith(prefix) and state.entered_at is not None
    }
