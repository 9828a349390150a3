from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cio_tui.tui.line import crop, fit, reflow, spread, text_of, width_of, words, wrap

TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")), max_size=80)


@given(st.lists(TEXTS, max_size=4), st.integers(0, 60))
def test_a_cropped_line_fits_whatever_stands_in_it(texts: list[str], width: int) -> None:
    assert width_of(crop(words(*texts), width)) <= width


@given(TEXTS, st.integers(2, 60))
def test_wrapped_lines_fit_and_lose_no_word(text: str, width: int) -> None:
    lines = list(wrap(text, width))
    assert max(width_of(line) for line in lines) <= width
    kept = "".join(text_of(line) for line in lines)
    if all(width_of(words(word)) <= width for word in text.split()):
        assert "".join(kept.split()) == "".join(text.split())


@given(TEXTS, st.integers(-2, 6), st.integers(0, 8))
def test_wrapping_ends_however_little_room_there_is(text: str, width: int, indent: int) -> None:
    assert len(list(wrap(text, width, indent=" " * indent))) <= len(text) + 1


@given(TEXTS, TEXTS, st.integers(0, 80))
def test_both_ends_of_a_spread_line_fit(left: str, right: str, width: int) -> None:
    assert width_of(spread(words(left), words(right), width)) <= width


def test_what_is_cut_ends_in_an_ellipsis() -> None:
    assert text_of(crop(words("Open the ", ("breaker", "strong")), 12)) == "Open the br…"


def test_the_right_end_stays_when_the_left_is_too_long() -> None:
    assert text_of(spread(words("a very long title"), words("12s"), 12)) == "a very … 12s"


def test_lines_that_do_not_fit_are_counted() -> None:
    assert [text_of(line) for line in fit([words("a"), words("b"), words("c")], 2)] == ["a", "… 2 more lines"]


def test_indented_continuations_keep_their_indent() -> None:
    told = [text_of(line) for line in wrap("  status >= 500 (status = 503)", 20, indent="    ")]
    assert told == ["  status >= 500", "    (status = 503)"]


@pytest.mark.parametrize(
    ("text", "flowing"),
    [
        ("Open it in every\nregion we run in.", "Open it in every region we run in."),
        ("One sentence.\nanother one", "One sentence.\nanother one"),
        ("A list:\nfirst\n\nsecond", "A list:\nfirst\n\nsecond"),
    ],
)
def test_lines_broken_for_the_book_flow_again(text: str, flowing: str) -> None:
    assert reflow(text) == flowing


def test_a_line_is_one_row_whatever_a_name_in_it_holds() -> None:
    assert text_of(words("amira\nbo", " left")) == "amira bo left"
