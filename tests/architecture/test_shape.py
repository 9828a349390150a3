"""How the code reads, as far as a count can tell."""

from __future__ import annotations

import ast
import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.architecture.conftest import Module

LONGEST_MODULE = 300
LONGEST_FUNCTION = 60
USUAL_FUNCTION = 30
"""Lines below which nine of ten functions stay."""
DEEPEST = 3
EMPTY_NAMES = re.compile(r"(Manager|Helper|Utils?|Base|Data|Info)$")
BLOCKS = (ast.If, ast.For, ast.AsyncFor, ast.While, ast.Try, ast.Match)


def functions(modules: list[Module]) -> Iterator[tuple[str, ast.FunctionDef | ast.AsyncFunctionDef]]:
    for module in modules:
        for node in ast.walk(module.tree):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield f"{module.path}:{node.lineno} {node.name}", node


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def depth(node: ast.AST) -> int:
    """How many blocks stand inside each other; an `elif` is none of its own, nor is a function inside a function."""
    deepest = 0
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            continue
        is_elif = isinstance(node, ast.If) and isinstance(child, ast.If) and node.orelse == [child]
        deepest = max(deepest, depth(child) + (isinstance(child, BLOCKS) and not is_elif))
    return deepest


def test_no_module_is_longer_than_300_lines(modules: list[Module]) -> None:
    assert {module.path: module.lines for module in modules if module.lines > LONGEST_MODULE} == {}


def test_no_function_is_longer_than_60_lines(modules: list[Module]) -> None:
    assert {name: length(node) for name, node in functions(modules) if length(node) > LONGEST_FUNCTION} == {}


def test_nine_of_ten_functions_are_shorter_than_30_lines(modules: list[Module]) -> None:
    lengths = sorted(length(node) for _, node in functions(modules))
    assert lengths[len(lengths) * 9 // 10] < USUAL_FUNCTION


def test_blocks_are_nested_three_deep_at_most(modules: list[Module]) -> None:
    assert {name: depth(node) for name, node in functions(modules) if depth(node) > DEEPEST} == {}


def test_every_module_says_which_decision_it_embodies(modules: list[Module]) -> None:
    assert [
        module.path for module in modules if not ast.get_docstring(module.tree) and module.text.strip()
    ] == []


def test_every_public_class_and_function_says_what_it_is(modules: list[Module]) -> None:
    named = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef
    silent = [
        f"{module.path}:{node.lineno} {node.name}"
        for module in modules
        for node in module.tree.body
        if isinstance(node, named) and not node.name.startswith("_") and not ast.get_docstring(node)
    ]
    assert silent == []


def test_no_name_is_an_empty_word(modules: list[Module]) -> None:
    names = [module.path.removesuffix(".py").rpartition("/")[2].title() for module in modules]
    names += [
        node.name for module in modules for node in ast.walk(module.tree) if isinstance(node, ast.ClassDef)
    ]
    assert [name for name in names if EMPTY_NAMES.search(name)] == []
