"""Mistakes planted into the shipped books, each at a place known beforehand: the line must be right, and the column."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING, NamedTuple

import pytest

from cio_tui.core.schema import InvalidRunbook

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.core.schema.conftest import Shelf

MISTAKES = 200
KEY = re.compile(r"^([a-z_]+)( *= *)(?=\S)", re.MULTILINE)
TEXT = re.compile(r'^([a-z_]+ *= *)"([^"\\\n]*)"', re.MULTILINE)
HEADER = re.compile(r"^(\[+)(step|probe|fact|var|role|timer|escalation|suggest|runbook)\b", re.MULTILINE)
TARGET = re.compile(r'\b(?:goto|next) = "(?!runbook:)([a-z0-9-]+)"')
CONDITION = re.compile(r'\b(?:when|until|sensed) = "[^"\n]*?\b([a-z]+\.[a-z_]{3,})\b')
FILLED = re.compile(r"\{((?:var|role)\.[a-z_]+)\}")
LISTED = re.compile(r'^panes = \[(?:"[a-z]+", )*"([a-z]+)"', re.MULTILINE)
KIND = re.compile(r'^kind = "(do|decide|watch|wait|notify|check|group|close)"', re.MULTILINE)


class Planted(NamedTuple):
    """A damaged text, and where the damage is."""

    text: str
    offset: int
    what: str

    @property
    def place(self) -> tuple[int, int]:
        before = self.text[: self.offset]
        return before.count("\n") + 1, self.offset - before.rfind("\n")


def replaced(text: str, span: tuple[int, int], new: str) -> str:
    return text[: span[0]] + new + text[span[1] :]


def misspell_key(text: str, found: re.Match[str]) -> Planted:
    return Planted(replaced(text, found.span(1), f"{found[1]}_x"), found.start(1), "key")


def repeat_key(text: str, found: re.Match[str]) -> Planted:
    end = text.index("\n", found.end()) + 1
    line = text[found.start() : end]
    return Planted(replaced(text, (end, end), line), end, "repeated")


def unquote(text: str, found: re.Match[str]) -> Planted:
    return Planted(replaced(text, found.span(), f"{found[1]}{found[2]} x"), found.end(1), "unquoted")


def leave_open(text: str, found: re.Match[str]) -> Planted:
    return Planted(replaced(text, (found.end() - 1, found.end()), ""), found.end(1), "open")


def number(text: str, found: re.Match[str]) -> Planted:
    return Planted(replaced(text, found.span(), f"{found[1]}7"), found.end(1), "number")


def misspell_table(text: str, found: re.Match[str]) -> Planted:
    return Planted(replaced(text, found.span(2), f"{found[2]}x"), found.start(2), "table")


def misspell_name(text: str, found: re.Match[str]) -> Planted:
    """A name inside a text: the fault is where the name begins, not where the text does."""
    return Planted(replaced(text, found.span(1), f"{found[1]}x"), found.start(1), "name")


def misspell_target(text: str, found: re.Match[str]) -> Planted:
    return Planted(replaced(text, found.span(1), f"{found[1]}-x"), found.start(1) - 1, "target")


PLANTERS: list[tuple[re.Pattern[str], Callable[[str, re.Match[str]], Planted]]] = [
    (KEY, misspell_key),
    (KEY, repeat_key),
    (TEXT, unquote),
    (TEXT, leave_open),
    (TEXT, number),
    (HEADER, misspell_table),
    (TARGET, misspell_target),
    (CONDITION, misspell_name),
    (FILLED, misspell_name),
    (LISTED, misspell_target),
    (KIND, misspell_target),
]


def plant(shelf: Shelf, count: int, seed: int = 1) -> Iterator[tuple[Path, Planted]]:
    chance = random.Random(seed)
    for turn in range(count):
        pattern, planter = PLANTERS[turn % len(PLANTERS)]
        path = chance.choice([path for path, text in shelf.texts.items() if pattern.search(outside(text))])
        found = chance.choice(list(pattern.finditer(outside(shelf.texts[path]))))
        yield path, planter(shelf.texts[path], found)


def outside(text: str) -> str:
    """The text with comments and texts of several lines blanked out, lengths kept."""
    blank = re.compile(r"'''.*?'''|\"\"\".*?\"\"\"|#[^\n\"']*$", re.DOTALL | re.MULTILINE)
    return blank.sub(lambda found: re.sub(r"[^\n]", " ", found[0]), text)


def places_told(shelf: Shelf, path: Path, text: str) -> set[tuple[int, int]]:
    with pytest.raises(InvalidRunbook) as caught:
        shelf.load(path, text)
    return {(fault.line, fault.column) for fault in caught.value.faults if fault.file == path.name}


def test_two_hundred_planted_mistakes_are_told_on_their_line_and_in_their_column(shelf: Shelf) -> None:
    wrong_lines, wrong_columns = [], []
    for path, planted in plant(shelf, MISTAKES):
        told = places_told(shelf, path, planted.text)
        case = (path.name, planted.what, planted.place, sorted(told))
        if planted.place[0] not in {line for line, _ in told}:
            wrong_lines.append(case)
        elif planted.place not in told:
            wrong_columns.append(case)
    assert wrong_lines == []
    assert wrong_columns == []
