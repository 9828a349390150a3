from __future__ import annotations

import codecs
import sys
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from cio_tui.tui.present.glyphs import VERDICTS
from cio_tui.tui.present.marks import MARKS
from cio_tui.tui.terminal.encoding import encode, make_decoder, terminal_encoding, twin

if TYPE_CHECKING:
    from tests.tui.terminal.conftest import Demo


@pytest.mark.parametrize(
    ("environment", "encoding"),
    [
        ({"LANG": "de_DE.ISO-8859-1"}, "iso8859-1"),
        ({"LANG": "de_DE.ISO-8859-15@euro", "LC_ALL": ""}, "iso8859-15"),
        ({"LANG": "de_DE.ISO-8859-1", "LC_CTYPE": "de_DE.UTF-8"}, "utf-8"),
        ({"LANG": "de_DE.ISO-8859-1", "LC_CTYPE": "C.UTF-8"}, "iso8859-1"),
        ({"LANG": "de_DE.UTF-8", "LC_ALL": "POSIX"}, "ascii"),
        ({"LC_ALL": "C"}, "ascii"),
        ({"LC_ALL": "C.UTF-8"}, "utf-8"),
        ({"LANG": "C"}, "utf-8"),
        ({"LC_CTYPE": "UTF-8"}, "utf-8"),
        ({"LANG": "tlh_QO.no-such-code"}, "utf-8"),
        ({"LANG": "x.utf-16"}, "utf-8"),
        ({"LANG": "x.base64"}, "utf-8"),
        ({}, "utf-8"),
    ],
)
def test_the_locale_is_taken_at_its_word(environment: dict[str, str], encoding: str) -> None:
    assert codecs.lookup(terminal_encoding(environment)).name == encoding


def test_utf_8_is_sent_as_it_is() -> None:
    assert encode("╭─ ✓ ok — 東京 ─╮", "utf-8") == "╭─ ✓ ok — 東京 ─╮".encode()


def test_a_terminal_without_box_drawing_gets_ascii_frames() -> None:
    assert encode("╭─ Steps ─╮ ┃ ┗━┛ ▊ │", "ascii") == b"+- Steps -+ | +-+ # |"


def test_what_a_terminal_has_it_gets() -> None:
    assert encode("é » ✓", "latin-1") == "é » +".encode("latin-1")


@pytest.mark.parametrize("glyph", [*VERDICTS.values(), *MARKS.values()])
def test_every_state_can_be_told_in_ascii(glyph: object) -> None:
    shape: str = glyph.shape  # type: ignore[attr-defined]
    assert "?" not in encode(shape, "ascii").decode() or "?" in shape


@pytest.mark.parametrize("text", ["東京 ok", "🔥 failing", "e\u0301 x", "─│╬▀⣿", "ﾊ é", "\udc80"])
def test_a_twin_takes_as_many_cells_as_what_it_stands_for(text: str) -> None:
    assert len(encode(text, "ascii")) == cell_len(text)


def test_any_character_has_a_twin_of_plain_ascii() -> None:
    for code in range(0x80, sys.maxunicode, 11):
        answer = twin(chr(code))
        assert answer.isascii()
        assert answer.isprintable()
        assert len(answer) == cell_len(chr(code)), hex(code)


def test_no_byte_is_beyond_reading() -> None:
    decoder = make_decoder("utf-8")
    assert decoder.decode(b"caf\xe9 \xff \xe2\x9c") == "caf\ufffd \ufffd "
    assert decoder.decode(b"\x93") == "✓"


def test_a_locale_that_this_host_does_not_have_is_the_terminals_all_the_same(demo: Demo) -> None:
    with demo(environment={"LANG": "xx_XX.ISO-8859-1", "LC_ALL": "", "LC_CTYPE": ""}) as terminal:
        terminal.wait_for("ready")
        terminal.send("é".encode("latin-1"))
        terminal.wait_for("\N{REPLACEMENT CHARACTER}")
        assert b"\xe9" in terminal.received


def test_a_latin_1_terminal_is_drawn_and_typed_in(demo: Demo) -> None:
    with demo(environment={"PYTHONIOENCODING": "latin-1"}) as terminal:
        terminal.wait_for("ready")
        terminal.send("é".encode("latin-1"))
        terminal.wait_for("\N{REPLACEMENT CHARACTER}")  # this terminal reads UTF-8, and got é in Latin-1
        assert b"\xe9" in terminal.received
        assert "---" in terminal.text
        assert "\\u" not in terminal.text
        terminal.press("ctrl+q")
        assert terminal.wait() == 0
