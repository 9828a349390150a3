from __future__ import annotations

import pytest

from cio_tui.core.expr import ExpressionError, Vocabulary, parse
from cio_tui.core.expr.cursor import MOST_NESTED, Cursor


def test_the_end_is_never_passed() -> None:
    cursor = Cursor("", Vocabulary())

    assert [cursor.take().kind for _ in range(3)] == ["end", "end", "end"]


def test_a_quoted_word_is_not_the_word() -> None:
    assert not Cursor("'or'", Vocabulary()).took("or")


@pytest.mark.parametrize(
    ("opening", "closing"),
    [("(", ")"), ("not ", ""), ("stable(", ",'1m')"), ("track.ok or track.ok and (", ") == true")],
)
def test_conditions_nest_just_so_deep(opening: str, closing: str, vocabulary: Vocabulary) -> None:
    def nested(depth: int) -> str:
        return opening * depth + "track.ok" + closing * depth

    parse(nested(MOST_NESTED), vocabulary)
    with pytest.raises(ExpressionError) as caught:
        parse(nested(MOST_NESTED + 1), vocabulary)

    assert caught.value.message == "nested more than 64 deep; split it into facts"
    assert caught.value.column == len(opening * MOST_NESTED) + 1 + (
        len(opening) - 1 if opening.endswith(" (") else 0
    )


def test_nesting_counts_depth_and_not_how_often(vocabulary: Vocabulary) -> None:
    parse(" or ".join(["(not track.ok)"] * 200), vocabulary)
