from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from cio_tui.core.schema.lint import entries, warn
from tests.runbooks.conftest import INCIDENTS, LAUNCH, SHIPPED

if TYPE_CHECKING:
    from collections.abc import Mapping

    from cio_tui.core.runbook import Runbook
    from cio_tui.runtime.library import Library


@pytest.mark.parametrize("name", SHIPPED)
def test_a_shipped_book_is_clean_on_the_day_it_was_reviewed(
    name: str, library: Library, books: Mapping[str, Runbook]
) -> None:
    opened = library.open_file(library.find(name).path)
    reviewed = opened.runbook.reviewed

    assert warn(opened.runbook, opened.source, reviewed, entries(books)[name]) == ()


def test_a_shipped_book_is_due_for_review_after_ninety_days(book: Runbook) -> None:
    assert book.days_overdue(book.reviewed + timedelta(days=90)) == 0
    assert book.days_overdue(book.reviewed + timedelta(days=91)) == 1


def test_the_books_are_of_the_severities_one_to_four(books: Mapping[str, Runbook]) -> None:
    assert [books[name].severity for name in INCIDENTS] == ["P1", "P2", "P3", "P4"]


def test_the_books_of_a_launch_have_no_severity_and_are_never_proposed(books: Mapping[str, Runbook]) -> None:
    assert {(books[name].severity, books[name].suggest) for name in LAUNCH} == {("", None)}
