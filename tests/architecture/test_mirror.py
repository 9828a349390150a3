"""Tests stand where the code stands."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
SUBJECTS = ("architecture", "data", "runbooks", "walks")
"""Folders of tests about something else than one package."""


def folders(top: str, files: str) -> set[Path]:
    """Folders with such files, from `top` on."""
    return {
        path.parent.relative_to(ROOT / top) for path in (ROOT / top).rglob(files) if path.stem != "__init__"
    }


def test_every_folder_of_tests_is_one_of_the_package() -> None:
    tests = {
        folder
        for folder in folders("tests", "test_*.py")
        if folder.parts[:1] not in {(name,) for name in SUBJECTS}
    }
    assert tests - folders("cio_tui", "*.py") == set()


def test_every_layer_has_its_tests() -> None:
    layers = {folder.parts[0] for folder in folders("cio_tui", "*.py") if folder.parts}
    assert layers - {folder.parts[0] for folder in folders("tests", "test_*.py") if folder.parts} == set()


def test_the_name_of_a_test_is_a_sentence() -> None:
    short = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in sorted((ROOT / "tests").rglob("test_*.py"))
        for name in re.findall(r"def (test_\w+)", path.read_text(encoding="utf-8"))
        if name.count("_") < 2
    ]
    assert short == []
