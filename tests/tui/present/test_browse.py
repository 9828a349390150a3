from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.tui.present.browse import Browse
from tests.core.proof.samples import kept

if TYPE_CHECKING:
    from cio_tui.core.kept import Kept


def samples(*verdicts: str) -> tuple[Kept, ...]:
    """One a second, oldest first."""
    return tuple(
        kept(verdict=verdict, summary=f"sample {number}", at=f"2026-11-21T20:21:{number:02}Z")
        for number, verdict in enumerate(verdicts)
    )


def chosen(browse: Browse) -> str:
    assert browse.chosen is not None
    return browse.chosen.summary


THREE = samples("ok", "failing", "ok")


def test_the_newest_comes_first_and_is_chosen_at_the_beginning() -> None:
    browse = Browse().having(THREE)
    assert [each.summary for each in browse.shown] == ["sample 2", "sample 1", "sample 0"]
    assert (chosen(browse), browse.index) == ("sample 2", 0)


def test_the_chosen_one_stays_while_others_arrive_and_it_is_known_how_many() -> None:
    browse = Browse().having(THREE).moved(1).having(samples("ok", "failing", "ok", "ok", "failing"))
    assert (chosen(browse), browse.index) == ("sample 1", 3)


def test_the_cursor_stops_at_both_ends() -> None:
    browse = Browse().having(THREE)
    assert chosen(browse.moved(-5)) == "sample 2"
    assert chosen(browse.moved(100_000)) == "sample 0"


def test_only_what_was_not_good_is_shown_and_the_cursor_goes_to_the_next_older_of_them() -> None:
    browse = Browse().having(THREE).filtered()
    assert [each.summary for each in browse.shown] == ["sample 1"]
    assert chosen(browse) == "sample 1"
    assert chosen(browse.filtered()) == "sample 1"


def test_a_sample_that_was_thinned_out_leaves_the_cursor_on_the_next_older() -> None:
    browse = Browse().having(THREE).moved(1).having((THREE[0], THREE[2]))
    assert chosen(browse) == "sample 0"
    assert chosen(Browse().having(THREE).moved(2).having(THREE[1:])) == "sample 1"


def test_nothing_to_look_at_is_nothing_chosen() -> None:
    empty = Browse().having(())
    assert empty.chosen is None
    assert empty.moved(1) == empty
    assert Browse().having(samples("ok")).filtered().chosen is None
