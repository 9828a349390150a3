from __future__ import annotations

import random
import sys
import unicodedata

import pyte
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cio_tui.core.text import clean, clean_block, clean_line

CLEANERS = (clean, clean_line, clean_block)
HOSTILE = st.text(
    st.one_of(
        st.characters(),
        st.sampled_from(
            "\x00\a\b\t\n\v\f\r\x1b\x7f\x85\x90\x9b\x9c\x9d\u061c\u200b\u200d\u2028\u202e\u2066\ufe0f\u0301"
        ),
        st.sampled_from(
            ["\U000e0041", "\ud800", "\udfff", "\ue000", "\ufffe", "\u1160", "[", "]", "0", ";", "m"]
        ),
    )
)
OPERATIONS = {
    "set the clipboard": "\x1b]52;c;cm0gLXJmIH4=\a",
    "set the title": "\x1b]0;PROD-OK\x1b\\",
    "ask for the cursor": "\x1b[6n",
    "device control": "\x1bP+q544e\x1b\\",
    "C1 control sequence": "\x9b31mred",
    "C1 string": "\x9d0;title\x9c",
    "carriage return": "failing\rall ok ",
    "backspaces": "down\b\b\b\bup  ",
    "right-to-left override": "pay\u202elapyap",
    "isolate": "a\u2066b\u2069c",
    "tags": "ok\U000e0041\U000e0042",
    "line separator": "a\u2028b\u2029c",
    "lone surrogate": "a\ud800b",
    "vertical movement": "a\vb\fc\x85d",
}


def is_safe(text: str) -> bool:
    """Printable in Python's sense: no control, format, surrogate, private, unassigned or separator."""
    return text.isprintable() and text.encode().decode() == text


def operations(text: str) -> set[str]:
    """What a terminal does when it is given the text."""
    done: set[str] = set()

    class Recorder(pyte.Screen):
        def __getattribute__(self, name: str) -> object:
            if name in pyte.Stream.events:
                done.add(name)
            return super().__getattribute__(name)

    stream = pyte.Stream(Recorder(4000, 50))
    done.clear()
    stream.feed(text)
    return done


def test_every_code_point_comes_out_safe_and_stays_as_it_is() -> None:
    for code in range(sys.maxunicode + 1):
        shown = clean("a" + chr(code))
        assert is_safe(shown), hex(code)
        assert clean(shown) == shown, hex(code)
        assert len(shown) <= 3, hex(code)


def test_every_code_point_with_a_glyph_and_a_cell_of_its_own_is_kept() -> None:
    kept = [
        chr(code)
        for code in range(sys.maxunicode + 1)
        if chr(code).isprintable() and clean(chr(code)) == chr(code)
    ]
    lost = [
        chr(code)
        for code in range(sys.maxunicode + 1)
        if chr(code).isprintable() and clean(chr(code)) != chr(code)
    ]
    assert len(kept) > 130_000
    assert all(
        unicodedata.category(character).startswith("M") or ord(character) in FILLERS for character in lost
    )


FILLERS = {0x115F, 0x3164, 0xFFA0, *range(0x1160, 0x1200), *range(0xD7B0, 0xD7FC)}


@pytest.mark.parametrize("payload", OPERATIONS.values(), ids=OPERATIONS.keys())
def test_a_terminal_only_draws_what_was_cleaned(payload: str) -> None:
    assert operations(clean(payload)) == {"draw"}
    assert operations(clean_line(payload)) == {"draw"}
    assert operations(clean_block(payload)) == {"draw"}


@given(HOSTILE, st.integers(0, 40))
def test_cleaning_is_safe_bounded_and_idempotent(text: str, limit: int) -> None:
    for cleaner in CLEANERS:
        once = cleaner(text, limit)
        assert len(once) <= limit
        assert is_safe(once.replace("\n", "") if cleaner is clean_block else once)
        assert cleaner(once, limit) == once


@settings(max_examples=200)
@given(HOSTILE)
def test_a_terminal_never_does_more_than_draw(text: str) -> None:
    assert operations(clean(text)) <= {"draw"}
    for line in clean_block(text).split("\n"):
        assert operations(line) <= {"draw"}


def test_what_was_dangerous_can_still_be_read() -> None:
    assert clean("\x1b]0;PROD-OK\a") == "␛]0;PROD-OK␇"
    assert clean("\x9b31mred") == "␛[31mred"
    assert clean("failing\rok") == "failing␍ok"
    assert clean("one\ntwo") == "one␊two"
    assert clean("pay\u202epal") == "pay�pal"
    assert clean("a\u2028b") == "a␤b"
    assert clean("\x7f") == "␡"


def test_plain_words_in_many_scripts_are_left_alone() -> None:
    for words in ("Grüße, naïve", "Ünïcödé ✓ ✗", "日本語テスト", "שָׁלוֹם", "สวัสดี", "नमस्ते", "👩🏽 ok", "한국어"):
        assert clean(words) == words


def test_a_flood_of_combining_marks_is_cut_to_four() -> None:
    assert clean("Z" + "\u0300" * 500 + "algo") == "Z" + "\u0300" * 4 + "algo"


def test_a_mark_with_nothing_under_it_gets_a_circle_instead_of_the_border() -> None:
    assert clean("\u0301x") == "◌\u0301x"
    assert clean_block("a\n\u0301x") == "a\n◌\u0301x"


def test_invisible_characters_hide_nothing() -> None:
    assert clean("ad\u200bmin\ufeff\u2060 \u00adok\ufe0f\U000e0101") == "admin ok"


def test_a_line_folds_white_space_and_a_block_keeps_its_lines() -> None:
    assert clean_line("  503\r\n\tService   Unavailable\n") == "503 Service Unavailable"
    assert clean_block('{\r\n\t"a": 1\r\n}\rx') == '{\n    "a": 1\n}␍x'


def test_the_limit_is_kept_with_an_ellipsis() -> None:
    assert clean("x" * 50, 10) == "x" * 9 + "…"
    assert clean("x" * 10, 10) == "x" * 10
    assert clean("x", 0) == ""
    assert clean("\u200b" * 1_000_000, 10) == "…"
    assert len(clean_line("word " * 1000)) <= 200


@pytest.mark.soak
@pytest.mark.timeout(1800)
def test_a_million_random_soups_come_out_safe() -> None:
    rng = random.Random(20261121)
    pool = [
        *map(chr, range(0xA1)),
        *OPERATIONS.values(),
        *"\u0301\u200b\u202e\u2066\ud800\ue000\ufe0f\u1160\U000e0041",
    ]
    for number in range(1_000_000):
        soup = "".join(rng.choices(pool, k=8)) + chr(rng.randrange(sys.maxunicode + 1))
        shown = clean(soup)
        assert is_safe(shown)
        assert clean(shown) == shown
        if number % 10 == 0:
            assert operations(shown) <= {"draw"}
