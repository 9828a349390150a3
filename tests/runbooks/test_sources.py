from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import tomli

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cio_tui.core.runbook import Runbook

ITEMS = tomli.loads((Path(__file__).parents[1] / "data/seed_items.toml").read_text())


def _sources(book: Runbook) -> set[str]:
    return {item for step in book.steps.values() for item in step.source}


def test_every_item_of_the_seeds_is_the_source_of_a_step(books: Mapping[str, Runbook]) -> None:
    used = set().union(*(_sources(book) for book in books.values()))

    assert set(ITEMS) - used == set()


def test_every_line_of_a_seed_runbook_is_in_the_book_of_its_severity(book: Runbook) -> None:
    own = {item for item in ITEMS if item.startswith(f"{book.severity}.")}

    assert own
    assert own <= _sources(book)


def test_a_step_names_only_items_that_the_seeds_have(book: Runbook) -> None:
    assert _sources(book) <= set(ITEMS)
