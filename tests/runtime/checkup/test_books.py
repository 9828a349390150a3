from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from cio_tui.runtime.checkup.books import examine_books
from cio_tui.runtime.settings import load_settings

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2026, 11, 21)


def test_the_shipped_books_can_be_walked() -> None:
    (found,) = examine_books(load_settings(None, {}), TODAY)
    assert found.verdict == "ok"
    for book in ("p1-outage", "p2-error-rate", "p3-delivery", "p4-webhooks"):
        assert book in found.text


def test_a_book_past_its_review_is_told() -> None:
    found = {each.subject: each for each in examine_books(load_settings(None, {}), date(2030, 1, 1))}
    assert found["book p1-outage"].verdict == "degraded"
    assert "overdue" in found["book p1-outage"].text


def test_a_broken_book_and_a_missing_folder_fail(tmp_path: Path) -> None:
    (tmp_path / "mine.toml").write_text('schema = 1\n[runbook]\nid = "mine"\ntitle = 3\n')
    environment = {"CIO_TUI_RUNBOOKS": f"{tmp_path},{tmp_path}/nowhere"}
    found = {
        (each.subject, each.verdict): each for each in examine_books(load_settings(None, environment), TODAY)
    }
    assert "mine.toml:" in found["book mine", "failing"].text
    assert found["books", "failing"].text == f"{tmp_path}/nowhere is no folder"
