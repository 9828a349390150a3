from __future__ import annotations

from cio_tui.tui.line import words
from cio_tui.tui.present.review_item import Item, paragraph
from cio_tui.tui.present.review_page import Page, highlight
from tests.tui.stage import texts_of


def items(*sizes: int) -> list[Item]:
    return [
        Item(tuple(words(f"{index}.{line}") for line in range(size)), float(index * 10), index + 1)
        for index, size in enumerate(sizes)
    ]


def view(page: Page, height: int) -> list[str]:
    return texts_of(page.lines(height))


def test_the_cursor_marks_its_entry_and_stays_in_view() -> None:
    page = Page(items(*[1] * 100))
    for _ in range(50):
        page.move(1, 10)
    assert "» 50.0" in view(page, 10)
    for _ in range(100):
        page.move(-1, 10)
    assert view(page, 10)[0] == "» 0.0"


def test_an_entry_taller_than_the_view_is_read_to_its_end_before_the_next() -> None:
    page = Page(items(1, 25, 1))
    seen: list[str] = []
    for _ in range(6):
        page.move(1, 10)
        seen += view(page, 10)
    joined = " ".join(seen)
    assert all(f"1.{line}" in joined for line in range(25))
    assert "» 2.0" in seen


def test_only_the_lines_in_view_are_made() -> None:
    page = Page(items(*[1] * 10_000), cursor=5000)
    page.reveal(10)
    assert len(page.lines(10)) == 10
    assert any("5000.0" in line for line in view(page, 10))


def test_pages_and_leaps_end_at_the_ends() -> None:
    page = Page(items(*[2] * 30))
    page.turn(1, 10)
    assert page.cursor == 4
    page.turn(-1, 10)
    assert page.cursor == 0
    page.turn(-1, 10)
    assert page.cursor == 0
    page.put(10_000, 10)
    assert page.cursor == 29
    assert "» 29.0" in view(page, 10)


def test_an_empty_page_takes_every_move() -> None:
    page = Page(())
    page.move(1, 10)
    page.turn(1, 10)
    page.put(3, 10)
    assert page.lines(10) == []
    assert (page.current, page.place, page.height) == (None, "", 0)


def test_a_moment_finds_the_last_entry_before_it() -> None:
    page = Page(items(1, 1, 1))
    assert [page.at_or_before(offset) for offset in (-5, 0, 9.9, 10, 99)] == [0, 0, 0, 1, 2]


def test_what_is_searched_for_is_reversed_across_pieces_and_whatever_its_case() -> None:
    line = words(("20:21 ", "dim"), ("Breaker ", "strong"), "open")
    marked = highlight(line, "BREAKER o")
    assert [text for text, style in marked if style == "cursor"] == ["Breaker ", "o"]
    assert texts_of([marked]) == texts_of([line])
    assert highlight(line, "nothing") == line
    assert highlight(line, "") == line


def test_a_paragraph_hangs_under_its_text_or_where_it_is_told_to() -> None:
    lead = words(("12:00:00 ", "dim"))
    text = "one two three four five six seven eight nine"
    assert all(line.startswith("         ") for line in texts_of(paragraph(lead, text, 30))[1:])
    assert texts_of(paragraph(lead, text, 30, "", 2))[1].startswith("  f")
    assert texts_of(paragraph(lead, text, 20))[0] == "12:00:00"
