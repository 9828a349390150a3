"""The package as text and syntax trees, read once for all rules."""

from __future__ import annotations

import ast
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Module:
    """One file of the package."""

    path: str
    """From the root of the project: `cio_tui/core/judge.py`."""
    text: str
    tree: ast.Module

    @property
    def lines(self) -> int:
        """Length of the file."""
        return self.text.count("\n")


@pytest.fixture(scope="session")
def modules() -> list[Module]:
    """Every module of the package."""
    found = []
    for path in sorted((ROOT / "cio_tui").rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        found.append(Module(str(path.relative_to(ROOT)), text, ast.parse(text)))
    return found
