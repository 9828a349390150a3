from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from cio_tui.cli.parser import CommandParser
from cio_tui.core.errors import UserError

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from cio_tui.cli.parser import Verbs


@pytest.fixture
def asked() -> list[str]:
    """Programs whose arguments were asked for, in order."""
    return []


@pytest.fixture
def verbs(asked: list[str]) -> Verbs:
    def add_arguments(parser: ArgumentParser) -> None:
        asked.append(parser.prog)
        parser.add_argument("--json", action="store_true")

    return {"list": ("all", add_arguments), "show": ("one", add_arguments), "path": ("where", None)}


def test_only_the_verb_that_was_typed_is_given_its_arguments(verbs: Verbs, asked: list[str]) -> None:
    words = ["show", "--json"]
    parser = CommandParser(words, prog="book")
    parser.add_verbs(verbs)
    arguments = parser.parse_args(words)
    assert (arguments.verb, arguments.json) == ("show", True)
    assert asked == ["book show"]


def test_a_verb_behind_a_flag_is_found_as_well(verbs: Verbs) -> None:
    words = ["--quiet", "path"]
    parser = CommandParser(words, prog="book")
    parser.add_verbs(verbs)
    assert parser.parse_args(words).verb == "path"


def test_whoever_mistypes_a_verb_is_told_all_of_them(verbs: Verbs) -> None:
    parser = CommandParser(["lst"], prog="book")
    parser.add_verbs(verbs)
    with pytest.raises(UserError, match="'list', 'show', 'path'"):
        parser.parse_args(["lst"])


@pytest.mark.parametrize(
    ("words", "answer"),
    [
        ("lst", r"\. Did you mean `list`\? See `book --help`\.$"),
        (
            "show --jsn",
            r"^book show: unrecognized arguments: --jsn\. Did you mean `--json`\? See `book show --help`\.$",
        ),
        ("list --jsn=1", r"Did you mean `--json`\?"),
        ("--quite path", r"^book: .*Did you mean `--quiet`\?"),
        ("path --color alway", r"Did you mean `always`\?"),
    ],
)
def test_a_mistyped_word_is_answered_with_the_nearest(verbs: Verbs, words: str, answer: str) -> None:
    parser = CommandParser(words.split(), prog="book")
    parser.add_verbs(verbs)
    with pytest.raises(UserError, match=answer):
        parser.parse_args(words.split())


@pytest.mark.parametrize("words", ["zzz", "show --xx", "show json"])
def test_nothing_is_suggested_where_nothing_is_alike(verbs: Verbs, words: str) -> None:
    parser = CommandParser(words.split(), prog="book")
    parser.add_verbs(verbs)
    with pytest.raises(UserError, match=r"[^?]\. See `book") as raised:
        parser.parse_args(words.split())
    assert "Did you mean" not in str(raised.value)


def test_the_help_of_a_command_names_every_verb(verbs: Verbs) -> None:
    parser = CommandParser(["--help"], prog="book")
    parser.add_verbs(verbs)
    shown = parser.format_help()
    assert [name for name in verbs if f"    {name} " in shown] == ["list", "show", "path"]
