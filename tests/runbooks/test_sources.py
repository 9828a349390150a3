from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import tomli

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cio_tui.core.runbook import Runbook

OWN = {"P1": "P1.", "P2": "P2.", "P3": "P3.", "P4": "P4.", "go-live": "G", "rollout": "R.", "rollback": "B."}
"""Beginning of the items that belong to one book, by its severity or id."""
ITEMS = tomli.loads((Path(__file__).parents[1] / "data/seed_items.toml").read_text())


def _sources(book: Runbook) -> set[str]:
    return {item for step in book.steps.values() for item in step.source}


def test_every_item_of_the_seeds_is_the_source_of_a_step(books: Mapping[str, Runbook]) -> None:
    used = set().union(*(_sources(book) for book in books.values()))

    assert set(ITEMS) - used == set()


def test_every_line_of_a_part_of_the_seeds_is_in_the_book_made_for_it(book: Runbook) -> None:
    own = {item for item in ITEMS if item.startswith(OWN[book.severity or book.id])}

    assert own
    assert own <= _sources(book)


def test_a_step_names_only_items_that_the_seeds_have(book: Runbook) -> None:
    assert _sources(book) <= set(ITEMS)
