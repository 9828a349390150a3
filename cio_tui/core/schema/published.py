"""The format as JSON Schema (draft 2020-12), so that an editor can complete and check while a book is written.

It says what one key can tell. Names that must exist, conditions and everything in `rules` only `runbook lint` knows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.schema.tables.book import BOOK

if TYPE_CHECKING:
    from cio_tui.core.reading import Json


def json_schema() -> dict[str, Json]:
    """The schema of a book, includes apart."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **BOOK.json_schema(),
        "title": "cio-tui runbook, schema 1",
    }
