from __future__ import annotations

from datetime import date

from tests.core.books import do, group, make


def test_a_book_is_overdue_once_its_review_is_too_long_ago() -> None:
    book = make("")
    assert book.days_overdue(date(2026, 11, 21)) == 0
    assert book.days_overdue(date(2027, 2, 19)) == 0
    assert book.days_overdue(date(2027, 2, 21)) == 2


def test_a_member_knows_its_group() -> None:
    book = make(group("both", "one") + do("one") + do("alone"))
    assert (book.group_of("one"), book.group_of("alone"), book.group_of("nowhere")) == ("both", "", "")
