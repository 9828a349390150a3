from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from cio_tui.core.evidence import Evidence
from cio_tui.core.judge import judge
from cio_tui.core.ranking import rank
from cio_tui.core.reading import Sample
from tests.core.books import make

if TYPE_CHECKING:
    from cio_tui.core.runbook import Runbook

AT = datetime(2026, 11, 21, 20, 0, tzinfo=UTC)


def book(name: str, when: str, weight: int = 50, watch: str = "") -> Runbook:
    watched = f'watch = "{watch}"\n' if watch else ""
    suggest = f'[suggest]\nwhen = "{when}"\nweight = {weight}\nbecause = "Track {{track.status}}"\n{watched}'
    return make(suggest, name)


def evidence(**fields: int) -> Evidence:
    reading = judge(make("").probes["track"], Sample("track", AT, 0.0, fields, ""), {})
    return Evidence(1.0, {"track": reading})


def test_proposed_books_come_first_and_the_heaviest_of_them_before_the_others() -> None:
    books = [
        book("calm", "track.status == 200", 90),
        book("light", "down", 10),
        book("heavy", "down", 80),
        book("watched", "track.status == 200", watch="track.status > 500"),
        make("", "silent"),
    ]
    ranked = rank(books, evidence(status=503))
    assert [(one.book, one.holds, one.is_watched) for one in ranked] == [
        ("heavy", True, False),
        ("light", True, False),
        ("watched", False, True),
        ("calm", False, False),
    ]
    assert (ranked[0].because, ranked[0].evidence) == ("Track 503", "down (down = true (track.status = 503))")


def test_what_is_proposed_is_not_watched_as_well() -> None:
    (one,) = rank([book("a", "down", watch="down")], evidence(status=503))
    assert (one.holds, one.is_watched) == (True, False)


def test_nothing_is_proposed_on_what_is_not_known() -> None:
    (one,) = rank([book("a", "down", watch="down")], evidence())
    assert (one.holds, one.is_watched, one.because) == (None, False, "Track ?")
