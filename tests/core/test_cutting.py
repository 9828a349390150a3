from __future__ import annotations

import pytest

from cio_tui.core.cutting import LONGEST, cut_block, cut_line, cut_words
from cio_tui.core.events import Note
from cio_tui.core.text import clean_block

MARK = "… [cut after 19,941 characters; the rest is not in the log]"


def test_a_text_too_long_says_itself_where_it_was_cut() -> None:
    cut = cut_block("x" * 34_112)
    assert cut == "x" * 19_941 + MARK
    assert len(cut) == LONGEST
    assert clean_block(cut) == cut_block(cut) == cut


@pytest.mark.parametrize("text", ["", "short", "x" * LONGEST, "x" * (LONGEST - 1) + "…", "a\n\x1b"])
def test_what_fits_is_only_cleaned(text: str) -> None:
    assert cut_block(text) == clean_block(text)
    assert cut_words(Note(cut_block(text))) == ""


def test_who_typed_it_is_told_where_and_what_to_do() -> None:
    told = cut_words(Note(cut_block("x" * 34_112)))
    assert told.startswith("cut after 19,9")
    assert told.endswith(" characters; note the rest, or where the whole is kept")


def test_what_was_cut_once_and_grew_is_marked_anew() -> None:
    again = cut_block("more " + cut_block("x" * 34_112))
    assert len(again) == LONGEST
    assert cut_words(Note(again))


@pytest.mark.parametrize("text", ["x" * 101, "x " * 60, "\x9b" * 60])
def test_a_line_is_marked_as_well_also_when_cleaning_makes_it_longer_or_shorter(text: str) -> None:
    assert cut_words(Note(cut_line(text, 100)))


def test_a_line_that_fits_is_whole() -> None:
    assert cut_line("x" * 100, 100) == "x" * 100
