from __future__ import annotations

import os
import subprocess
import sys
from datetime import date
from typing import TYPE_CHECKING

import pytest

from cio_tui.runtime.heads import list_heads, read_head

if TYPE_CHECKING:
    from pathlib import Path

BOOK = """schema = 1

[runbook]
id = "{id}"
title = "{title}"
severity = "P2"
owner = "team"
reviewed = 2026-11-21

[[step]]
id = "close"
kind = "close"
title = "Close"
"""


def write(folder: Path, name: str, title: str = "A book", text: str = BOOK) -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.toml"
    path.write_text(text.format(id=name, title=title))
    return path


def test_a_head_holds_what_a_list_shows(tmp_path: Path) -> None:
    head = read_head(str(write(tmp_path, "p2")))
    assert (head.id, head.title, head.severity, head.owner) == ("p2", "A book", "P2", "team")
    assert (head.reviewed, head.review_days, head.steps, head.fault) == (date(2026, 11, 21), 90, 1, "")


def test_days_overdue_count_from_the_end_of_the_review_period(tmp_path: Path) -> None:
    head = read_head(str(write(tmp_path, "p2")))
    assert [head.days_overdue(date(2027, 2, day)) for day in (19, 20, 21)] == [0, 1, 2]


def test_the_first_folder_wins_and_says_what_it_hides(tmp_path: Path) -> None:
    own = write(tmp_path / "own", "p2", "Ours")
    shipped = write(tmp_path / "shipped", "p2", "Theirs")
    write(tmp_path / "shipped", "p1")
    first, second = list_heads([tmp_path / "own", tmp_path / "shipped"])
    assert (first.id, second.id, second.title) == ("p1", "p2", "Ours")
    assert (second.path, second.shadows) == (str(own), (str(shipped),))


def test_a_folder_that_is_not_there_holds_no_books(tmp_path: Path) -> None:
    assert list_heads([tmp_path / "nowhere"]) == ()


def test_other_files_and_hidden_ones_are_passed_over(tmp_path: Path) -> None:
    write(tmp_path, "p2")
    (tmp_path / "notes.md").write_text("no book")
    (tmp_path / ".p2.toml").write_text("an editor's copy")
    (tmp_path / "lib").mkdir()
    assert [head.id for head in list_heads([tmp_path])] == ["p2"]


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"[runbook\n", "not TOML"),
        (b"schema = 1\n", "no runbook"),
        (b'[runbook]\nid = "Not An Id"\n', "no runbook"),
        (b"runbook = 7\n", "no runbook"),
        (b"\xff\xfe", "not TOML"),
        (b"a = " + b"[" * 5000, "not TOML"),
        (b"a = " + b"9" * 5000, "not TOML"),
    ],
)
def test_a_file_that_is_no_book_is_listed_under_its_own_name_with_the_reason(
    tmp_path: Path, content: bytes, fault: str
) -> None:
    (tmp_path / "broken.toml").write_bytes(content)
    write(tmp_path, "whole")
    broken, whole = list_heads([tmp_path])
    assert (broken.id, whole.id, whole.fault) == ("broken", "whole", "")
    assert broken.fault.startswith(fault)


def test_what_cannot_be_read_is_listed_with_the_reason(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo.toml")
    (tmp_path / "folder.toml").mkdir()
    (tmp_path / "loop.toml").symlink_to("loop.toml")
    (tmp_path / "memory.toml").symlink_to("/proc/self/mem")
    with (tmp_path / "giant.toml").open("wb") as giant:
        giant.truncate(5 << 30)
    faults = {head.id: head.fault for head in list_heads([tmp_path])}
    assert faults.keys() == {"fifo", "folder", "loop", "memory", "giant"}
    assert "not a regular file" in faults["fifo"]
    assert "not a regular file" in faults["folder"]
    assert "symbolic links" in faults["loop"]
    assert "Input/output error" in faults["memory"]
    assert "larger than" in faults["giant"]


def test_a_text_that_looks_like_a_step_does_not_hide_what_follows_it(tmp_path: Path) -> None:
    text = BOOK.replace('owner = "team"', "owner = '''\n[[step]]\n'''")
    head = read_head(str(write(tmp_path, "p2", text=text)))
    assert (head.id, head.fault) == ("p2", "")


def test_nothing_from_a_file_can_act_on_the_terminal(tmp_path: Path) -> None:
    head = read_head(str(write(tmp_path, "p2", title="\\u001b]0;PROD-OK\\u0007\\u202e")))
    assert head.title.isprintable()


@pytest.mark.parametrize("line", ['reviewed = "soon"', "reviewed = 2026-11-21T10:00:00Z", "review_days = []"])
def test_values_of_the_wrong_type_do_not_end_the_list(tmp_path: Path, line: str) -> None:
    head = read_head(str(write(tmp_path, "p2", text=BOOK.replace("reviewed = 2026-11-21", line))))
    assert head.days_overdue(date(2030, 1, 1)) == 0
    assert head.review_days == 90


def test_a_list_imports_neither_dataclasses_nor_the_checker(tmp_path: Path) -> None:
    write(tmp_path, "p2")
    script = (
        "import sys; from cio_tui.runtime.library import Library; "
        "print(len(Library([sys.argv[1]]).heads()), 'dataclasses' in sys.modules, 'cio_tui.core.schema' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["1", "False", "False"]
