"""`cio-tui runbook …`, run as a process."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Cli

BOOK = """schema = 1

[runbook]
id = "{id}"
title = "A book of ours"
severity = "P2"
owner = "team"
reviewed = {reviewed}
exit = [{{ when = "track.ok == true", text = "It answers" }}]

[suggest]
when = "track.status == 503"
because = "Track {{track.status}}"
weight = 100

[probe.track]
kind = "http"
url = "{{track}}/"
failing = ["status >= 500"]

[[step]]
id = "which"
kind = "decide"
title = "Which?"
phase = "diagnose"
branch = [
  {{ label = "Down", when = "track.status >= 500", goto = "switch" }},
  {{ label = "Up", goto = "close" }},
]

[[step]]
id = "switch"
kind = "do"
title = "Switch it off"
command = "flagctl off"
respond = {{ prompt = "State?", accept = ["off"] }}
changes = true
undo = "none: it comes back by itself"

[[step]]
id = "close"
kind = "close"
title = "Close"
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A configured folder with one book."""
    books = tmp_path / "books"
    books.mkdir()
    (books / "ours.toml").write_text(BOOK.format(id="ours", reviewed="2020-01-01"))
    config = tmp_path / ".config" / "cio-tui" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text(f'runbooks = ["{books}"]\n')
    return books


def test_a_list_names_every_book_with_its_steps_and_its_review(cli: Cli, folder: Path) -> None:
    done = cli("runbook", "list")
    assert done.code == 0
    lines = done.stdout.splitlines()
    assert lines[0].split() == ["id", "severity", "title", "steps", "reviewed", "where"]
    (ours,) = [line for line in lines if line.startswith("ours")]
    assert "STALE" in ours
    assert ours.endswith(str(folder / "ours.toml"))
    assert any(line.startswith("p1-outage") for line in lines)


def test_a_list_is_one_json_document_too(cli: Cli, folder: Path) -> None:
    document = cli("runbook", "list", "--json").document
    assert document["schema"] == "cio-tui/runbook-list/1"
    (ours,) = [book for book in document["runbooks"] if book["id"] == "ours"]
    assert (ours["severity"], ours["steps"], ours["reviewed"], ours["fault"]) == ("P2", 3, "2020-01-01", "")
    assert ours["days_overdue"] > 2000


def test_a_broken_book_is_listed_with_its_fault_and_a_hidden_one_is_narrated(cli: Cli, folder: Path) -> None:
    (folder / "torn.toml").write_text("[runbook\n")
    (folder / "p1-outage.toml").write_text(BOOK.format(id="p1-outage", reviewed="2026-11-21"))
    done = cli("runbook", "list")
    assert done.code == 0
    (torn,) = [line for line in done.stdout.splitlines() if line.startswith("torn")]
    assert "broken" in torn
    assert "not TOML" in torn
    assert f"p1-outage: {folder / 'p1-outage.toml'} is used instead of" in done.stderr


def test_where_a_list_shows_a_broken_book_it_says_what_finds_the_faults_of_the_others(
    cli: Cli, folder: Path
) -> None:
    (folder / "late.toml").write_text(BOOK.format(id="late", reviewed="2026-11-01").replace("goto", "go"))
    assert cli("runbook", "list").stderr == ""
    (folder / "torn.toml").write_text("[runbook")
    done = cli("runbook", "list")
    assert "broken" not in next(line for line in done.stdout.splitlines() if line.startswith("late"))
    assert "`cio-tui runbook lint` names every fault of every book" in done.stderr
    assert "`lint` finds the other faults" in " ".join(cli("runbook", "list", "--help").stdout.split())


def test_a_book_reads_like_a_checklist(cli: Cli, folder: Path) -> None:
    done = cli("runbook", "show", "ours")
    assert done.code == 0
    assert all(len(line) <= 80 for line in done.stdout.splitlines())
    for line in [
        "P2  A book of ours",
        "DIAGNOSE",
        " 1 [ ] Which?  (which, decide)",
        "       ( ) Down -> switch  when track.status >= 500",
        "       ( ) Up -> close",
        " 2 [ ] Switch it off  (switch, do, CHANGES something)",
        "       $ flagctl off",
        "       State? ________ (off)",
        "       undo: none: it comes back by itself",
        "       [ ] It answers  (track.ok == true)",
    ]:
        assert line in done.stdout.splitlines()


def test_every_shipped_book_can_be_shown(cli: Cli) -> None:
    for book in cli("runbook", "list", "--json").document["runbooks"]:
        done = cli("runbook", "show", book["path"])
        assert (done.code, done.stderr) == (0, "")
        assert done.stdout.count("[ ]") >= book["steps"]


def test_showing_a_broken_book_tells_every_fault(cli: Cli, folder: Path) -> None:
    text = BOOK.format(id="ours", reviewed="soon").replace('kind = "do"', 'kind = "does"')
    (folder / "ours.toml").write_text(text)
    done = cli("runbook", "show", "ours")
    assert (done.code, done.stdout) == (2, "")
    assert "ours.toml:8:12: not TOML" in done.stderr


def test_an_unknown_book_is_answered_with_the_nearest(cli: Cli, folder: Path) -> None:
    done = cli("runbook", "show", "p1-outtage")
    assert done.code == 2
    assert "did you mean p1-outage?" in done.stderr


def test_lint_tells_faults_on_stdout_and_exits_with_2(cli: Cli, folder: Path) -> None:
    text = BOOK.format(id="ours", reviewed="2026-11-21")
    (folder / "ours.toml").write_text(text.replace('goto = "switch"', 'goto = "runbook:p9#x"'))
    (folder / "bad.toml").write_text(text.replace("title", "titel", 1).replace('"ours"', '"bad"'))
    done = cli("runbook", "lint", "ours", str(folder / "bad.toml"))
    assert done.code == 2
    assert f"{folder / 'ours.toml'}:27:67: no usable runbook is called p9" in done.stdout
    assert f"{folder / 'bad.toml'}:5:1: [runbook] has no key titel; did you mean title?" in done.stdout
    assert done.stderr == "2 books, 2 of them cannot be used, 0 warnings.\n"


def test_lint_warns_and_exits_with_0(cli: Cli, folder: Path) -> None:
    done = cli("runbook", "lint", "ours")
    assert done.code == 0
    assert f"{folder / 'ours.toml'}:8:12: warning: STALE" in done.stdout
    assert done.stderr == "1 book, no faults, 1 warning.\n"


def test_lint_prints_what_the_books_say_in_each_scenario(cli: Cli, folder: Path) -> None:
    done = cli("runbook", "lint", "ours")
    proposals, ours = done.stdout.split("\n\n")[1:]
    assert proposals.startswith("scenario ")
    healthy = [line for line in proposals.splitlines() if line.startswith("healthy ")]
    outages = [line for line in proposals.splitlines() if line.startswith("total-outage ")]
    assert not any("ours" in line for line in healthy)
    assert any("ours" in line.split() for line in outages)
    assert [line.split()[-2:] for line in ours.splitlines() if line.startswith("total-outage 2m")] == [
        ["2m", "switch"]
    ]


def test_the_shipped_books_have_no_faults(cli: Cli) -> None:
    done = cli("runbook", "lint")
    assert done.code == 0, done.stdout
    assert "no faults" in done.stderr


def test_a_new_book_is_free_of_faults_and_warnings(cli: Cli, tmp_path: Path) -> None:
    new = cli("runbook", "new", "my-book")
    assert (new.code, new.stdout) == (0, "my-book.toml\n")
    lint = cli("runbook", "lint", "my-book.toml")
    assert lint.code == 0
    assert lint.stderr == "1 book, no faults, 0 warnings.\n"


def test_a_new_book_never_replaces_a_file(cli: Cli, folder: Path) -> None:
    before = (folder / "ours.toml").read_text()
    done = cli("runbook", "new", "ours", "--folder", str(folder))
    assert done.code == 2
    assert "is already there" in done.stderr
    assert (folder / "ours.toml").read_text() == before


@pytest.mark.parametrize("name", ["My Book", "../escape", "", "a" * 65])
def test_a_new_book_needs_an_id(cli: Cli, tmp_path: Path, name: str) -> None:
    done = cli("runbook", "new", name)
    assert done.code == 2
    assert "cannot be an id" in done.stderr


def test_the_schema_is_one_json_document(cli: Cli) -> None:
    schema = json.loads(cli("runbook", "schema").stdout)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert {"runbook", "probe", "step"} <= schema["properties"].keys()
