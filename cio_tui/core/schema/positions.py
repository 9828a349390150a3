"""Where each key and value of a TOML text stands, since tomli does not say.

The scanner trusts tomli: it reads texts that tomli accepted, and where tomli refused one it stops at the token it
cannot read, which is nearer to the mistake than where tomli gave up. It runs only when there is a fault to place.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import lru_cache

import tomli

from cio_tui.core.schema.source import DEEPEST

Path = tuple[str | int, ...]
"""Keys and list indexes from the top of the document: `("step", 3, "branch", 0, "when")`."""

_NEWLINE = re.compile(r"\n")
# No possessive groups: Python 3.11.2, which Debian 12 has, matches them wrongly.
_BLANK = re.compile(r"[ \t\n]*(?:#[^\n]*[ \t\n]*)*")
_SPACE = re.compile(r"[ \t]*+")
_KEY = re.compile(r"""[A-Za-z0-9_-]+|"[^"\\\n]*(?:\\[^\n][^"\\\n]*)*"|'[^'\n]*'""")
_SCALAR = re.compile(r"[^,\]}#\n]+")
_STRINGS = {
    '"""': re.compile(r'"""[^"\\]*(?:(?:\\.|""?(?!"))[^"\\]*)*"{3,5}', re.DOTALL),
    "'''": re.compile(r"'''[^']*(?:''?(?!')[^']*)*'{3,5}"),
    '"': re.compile(r'"[^"\\\n]*(?:\\[^\n][^"\\\n]*)*"'),
    "'": re.compile(r"'[^'\n]*+'"),
}
_CHARACTER = re.compile(r"\\[ \t]*\n[ \t\n]*|\\u.{4}|\\U.{8}|\\x..|\\.|.", re.DOTALL)


@dataclass(slots=True)
class Positions:
    """Offsets into one text."""

    text: str
    keys: dict[Path, int] = field(default_factory=dict)
    """Where the name of a key, or of a table in its header, begins."""
    values: dict[Path, int] = field(default_factory=dict)
    """Where a value, or the header of a table, begins."""
    repeated: list[int] = field(default_factory=list)
    """Keys and headers given a second time."""
    stopped: int | None = None
    """The token that could not be read."""
    lines: list[int] = field(default_factory=list)
    """Where each line begins."""

    def __post_init__(self) -> None:
        self.lines = [0, *(newline.end() for newline in _NEWLINE.finditer(self.text))]

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column of an offset, both from 1, columns in characters."""
        line = bisect_right(self.lines, offset)
        return line, offset - self.lines[line - 1] + 1

    def key(self, path: Path) -> int:
        """Offset of the key that ends `path`, or of the nearest table around it."""
        return self.keys.get(path, self.value(path))

    def value(self, path: Path) -> int:
        """Offset of the value at `path`, or of the nearest table around it."""
        while path and path not in self.values:
            path = path[:-1]
        return self.values.get(path, 0)

    def inside(self, start: int, index: int) -> int:
        """Offset of the `index`-th character of the string that begins at `start`, escapes counted as one."""
        quote = _quote(self.text, start)
        if not quote:
            return start
        at = start + len(quote)
        if len(quote) == 3 and self.text.startswith("\n", at):
            at += 1
        while (token := _CHARACTER.match(self.text, at)) is not None:
            folds = quote[0] == '"' and token[0][0] == "\\"
            vanishes = folds and token[0][1:].isspace()
            if index <= 0 and not vanishes:
                break
            index -= not vanishes
            at = token.end() if folds else at + 1
        return at


@lru_cache(maxsize=16)
def locate(text: str) -> Positions:
    """Scan `text`; what follows a token that cannot be read has no position."""
    scanner = _Scanner(Positions(text))
    try:
        scanner.scan()
    except _Unreadable as unreadable:
        scanner.found.stopped = unreadable.offset
    return scanner.found


def _quote(text: str, offset: int) -> str:
    return next((quote for quote in _STRINGS if text.startswith(quote, offset)), "")


class _Unreadable(Exception):
    def __init__(self, offset: int) -> None:
        super().__init__(offset)
        self.offset = offset


class _Scanner:
    def __init__(self, found: Positions) -> None:
        self.found = found
        self.text = found.text
        self.at = 0
        self.table: Path = ()
        self.lengths: dict[Path, int] = {}
        self.declared: set[Path] = set()

    def scan(self) -> None:
        while self._skip(_BLANK) < len(self.text):
            if self.text.startswith("[", self.at):
                self._header()
            else:
                self._pair(self.table)
                self._end_of_line()

    def _skip(self, pattern: re.Pattern[str]) -> int:
        match = pattern.match(self.text, self.at)
        self.at = match.end() if match else self.at
        return self.at

    def _take(self, token: str, blame: int) -> None:
        if not self.text.startswith(token, self.at):
            raise _Unreadable(blame)
        self.at += len(token)

    def _end_of_line(self) -> None:
        if self._skip(_SPACE) < len(self.text) and self.text[self.at] not in "#\n":
            raise _Unreadable(self.at)

    def _header(self) -> None:
        start = self.at
        brackets = 2 if self.text.startswith("[[", start) else 1
        self.at += brackets
        names = self._dotted()
        self._take("]" * brackets, start)
        self.table = self._enter(names, start, repeats=brackets == 2)
        self._end_of_line()

    def _enter(self, names: list[tuple[str, int]], start: int, *, repeats: bool) -> Path:
        path: Path = ()
        for name, offset in names[:-1]:
            path = (*path, name)
            self._note(path, offset, start)
            if path in self.lengths:
                path = (*path, self.lengths[path] - 1)
        name, offset = names[-1]
        path = (*path, name)
        if repeats:
            self._note(path, offset, start)
            self.lengths[path] = self.lengths.get(path, 0) + 1
            path = (*path, self.lengths[path] - 1)
        elif path in self.declared or path in self.lengths:
            self.found.repeated.append(offset)
        self.declared.add(path)
        self.found.keys[path] = offset
        self.found.values[path] = start
        return path

    def _note(self, path: Path, key: int, value: int) -> None:
        self.found.keys.setdefault(path, key)
        self.found.values.setdefault(path, value)

    def _dotted(self) -> list[tuple[str, int]]:
        names: list[tuple[str, int]] = []
        while True:
            self._skip(_SPACE)
            match = _KEY.match(self.text, self.at)
            if match is None or len(names) > DEEPEST:
                raise _Unreadable(self.at)
            names.append((_name(match[0], self.at), self.at))
            self.at = match.end()
            self._skip(_SPACE)
            if not self.text.startswith(".", self.at):
                return names
            self.at += 1

    def _pair(self, table: Path) -> None:
        names = self._dotted()
        self._take("=", self.at)
        path = table
        for name, offset in names[:-1]:
            path = (*path, name)
            self._note(path, offset, offset)
        name, offset = names[-1]
        path = (*path, name)
        if path in self.found.values:
            self.found.repeated.append(offset)
        self.found.keys[path] = offset
        self._value(path)

    def _value(self, path: Path) -> None:
        start = self._skip(_SPACE)
        self.found.values[path] = start
        if len(path) > DEEPEST:
            raise _Unreadable(start)
        if self.text.startswith("[", start):
            self._list(path)
        elif self.text.startswith("{", start):
            self._inline_table(path)
        else:
            quote = _quote(self.text, start)
            match = (_STRINGS[quote] if quote else _SCALAR).match(self.text, start)
            if match is None or (not quote and not _reads(match[0].rstrip(" \t"))):
                raise _Unreadable(start)
            self.at = match.end()

    def _list(self, path: Path) -> None:
        start = self.at
        self.at += 1
        index = 0
        while self._skip(_BLANK) < len(self.text) and not self.text.startswith("]", self.at):
            self._value((*path, index))
            index += 1
            self._separate("]", start)
        self._take("]", start)

    def _inline_table(self, path: Path) -> None:
        start = self.at
        self.at += 1
        while self._skip(_BLANK) < len(self.text) and not self.text.startswith("}", self.at):
            self._pair(path)
            self._separate("}", start)
        self._take("}", start)

    def _separate(self, closing: str, start: int) -> None:
        self._skip(_BLANK)
        if not self.text.startswith(closing, self.at):
            self._take(",", start)


def _name(token: str, offset: int) -> str:
    if token[0] not in "\"'":
        return token
    try:
        return str(tomli.loads(f"name = {token}")["name"])
    except tomli.TOMLDecodeError as error:
        raise _Unreadable(offset) from error


def _reads(scalar: str) -> bool:
    try:
        tomli.loads(f"value = {scalar}")
    except ValueError:
        return False
    return True
