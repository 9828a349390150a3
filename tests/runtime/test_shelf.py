from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.core.evidence import Evidence
from cio_tui.runtime.conductor import Conductor
from cio_tui.runtime.shelf import Shelf

if TYPE_CHECKING:
    from pathlib import Path

    from cio_tui.runtime.workplace import Workplace


async def test_heads_come_at_once_and_books_when_they_have_been_read(place: Workplace) -> None:
    shelf = Shelf(place.library, str(place.incidents))
    assert {"a", "b"} <= {head.id for head in shelf.heads}
    assert (shelf.is_open, shelf.rank(Evidence(0.0)), dict(shelf.probes())) == (False, None, {})
    await shelf.open()
    assert shelf.is_open
    assert "queue" in shelf.probes()
    ranked = shelf.rank(Evidence(0.0))
    assert ranked is not None
    assert {one.holds for one in ranked} == {None}


async def test_a_book_that_is_broken_stays_listed_with_its_first_fault(
    place: Workplace, config: Path
) -> None:
    text = (config.parent / "books" / "a.toml").read_text()
    (config.parent / "books" / "a.toml").write_text(text.replace('goto = "tell"', 'goto = "nowhere"'))
    shelf = Shelf(place.library, str(place.incidents))
    assert "a" not in shelf.faults
    await shelf.open()
    assert "nowhere" in shelf.faults["a"]


async def test_incidents_are_listed_newest_first_and_a_missing_folder_lists_none(place: Workplace) -> None:
    shelf = Shelf(place.library, str(place.incidents))
    assert list(shelf.incidents()) == []
    async with Conductor(place) as conductor:
        await conductor.open("b")
        (row,) = shelf.incidents()
        assert (row.book, row.is_open, row.is_drill) == ("b", True, False)
    (place.incidents / "not a folder").write_text("")
    assert list(Shelf(place.library, str(place.incidents / "not a folder")).incidents()) == []
