from __future__ import annotations

import pytest

from cio_tui.core.answers import read_answer, read_value
from cio_tui.core.errors import Refused
from cio_tui.core.step import Response


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        ("text", " as seen ", "as seen"),
        ("choice", "open", "open"),
        ("int", "1,200", 1200),
        ("int", "12_000", 12000),
        ("number", "0.5", 0.5),
        ("percent", "1.5 %", 1.5),
        ("time", "20:04", "20:04"),
        ("time", "12m ago", "12m ago"),
    ],
)
def test_a_typed_answer_is_read_as_what_was_asked_for(kind: str, typed: str, value: object) -> None:
    assert read_answer(Response("?", kind), typed).value == value  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("kind", "typed", "sentence"),
    [
        ("int", "0.5", "Type a whole number, such as 412"),
        ("number", "half", "Type a number, such as 0.5"),
        ("percent", "much", "Type a percentage, such as 1.5"),
        ("time", "soon", "Type a time in UTC, such as 20:04, or how long ago, such as 12m ago"),
        ("number", "nan", "Type a number"),
        ("number", "inf", "Type a number"),
        ("int", "9" * 400, "Type a whole number"),
    ],
)
def test_what_is_no_answer_is_refused_with_what_would_be_one(kind: str, typed: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        read_value(kind, typed)  # type: ignore[arg-type]


def test_an_empty_answer_repeats_the_question() -> None:
    with pytest.raises(Refused, match=r"Depth now\? Type the value you see; nothing is recorded yet"):
        read_answer(Response("Depth now?", "int"), " ")


def test_a_text_may_have_to_say_a_little_more() -> None:
    with pytest.raises(Refused, match="at least 8 characters"):
        read_answer(Response("Why?", min=8), "broken")
    assert read_answer(Response("Why?", min=6), "broken").said == "broken"


def test_case_does_not_matter_to_what_is_expected() -> None:
    response = Response("State?", "choice", accept=("open", "half-open"))
    assert not read_answer(response, "OPEN").mismatch
    other = read_answer(response, "closed")
    assert (other.mismatch, other.expected) == (True, "open or half-open")
