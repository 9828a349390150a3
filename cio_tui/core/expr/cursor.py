"""A place in the tokens of one condition, with the names it may use and how deep it is nested."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from cio_tui.core.expr.tokens import tokenize
from cio_tui.core.expr.vocabulary import ExpressionError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cio_tui.core.expr.tokens import Token
    from cio_tui.core.expr.vocabulary import Vocabulary

MOST_NESTED = 64
"""Parentheses, `not` and functions inside one another: far past any sense, and far below Python's own limit."""


class Cursor:
    """Reads one token after the other; the last one is `end` and is never passed."""

    def __init__(self, source: str, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._tokens = tokenize(source)
        self._position = 0
        self._depth = 0

    @property
    def token(self) -> Token:
        """The one not yet taken."""
        return self._tokens[self._position]

    def at(self, *words: str) -> bool:
        """Whether the next token is one of these words or symbols; a quoted text never is."""
        return self.token.kind != "text" and self.token.text in words

    def take(self) -> Token:
        """The next token, passed."""
        token = self.token
        if token.kind != "end":
            self._position += 1
        return token

    def took(self, word: str) -> bool:
        """Whether the next token was this word or symbol; if so it is passed."""
        found = self.at(word)
        if found:
            self._position += 1
        return found

    def expect(self, symbol: str, otherwise: str) -> None:
        """Pass this symbol, or raise ExpressionError."""
        if not self.took(symbol):
            raise ExpressionError(otherwise, self.token.column)

    @contextmanager
    def nested(self, column: int) -> Iterator[None]:
        """One level deeper. Raises ExpressionError past MOST_NESTED."""
        if self._depth == MOST_NESTED:
            raise ExpressionError(f"nested more than {MOST_NESTED} deep; split it into facts", column)
        self._depth += 1
        yield
        self._depth -= 1
