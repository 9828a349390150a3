from __future__ import annotations

import pytest

from cio_tui.core.expr.tokens import MOST_CHARACTERS, tokenize
from cio_tui.core.expr.vocabulary import ExpressionError


def test_words_texts_and_symbols_are_cut_with_their_columns() -> None:
    tokens = tokenize("step.size-up.elapsed>=5m\n in ['a b',\"c\"]")

    assert [(token.kind, token.text, token.column) for token in tokens] == [
        ("word", "step.size-up.elapsed", 1),
        ("symbol", ">=", 21),
        ("word", "5m", 23),
        ("word", "in", 27),
        ("symbol", "[", 30),
        ("text", "a b", 31),
        ("symbol", ",", 36),
        ("text", "c", 37),
        ("symbol", "]", 40),
        ("end", "", 41),
    ]


@pytest.mark.parametrize(
    ("source", "column", "message"),
    [
        ("track.ok = true", 10, "one '=' assigns nothing here; compare with =="),
        ("!track.ok", 1, "write the word not"),
        ("a && b", 3, "write the word and"),
        ("a || b", 3, "write the word or"),
        ("{track.ok}", 1, "braces are for text; write the bare name"),
        ("a + b", 3, "there is no arithmetic"),
        ("a == 'b", 6, "a text is opened here and never closed"),
        ("a == “b”", 6, "write a straight quote"),
        ("a == 'b\x1b[2J'", 6, "a text may hold printable characters only"),
        ("a == \x1b", 6, "unexpected character '\\x1b'"),
        ("a\u202e", 2, "unexpected character '\\u202e'"),
        ("é", 1, "unexpected character 'é'"),
        (
            "a" * (MOST_CHARACTERS + 1),
            4001,
            "the condition is longer than 4,000 characters; split it into facts",
        ),
    ],
)
def test_what_is_no_token_is_refused_with_its_remedy(source: str, column: int, message: str) -> None:
    with pytest.raises(ExpressionError) as caught:
        tokenize(source)

    assert (caught.value.column, caught.value.message) == (column, message)
