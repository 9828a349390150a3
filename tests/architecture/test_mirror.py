"""Tests stand where the code stands."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
SUBJECTS = ("architecture", "runbooks")
"""Folders of tests about something else than one module."""
TOPICS = {"corpus", "fuzz", "places", "properties", "shipped_scenarios"}
"""Tests about a whole package of ours."""


def package_of(test: Path) -> Path:
    return ROOT / "cio_tui" / test.relative_to(ROOT / "tests").parent


def is_about_a_module(test: Path) -> bool:
    """`test_journal.py` and `test_journal_crashes.py` stand for `journal.py`, or for the package `journal`."""
    words = test.stem.removeprefix("test_").split("_")
    stems = ["_".join(words[:count]) for count in range(len(words), 0, -1)]
    return any(
        (package_of(test) / f"{stem}.py").exists() or (package_of(test) / stem).is_dir() for stem in stems
    )


def test_every_test_is_named_after_what_it_is_about() -> None:
    strays = [
        str(test.relative_to(ROOT))
        for test in sorted((ROOT / "tests").rglob("test_*.py"))
        if test.relative_to(ROOT / "tests").parts[0] not in SUBJECTS
        and test.stem.removeprefix("test_") not in TOPICS
        and not is_about_a_module(test)
    ]
    assert strays == []


def test_every_layer_has_its_tests() -> None:
    layers = sorted(folder.name for folder in (ROOT / "cio_tui").iterdir() if (folder / "__init__.py").exists())
    assert [layer for layer in layers if not list((ROOT / "tests" / layer).rglob("test_*.py"))] == []


def test_the_name_of_a_test_is_a_sentence() -> None:
    short = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in sorted((ROOT / "tests").rglob("test_*.py"))
        for name in re.findall(r"def (test_\w+)", path.read_text(encoding="utf-8"))
        if name.count("_") < 3
    ]
    assert short == []
