from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Cli


def test_drills_are_listed_with_the_books_they_are_meant_for(cli: Cli) -> None:
    done = cli("drill", "--list")
    assert done.code == 0
    (outage,) = (line for line in done.stdout.splitlines() if line.startswith("total-outage"))
    assert "p1-outage" in outage


def test_a_drill_needs_no_configuration_and_is_marked_as_one(cli: Cli) -> None:
    done = cli("drill", "healthy", "--plain", "--book", "p1-outage", "--speed", "50", stdin=":note hm\n")
    assert (done.code, done.stderr) == (0, "")
    first, *_ = done.stdout.splitlines()
    assert first.startswith("INCIDENT INC-")
    assert " DRILL drill/us, P1 Complete outage" in first


def test_a_scenario_without_a_book_asks_for_one(cli: Cli, tmp_path: Path) -> None:
    bare = tmp_path / "bare.toml"
    bare.write_text('[scenario]\nid = "bare"\ntitle = "Nothing happens"\n')
    done = cli("drill", str(bare), "--plain")
    assert done.code == 2
    assert "meant for no book; name one with --book" in done.stderr
    assert cli("drill", str(bare), "--plain", "--book", "p1-outage", "--speed", "50").code == 0


def test_a_scenario_that_is_none_is_named_with_the_nearest(cli: Cli) -> None:
    done = cli("drill", "total-outrage", "--plain")
    assert done.code == 2
    assert "total-outage" in done.stderr
