from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from cio_tui.core.ranking import rank
from cio_tui.runtime.incident_list import NOTHING, Summary
from cio_tui.tui.present.listing import BookRow
from cio_tui.tui.present.start import (
    book_lines,
    incident_lines,
    incident_rows,
    right_now_lines,
    suggestion_lines,
)
from tests.tui.stage import styles_in, texts_of

if TYPE_CHECKING:
    from tests.tui.stage import Stage


def suggestion(stage: Stage, width: int = 80) -> list[str]:
    ranked = rank([stage.book], stage.scene().evidence)
    return texts_of(suggestion_lines(stage.scene(), ranked, width))


def test_before_the_books_are_read_the_screen_says_what_it_is_doing(stage: Stage) -> None:
    told = texts_of(suggestion_lines(stage.scene(), None, 80))
    assert told == ["reading the runbooks and asking every probe…"]


def test_a_proposed_book_says_why_in_its_own_words(stage: Stage) -> None:
    stage.fail("track")
    assert suggestion(stage) == [
        "P1 Complete outage  suggested",
        "because The Track API does not answer (503)",
    ]


def test_without_a_fresh_reading_nothing_is_proposed_and_nothing_looks_well(stage: Stage) -> None:
    stage.fail("track").wait(3600)
    lines = suggestion_lines(stage.scene(), rank([stage.book], stage.scene().evidence), 80)
    assert texts_of(lines)[0].startswith("Nothing can be said yet: no probe has a fresh reading.")
    assert styles_in(lines) == {"unknown"}


def test_when_all_is_well_it_names_what_that_cannot_show(stage: Stage) -> None:
    stage.see("track")
    assert "then it is P3" in " ".join(suggestion(stage))


def test_every_probe_stands_with_verdict_word_and_age(stage: Stage) -> None:
    stage.see("track", ms=900.0).wait(10)
    assert texts_of(right_now_lines(stage.scene(), 60)) == [
        "! degraded  Track API  ms > 800 (ms = 900)               10s",
        "? not known Control host  no reading yet",
    ]


def test_the_cursor_and_the_note_of_a_book_fit_one_line() -> None:
    rows = (BookRow("p1", "P1", "Complete outage", "suggested", "ok"), BookRow("p2", "P2", "High error rate"))
    assert texts_of(book_lines(rows, 0, 40)) == [
        "» P1 Complete outage           suggested",
        "  P2 High error rate",
    ]


def test_open_incidents_come_first_and_drills_and_damage_are_named(stage: Stage) -> None:
    ago = stage.at - timedelta(minutes=5)
    summaries = [
        Summary("INC-1", active_at=ago, who="raj", severity="P2"),
        Summary("INC-2", is_open=True, mode="drill", severity="P1", step="breaker", who="ana", active_at=ago),
        Summary("INC-0", is_open=True, mode="live", severity="P2", step="first", who="bo", active_at=ago),
        Summary("INC-3", trouble="log.toml is cut short"),
        Summary("INC-4", trouble=NOTHING),
    ]
    assert texts_of(incident_lines(incident_rows(summaries, stage.at), 0, 50)) == [
        "» OPEN   P2 INC-0             first  bo  5m00s ago",
        "  DRILL  P1 INC-2          breaker  ana  5m00s ago",
        "  closed P2 INC-1                   raj  5m00s ago",
        "  damaged -- INC-3",
        "  empty  -- INC-4",
    ]


def test_without_incidents_the_list_says_how_to_practise() -> None:
    assert texts_of(incident_lines((), -1, 60)) == ["no incidents yet; D starts a drill"]
