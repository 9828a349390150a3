"""Which book the evidence speaks for: proposed, worth watching, or not known. A person starts it; this only ranks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cio_tui.core.expr import explain, fill, truth

if TYPE_CHECKING:
    from collections.abc import Iterable

    from cio_tui.core.evidence import Evidence
    from cio_tui.core.runbook import Runbook


@dataclass(frozen=True, slots=True)
class Ranked:
    """One book's `[suggest]`, judged."""

    book: str
    severity: str
    title: str
    holds: bool | None
    is_watched: bool
    """Its `watch` condition is true while it is not proposed."""
    because: str
    """The book's own words, filled in."""
    evidence: str
    """The condition with its values."""
    weight: int


def rank(books: Iterable[Runbook], evidence: Evidence) -> tuple[Ranked, ...]:
    """Every book with a `[suggest]`: proposed ones first, heaviest first."""
    ranked = [one for book in books if (one := _judge(book, evidence))]
    return tuple(
        sorted(ranked, key=lambda one: (one.holds is not True, not one.is_watched, -one.weight, one.book))
    )


def _judge(book: Runbook, evidence: Evidence) -> Ranked | None:
    if book.suggest is None:
        return None
    own = evidence._replace(facts={name: fact.when for name, fact in book.facts.items()})
    watched = book.suggest.watch is not None and truth(book.suggest.watch, own) is True
    holds = truth(book.suggest.when, own)
    return Ranked(
        book=book.id,
        severity=book.severity,
        title=book.title,
        holds=holds,
        is_watched=watched and holds is not True,
        because=fill(book.suggest.because, own),
        evidence=explain(book.suggest.when, own),
        weight=book.suggest.weight,
    )
