"""Text to tokens. A name may hold `-` and start with a digit, as ids may, so words are cut first and classed later."""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from cio_tui.core.expr.vocabulary import ExpressionError

MOST_CHARACTERS = 4000

_TOKEN = re.compile(
    r"""(?P<space>[ \t\n]+)
    |(?P<word>[A-Za-z0-9_.%-]+)
    |(?P<text>'[^']*'|"[^"]*")
    |(?P<symbol>==|!=|<=|>=|[<>()\[\],])""",
    re.VERBOSE,
)

_REMEDIES = {
    "=": "one '=' assigns nothing here; compare with ==",
    "!": "write the word not",
    "&": "write the word and",
    "|": "write the word or",
    "{": "braces are for text; write the bare name",
    "+": "there is no arithmetic",
    "*": "there is no arithmetic",
    "/": "there is no arithmetic",
    "'": "a text is opened here and never closed",
    '"': "a text is opened here and never closed",
    "‘": "write a straight quote",
    "’": "write a straight quote",
    "“": "write a straight quote",
    "”": "write a straight quote",
}


class Token(NamedTuple):
    """A piece of an expression; a text comes without its quotes."""

    kind: Literal["word", "text", "symbol", "end"]
    text: str
    column: int


def tokenize(source: str) -> list[Token]:
    """Tokens in order, closed by one `end`. Raises ExpressionError."""
    if len(source) > MOST_CHARACTERS:
        raise ExpressionError(
            f"the condition is longer than {MOST_CHARACTERS:,} characters; split it into facts",
            MOST_CHARACTERS + 1,
        )
    tokens: list[Token] = []
    position = 0
    while position < len(source):
        found = _TOKEN.match(source, position)
        if found is None:
            raise _unexpected(source[position], position + 1)
        position = found.end()
        if found["word"]:
            tokens.append(Token("word", found["word"], found.start() + 1))
        elif found["symbol"]:
            tokens.append(Token("symbol", found["symbol"], found.start() + 1))
        elif found["text"]:
            tokens.append(
                Token("text", _printable(found["text"][1:-1], found.start() + 1), found.start() + 1)
            )
    tokens.append(Token("end", "", len(source) + 1))
    return tokens


def _unexpected(character: str, column: int) -> ExpressionError:
    remedy = _REMEDIES.get(character)
    return ExpressionError(remedy or f"unexpected character {character!r}", column)


def _printable(text: str, column: int) -> str:
    if not text.isprintable():
        raise ExpressionError("a text may hold printable characters only", column)
    return text
