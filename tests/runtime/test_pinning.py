from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from cio_tui.core.errors import UserError
from cio_tui.core.schema import dump
from cio_tui.runtime.incident_folder import removed_unless_written
from cio_tui.runtime.library import Library
from cio_tui.runtime.pinning import pin, read_pinned
from tests.full_disk import largest_file

if TYPE_CHECKING:
    from cio_tui.runtime.incident_folder import IncidentFolder

SHIPPED = Path(__file__).parents[2] / "runbooks"
LARGE = {"text": "x" * 10_000}


@pytest.mark.parametrize("first", ["p1-outage", "p2-error-rate", "p3-delivery", "p4-webhooks"])
def test_pinned_books_are_read_back_as_they_were(folder: IncidentFolder, first: str) -> None:
    books = Library([SHIPPED]).open_with_reachable(first).books
    pin(folder, books)
    assert read_pinned(folder, ()) == books
    assert next(iter(read_pinned(folder, ()))) == first


def test_a_book_edited_meanwhile_changes_no_running_walk(config: Path, folder: IncidentFolder) -> None:
    library = Library([config.parent / "books"])
    books = library.open_with_reachable("a").books
    pin(folder, books)
    (config.parent / "books" / "a.toml").write_text("schema = 2")
    assert read_pinned(folder, ()) == books


def test_pinned_books_are_private_and_never_written_twice(config: Path, folder: IncidentFolder) -> None:
    books = Library([config.parent / "books"]).open_with_reachable("a").books
    pin(folder, books)
    assert {path.name: path.stat().st_mode & 0o777 for path in Path(folder.path).glob("runbook*")} == {
        "runbook.toml": 0o600,
        "runbook-b.toml": 0o600,
    }
    with pytest.raises(UserError, match=r"Cannot pin the runbook at .*: File exists"):
        pin(folder, books)


def test_an_incident_that_cannot_be_pinned_leaves_nothing_behind(
    config: Path, folder: IncidentFolder
) -> None:
    books = Library([config.parent / "books"]).open_with_reachable("a").books
    with (
        largest_file(len(dump(books["a"]).encode())),
        pytest.raises(UserError, match=r"Cannot pin the runbook at .*runbook-b.toml: File too large"),
        removed_unless_written(folder),
    ):
        pin(folder, {"a": books["a"], "b": replace(books["b"], document=LARGE)})
    assert not Path(folder.path).exists()


def test_a_pinned_book_that_cannot_be_read_says_where(config: Path, folder: IncidentFolder) -> None:
    pin(folder, Library([config.parent / "books"]).open_with_reachable("a").books)
    Path(folder.book).write_text("schema = 2")
    with pytest.raises(UserError, match=r"pinned with INC-.* cannot be read any more:\n.*runbook\.toml:1"):
        read_pinned(folder, ())
