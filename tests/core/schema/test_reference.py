"""The page for people who write books cannot rot: its reference is generated, its example is loaded."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from cio_tui.core.probe import ProbeKind
from cio_tui.core.schema import InvalidRunbook, load, parse_source
from cio_tui.core.schema.lint import warn
from cio_tui.core.schema.reference import reference
from cio_tui.core.step import StepKind

PAGE = (Path(__file__).parents[3] / "docs" / "runbook-format.md").read_text(encoding="utf-8")


def test_the_reference_is_that_of_the_tables() -> None:
    _, mark, written = PAGE.partition("written by tools/runbook_reference.py -->\n\n")
    assert mark
    assert written == reference(), "run tools/runbook_reference.py"


def test_the_worked_example_is_free_of_faults_and_warnings() -> None:
    (example,) = re.findall(r"```toml\n(schema = 1\n.*?)```", PAGE, re.DOTALL)
    source = parse_source("example.toml", example.encode())
    book = load(source)
    assert [str(warning) for warning in warn(book, source, date(2026, 12, 1))] == []
    assert {step.kind for step in book.steps.values()} == {*StepKind} - {StepKind.WAIT, StepKind.CHECK}


def test_every_kind_of_step_and_probe_is_explained() -> None:
    for kind in (*StepKind, *ProbeKind):
        assert f"| `{kind}` |" in PAGE


def test_the_faults_that_the_page_shows_are_those_of_a_damaged_example() -> None:
    (example,) = re.findall(r"```toml\n(schema = 1\n.*?)```", PAGE, re.DOTALL)
    for right, wrong in [
        ("stable(queue.depth == 0, '10m')", "stable(queue.dept == 0, '10m')"),
        ('undo = "retries-on"\n', ""),
        ('goto = "workers", text', 'goto = "worker", text'),
    ]:
        example = example.replace(right, wrong)
    with pytest.raises(InvalidRunbook) as caught:
        load(parse_source("p5-imports.toml", example.encode()))
    assert f"```text\n{caught.value}\n```" in PAGE
