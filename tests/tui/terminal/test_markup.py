"""Markup runs actions, opens links and ends the app when malformed; so no text of ours is ever taken for markup."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

TUI = Path(__file__).parents[3] / "cio_tui" / "tui"

ALLOWED = {"Input", "TextArea"}
"""Widgets that take text for text. `Lines` is our own."""

TITLES = {"border_title", "border_subtitle"}
OBJECTS = {"Content", "Text"}


def called(node: ast.expr) -> str:
    """The name of what is called."""
    match node:
        case ast.Call(func=ast.Name(id=name)) | ast.Call(func=ast.Attribute(attr=name)):
            return name
    return ""


def titles(target: ast.expr, value: ast.expr) -> Iterator[ast.expr]:
    """What is given to the title of a frame."""
    match target, value:
        case ast.Attribute(attr=name), _ if name in TITLES:
            yield value
        case ast.Tuple(elts=targets), ast.Tuple(elts=values):
            for one, other in zip(targets, values, strict=True):
                yield from titles(one, other)


def faults(source: str) -> list[str]:
    """Lines in which a text could be taken for markup."""
    found = []
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.ImportFrom(module="textual.widgets", names=names):
                foreign = {alias.name for alias in names} - ALLOWED
                found += [f"{node.lineno}: {name} takes a text for markup" for name in sorted(foreign)]
            case ast.Assign(targets=[target], value=value):
                loose = [title for title in titles(target, value) if called(title) not in OBJECTS]
                found += [f"{title.lineno}: a title that is no Content" for title in loose]
            case ast.keyword(arg="markup", value=ast.Constant(value=True)):
                found.append(f"{node.lineno}: markup is asked for")
            case ast.Call() if called(node) in ("from_markup", "from_text", "render_str"):
                found.append(f"{node.lineno}: {called(node)} reads markup")
    return found


def test_no_text_of_ours_is_taken_for_markup() -> None:
    found = [
        f"{path.relative_to(TUI)}:{fault}"
        for path in sorted(TUI.rglob("*.py"))
        for fault in faults(path.read_text(encoding="utf-8"))
    ]
    assert found == []


@pytest.mark.parametrize(
    "source",
    [
        "from textual.widgets import Input, Static",
        "frame.border_title = name",
        "a.border_title, a.border_subtitle = Content(x), y",
        "app.notify(x, markup=True)",
        "Content.from_markup(x)",
    ],
)
def test_the_rule_finds_what_breaks_it(source: str) -> None:
    assert len(faults(source)) == 1
