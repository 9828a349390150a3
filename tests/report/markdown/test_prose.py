from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from cio_tui.core.text import clean_line
from cio_tui.report.markdown.prose import WIDTH, columns, fenced, item, quotation, words, wrapped
from tests.report.conftest import HOSTILE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

READER = MarkdownIt("gfm-like")
"""What a forge does with it, as far as a library knows."""
HARMLESS = {"paragraph", "text", "softbreak", "hardbreak", "code_inline", "inline"}


def tokens(text: str) -> Iterator[Token]:
    """Everything that a reader of Markdown sees in it."""
    for token in READER.parse(text):
        yield token
        yield from token.children or ()


def kinds(text: str) -> set[str]:
    return {token.type.removesuffix("_open").removesuffix("_close") for token in tokens(text)}


def shown(text: str) -> str:
    """The text as it is read."""
    parts = [
        " " if token.type == "softbreak" else token.content
        for token in tokens(text)
        if token.type in ("text", "code_inline", "text_special", "softbreak")
    ]
    return "".join(parts)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_from_a_log_does_anything(text: str) -> None:
    assert kinds(wrapped(words(text * 20))) <= HARMLESS
    assert kinds(item(words(text))) <= HARMLESS | {"bullet_list", "list_item"}
    assert kinds(quotation(text * 3)) <= HARMLESS | {"blockquote"}


@given(st.text("ab1 #*_-+=:|`<>&[]()!\\~@./$\n", max_size=300))
def test_no_mixture_of_signs_does_anything_or_gets_lost(text: str) -> None:
    made = wrapped(words(text))
    assert kinds(made) <= HARMLESS
    assert shown(made).replace("`", "'") == clean_line(text, 4000).replace("`", "'")


@pytest.mark.parametrize(
    "text",
    [
        "track failing -> ok: 200 in 240 ms (4 s)",
        "queue.depth > 0 and queue.oldest_s <= 900 & rising",
        "what? 20:51 UTC + 5 min",
    ],
)
def test_an_ordinary_sentence_reads_in_less_as_it_was_written(text: str) -> None:
    assert words(text) == text


@pytest.mark.parametrize("word", ["@channel", "https://evil.example/x", "#12", "a@example.com", "f" * 40])
def test_what_a_forge_would_link_is_a_code_span(word: str) -> None:
    assert words(f"see {word}, now") == f"see `{word}`, now"


def test_lines_are_broken_at_spaces_and_nothing_begins_where_they_do() -> None:
    made = item("x " * 43 + "# no heading and - no list 12. at all")
    assert all(len(line) <= WIDTH + 1 for line in made.splitlines())
    assert kinds(made) <= HARMLESS | {"bullet_list", "list_item"}


def test_a_fence_is_not_ended_by_what_is_inside() -> None:
    made = fenced([*columns("e1  ", "``` ends here? " * 20), *columns("e2  ", "~~~")])
    assert [token.type for token in READER.parse(made)] == ["fence"]


def test_a_message_keeps_its_lines() -> None:
    assert (
        quotation("We know.\n\nMail is queued.\nlog ad72#9")
        == "> We know.  \n>\n> Mail is queued.  \n> log `ad72#9`"
    )


def test_a_line_is_not_broken_before_what_would_begin_a_block() -> None:
    text = "x" * 70 + " (anna, event 53) and (depth == 7) or a - b > c"
    for pad in range(30):
        told = wrapped("y " * pad + text)
        assert "\\" not in told
        assert " ".join(told.split()) == " ".join(("y " * pad + text).split())
