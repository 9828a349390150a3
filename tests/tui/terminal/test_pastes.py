from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cio_tui.tui.terminal.pastes import BEGIN, END, MOST, Pasted, PasteSplitter

TEXTS = st.text(st.characters(exclude_characters="\x1b", codec="utf-8"))


def split(*pieces: str) -> tuple[str, list[str]]:
    """All keys in a row, and the pastes, of what came in these pieces."""
    splitter = PasteSplitter()
    found = [part for piece in pieces for part in splitter.feed(piece)]
    keys = "".join(part for part in found if not isinstance(part, Pasted)) + splitter.release()
    return keys, [part for part in found if isinstance(part, Pasted)]


@given(TEXTS, st.lists(st.integers(0, 60), max_size=4))
def test_it_does_not_matter_where_the_pieces_end(text: str, cuts: list[int]) -> None:
    whole = f"ab\x1b[A{BEGIN}one{END}{text}\x1b[200{BEGIN}two{END}\x1b"
    ends = sorted({cut % len(whole) for cut in cuts})
    pieces = [whole[start:end] for start, end in zip([0, *ends], [*ends, len(whole)], strict=True)]
    assert split(*pieces) == (f"ab\x1b[A{text}\x1b[200\x1b", ["one", "two"])


@pytest.mark.parametrize(
    "hostile", ["\x1b\r", "\x1b[27u", "\x1bq\ry", "\x1b[200~", "\x1b]52;c;eA==\x07", "\x1b[201"]
)
def test_nothing_inside_a_paste_is_a_key(hostile: str) -> None:
    keys, pastes = split(f"{BEGIN}before{hostile}after{END}x")
    assert keys == "x"
    assert len(pastes) == 1
    assert pastes[0].startswith("before")
    assert pastes[0].endswith("after")
    assert "\x1b" not in pastes[0]


def test_the_lines_of_a_paste_stay_lines() -> None:
    assert split(f"{BEGIN}one\rtwo\r\nthree\nfour{END}")[1] == ["one\ntwo\nthree\nfour"]


def test_the_escape_key_is_only_held_until_nothing_follows() -> None:
    splitter = PasteSplitter()
    assert list(splitter.feed("\x1b")) == []
    assert splitter.release() == "\x1b"
    assert splitter.release() == ""


def test_a_paste_without_an_end_costs_no_more_memory_than_one_with() -> None:
    splitter = PasteSplitter()
    for _ in range(50):
        assert list(splitter.feed(BEGIN + "x" * 10_000)) == []
    (pasted,) = splitter.feed(END)
    assert len(pasted) <= MOST


def test_the_mark_of_the_end_may_come_in_two_pieces_with_a_pause_between() -> None:
    splitter = PasteSplitter()
    assert list(splitter.feed(f"{BEGIN}text{END[:4]}")) == []
    assert splitter.release() == ""
    assert list(splitter.feed(f"{END[4:]}k")) == ["text", "k"]


@pytest.mark.parametrize("key", ["k", "é", "\x1b", "\x1b[A", "\r"])
def test_a_paste_whose_end_is_lost_does_not_take_the_keys_with_it(key: str) -> None:
    splitter = PasteSplitter()
    assert list(splitter.feed(f"{BEGIN}text")) == []
    assert splitter.is_pasting
    (pasted,) = splitter.give_up()
    assert isinstance(pasted, Pasted)
    assert pasted == "text"
    keys = [*splitter.feed(key), splitter.release()]
    assert "".join(keys) == key


def test_the_rest_of_a_paste_on_a_slow_line_is_no_keys() -> None:
    for rest in ("rm -rf\r", "x" * 200, f"y{END}", f"\x1b[A{END}"):
        splitter = PasteSplitter()
        pieces = [*splitter.feed(f"{BEGIN}one"), *splitter.give_up(), *splitter.feed(rest)]
        pieces += [] if END in rest else [*splitter.feed(END)]
        assert [type(piece) for piece in pieces] == [Pasted, Pasted]
        assert list(splitter.feed("k")) == ["k"]


def test_a_paste_too_long_for_the_log_says_so_where_it_was_cut() -> None:
    (pasted,) = split(f"{BEGIN}{'x' * 30_000}{END}")[1]
    assert pasted.endswith("x… [cut after 19,941 characters; the rest is not in the log]")
