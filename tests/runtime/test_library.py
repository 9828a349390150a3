from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from cio_tui.core.errors import UserError
from cio_tui.core.schema import InvalidRunbook
from cio_tui.runtime.library import Library, open_library
from cio_tui.runtime.settings import load_settings
from cio_tui.shipped import shipped_books

if TYPE_CHECKING:
    from pathlib import Path

BOOK = """schema = 1
{include}
[runbook]
id = "{id}"
title = "A book"
owner = "team"
reviewed = 2026-11-21

[[step]]
id = "go"
kind = "decide"
title = "Go on?"
branch = [{{ label = "On", goto = "{goto}" }}]

[[step]]
id = "close"
kind = "close"
title = "Close"
"""
SHARED = '[probe.control]\nkind = "http"\nurl = "{control}"\n'


def write(folder: Path, name: str, goto: str = "close", include: str = "") -> Path:
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.toml"
    path.write_text(BOOK.format(id=name, goto=goto, include=f"include = {include}" if include else ""))
    return path


def faults(library: Library, name: str) -> str:
    with pytest.raises(InvalidRunbook) as caught:
        library.open_book(name)
    return str(caught.value)


def test_a_book_is_opened_with_what_it_includes(tmp_path: Path) -> None:
    write(tmp_path, "p1", include='["lib/shared.toml"]')
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "shared.toml").write_text(SHARED)
    assert set(Library([tmp_path]).open_book("p1").probes) == {"control"}


def test_an_unknown_id_is_answered_with_the_nearest_one(tmp_path: Path) -> None:
    write(tmp_path, "p1-outage")
    with pytest.raises(UserError, match="no runbook called p1-outtage; did you mean p1-outage"):
        Library([tmp_path]).open_book("p1-outtage")


@pytest.mark.parametrize(
    ("include", "told"),
    [
        ("../secret.toml", "lies outside"),
        ("/etc/hosts", "lies outside"),
        ("lib/../../secret.toml", "lies outside"),
        ("lib/escape.toml", "lies outside"),
        ("lib/nowhere.toml", "there is no lib/nowhere.toml"),
        ("nowhere/shared.toml", "there is no nowhere/shared.toml"),
        ("lib/fifo.toml", "not a regular file"),
        ("lib", "not a regular file"),
        ("lib/loop.toml", "there is no"),
        ("x" * 5000 + ".toml", "there is no"),
    ],
)
def test_an_include_stays_in_the_folder_and_is_a_file(tmp_path: Path, include: str, told: str) -> None:
    books = tmp_path / "books"
    write(books, "p1", include=f'["{include}"]')
    (tmp_path / "secret.toml").write_text(SHARED)
    (books / "lib").mkdir()
    (books / "lib" / "escape.toml").symlink_to(tmp_path / "secret.toml")
    (books / "lib" / "loop.toml").symlink_to(books / "lib" / "loop.toml")
    os.mkfifo(books / "lib" / "fifo.toml")
    message = faults(Library([books]), "p1")
    assert told in message
    assert message.startswith(f"{books / 'p1.toml'}:2:12: ")


def test_a_link_inside_the_folder_is_followed(tmp_path: Path) -> None:
    write(tmp_path, "p1", include='["shared.toml"]')
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "real.toml").write_text(SHARED)
    (tmp_path / "shared.toml").symlink_to("lib/real.toml")
    assert Library([tmp_path]).open_file(str(tmp_path / "p1.toml")).runbook.probes


def test_the_faults_of_every_include_are_told_at_once(tmp_path: Path) -> None:
    write(tmp_path, "p1", include='["a.toml", "b.toml", "c.toml"]')
    (tmp_path / "a.toml").write_text("[x\n")
    (tmp_path / "b.toml").write_text("y = \n")
    lines = faults(Library([tmp_path]), "p1").splitlines()
    assert [line.removeprefix(f"{tmp_path}/").split(":")[0] for line in lines] == [
        "a.toml",
        "b.toml",
        "p1.toml",
    ]


def test_a_book_is_opened_with_all_it_can_lead_to(tmp_path: Path) -> None:
    write(tmp_path, "p1", goto="runbook:p2#go")
    write(tmp_path, "p2", goto="runbook:p3")
    write(tmp_path, "p3", goto="runbook:p1")
    write(tmp_path, "p4")
    reachable = Library([tmp_path]).open_with_reachable("p1")
    assert list(reachable.books) == ["p1", "p2", "p3"]
    assert reachable.faults == ()


def test_a_book_opens_although_one_it_leads_to_is_broken_or_missing(tmp_path: Path) -> None:
    book = write(tmp_path, "p1", goto="runbook:p2#go")
    write(tmp_path, "p2", goto="nowhere")
    reachable = Library([tmp_path]).open_with_reachable("p1")
    assert list(reachable.books) == ["p1"]
    broken, dangling = map(str, sorted(reachable.faults, key=lambda fault: fault.file, reverse=True))
    assert "no step is called nowhere" in broken
    assert dangling.startswith(f"{book}:13:43: no usable runbook is called p2")


def test_a_book_opens_although_one_it_leads_to_cannot_even_be_read(tmp_path: Path) -> None:
    write(tmp_path, "p1", goto="runbook:p2")
    os.mkfifo(tmp_path / "p2.toml")
    reachable = Library([tmp_path]).open_with_reachable("p1")
    assert list(reachable.books) == ["p1"]
    assert [fault.message for fault in reachable.faults] == ["no usable runbook is called p2; known: p1"]


def test_a_step_that_another_book_does_not_have_is_told_where_it_is_named(tmp_path: Path) -> None:
    book = write(tmp_path, "p1", goto="runbook:p2#gone")
    write(tmp_path, "p2")
    (fault,) = Library([tmp_path]).open_with_reachable("p1").faults
    assert str(fault) == f"{book}:13:46: runbook p2 has no step gone; did you mean go?"


def test_the_configured_folders_come_before_the_shipped_books(tmp_path: Path) -> None:
    config = tmp_path / "config.toml"
    config.write_text(f'runbooks = ["{tmp_path}"]\n[network]\nhosts = ["status.example.com"]\n')
    library = open_library(load_settings(str(config), {}))
    assert library.folders == (str(tmp_path), str(shipped_books()))
    assert library.hosts == {"status.example.com"}


def test_every_shipped_book_opens_with_everything_it_leads_to() -> None:
    library = Library([shipped_books()])
    heads = library.heads()
    assert heads
    for head in heads:
        reachable = library.open_with_reachable(head.id)
        assert reachable.faults == ()
        assert len(reachable.books[head.id].steps) == head.steps
