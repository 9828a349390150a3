"""What may stand in one place only."""

from __future__ import annotations

import ast
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.architecture.conftest import Module

BROAD = {"Exception", "BaseException"}
WRITERS = {"cio_tui/cli/output.py", "cio_tui/__main__.py"}
"""`__main__` answers `--version` before the other one is imported."""


def is_broad(node: ast.AST) -> bool:
    """Whether it swallows whatever happens; to clean up and raise again is fine."""
    match node:
        case ast.ExceptHandler(body=[*_, ast.Raise(exc=None)]):
            return False
        case ast.ExceptHandler(type=None):
            return True
        case ast.ExceptHandler(type=caught) if caught:
            return any(isinstance(name, ast.Name) and name.id in BROAD for name in ast.walk(caught))
        case ast.Call(func=ast.Name(id="suppress") | ast.Attribute(attr="suppress"), args=args):
            return any(isinstance(name, ast.Name) and name.id in BROAD for name in args)
    return False


def writes_stdout(node: ast.AST) -> bool:
    match node:
        case ast.Call(func=ast.Name(id="print")):
            return True
        case ast.Attribute(
            value=ast.Attribute(value=ast.Name(id="sys"), attr="stdout" | "__stdout__"), attr=use
        ):
            return use in ("write", "writelines", "buffer")
    return False


def imported(node: ast.AST) -> list[str]:
    match node:
        case ast.Import(names=names):
            return [alias.name for alias in names]
        case ast.ImportFrom(module=str(name)):
            return [name]
    return []


def test_one_except_catches_everything_and_it_guards_the_probes(modules: list[Module]) -> None:
    found = [module.path for module in modules for node in ast.walk(module.tree) if is_broad(node)]
    assert found == ["cio_tui/probes/guard.py"]


def test_stdout_is_written_in_one_place(modules: list[Module]) -> None:
    found = {module.path for module in modules for node in ast.walk(module.tree) if writes_stdout(node)}
    assert found <= WRITERS


def test_nothing_is_evaluated_or_unpickled(modules: list[Module]) -> None:
    calls = {
        (module.path, node.func.id)
        for module in modules
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert [call for call in calls if call[1] in ("eval", "exec", "compile", "__import__")] == []
    assert [
        module.path for module in modules for node in ast.walk(module.tree) if "pickle" in imported(node)
    ] == []
