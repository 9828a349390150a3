from __future__ import annotations

import pytest

from cio_tui.core.expr.literals import is_reserved, read_literal
from cio_tui.core.expr.tree import Constant, Scalar
from cio_tui.core.expr.vocabulary import ExpressionError


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("true", True),
        ("false", False),
        ("none", "none"),
        ("42", 42),
        ("-3", -3),
        ("2.5", 2.5),
        ("1.0", 1),
        ("5%", 0.05),
        ("0.1%", 0.001),
        ("100%", 1),
        ("5m", 300),
    ],
)
def test_some_words_are_values(word: str, value: Scalar) -> None:
    literal = read_literal(word, 1)

    assert literal is not None
    assert isinstance(literal.node, Constant)
    assert (literal.node.value, type(literal.node.value) is bool) == (value, type(value) is bool)


@pytest.mark.parametrize("word", ["track.ok", "5xx", "1e3", "5%%", ".5", "5.", "-", "-5m", "True", "five"])
def test_any_other_word_is_a_name(word: str) -> None:
    assert read_literal(word, 1) is None


@pytest.mark.parametrize(
    ("word", "message"),
    [
        ("9" * 41, "a number may have 40 digits at most"),
        (
            "9" * 10 + "d",
            "'9999999999d' is not a duration: write a number and ms, s, m, h or d, such as 5m",
        ),
    ],
)
def test_a_value_out_of_range_is_refused(word: str, message: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        read_literal(word, 7)

    assert (caught.value.column, caught.value.message) == (7, message)


@pytest.mark.parametrize(
    ("word", "reserved"),
    [("in", True), ("none", True), ("5m", True), ("42", True), ("step", True), ("5xx", False)],
)
def test_a_name_that_reads_as_something_else_is_reserved(word: str, reserved: bool) -> None:
    assert is_reserved(word) is reserved
