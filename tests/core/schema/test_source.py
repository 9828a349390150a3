from __future__ import annotations

import pytest

from cio_tui.core.schema import InvalidRunbook, parse_source


def fault(data: bytes) -> str:
    with pytest.raises(InvalidRunbook) as caught:
        parse_source("book.toml", data)
    (found,) = caught.value.faults
    return str(found)


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"a = 1\nb = \xff\n", "book.toml:2:5: byte 0xff is not UTF-8; save the file as UTF-8"),
        (b"a = 1\na = 2\n", "book.toml:2:1: given a second time"),
        (b"[a]\nx = 1\n[b]\n[a]\n", "book.toml:4:2: given a second time"),
        (b"a = Complete outage\n", "book.toml:1:5: not TOML: invalid value; text needs quotes"),
        (b"a = 1\nb = 'x\nc = 2\n", "book.toml:2:5: not TOML: this string is not closed, or holds an escape"),
        (b"\xef\xbb\xbfa = 1\n", "book.toml:1:1: not TOML: a byte order mark; save the file without one"),
        (b'a = 1\n"\\q" = 1\n', "book.toml:2:1: not TOML: this string is not closed, or holds an escape"),
        (b"a.b = 1\n[a.b.c]\n", "book.toml:2:7: given a second time, or as another type than above"),
        (b"a = 1\n\x01\n", "book.toml:2:1: not TOML: "),
        (b"a = '\x01'\n", "book.toml:1:6: not TOML: Found invalid character"),
        (
            b"a = [1,\n  2\nb = 3\n",
            "book.toml:1:5: not TOML: this bracket is not closed, or a comma is missing",
        ),
        (b"a = {b = 1\nc = 2\n", "book.toml:1:5: not TOML: this brace is not closed, or a comma is missing"),
        (b"a = 1\nb = " + b"[" * 5000, "book.toml:2:37: nested deeper than 32 levels"),
        (b"a = " + b"[" * 40 + b"]" * 40, "book.toml:1:37: nested deeper than 32 levels"),
        (b"a = 1\n" + b"a." * 50_000 + b"b = 1\n", "book.toml:2:67: nested deeper than 32 levels"),
        (b"x = 1\na = " + b"9" * 5000, "book.toml:2:5: a number too long to read"),
    ],
)
def test_what_is_no_toml_is_one_line_at_the_mistake(data: bytes, message: str) -> None:
    assert fault(data).startswith(message)


def test_strings_are_cleaned_so_that_they_can_be_shown() -> None:
    source = parse_source("book.toml", b'a = "\\u001b]52;c;\\u0007"\n[b]\nc = ["x\\u202ey"]\n')
    assert source.document["a"] == "␛]52;c;␇"
    assert "\u202e" not in str(source.document)


def test_a_message_that_quotes_the_file_is_cleaned_too() -> None:
    source = parse_source("book.toml", b'"\\u001b[31m" = 1\n')
    assert "\x1b" not in str(source.fault(("\x1b[31m",), "unknown key \x1b[31m", at_key=True))


def test_a_file_name_cannot_act_on_the_terminal_either() -> None:
    with pytest.raises(InvalidRunbook) as caught:
        parse_source("\x1b]0;PROD\x07.toml", b"a = \xff")
    assert str(caught.value).isprintable()


def test_lines_ended_by_carriage_returns_count_as_lines() -> None:
    source = parse_source("book.toml", b"a = 1\r\n\r\nb = 2\r\n")
    assert (source.fault(("b",), "").line, source.fault(("b",), "").column) == (3, 5)
