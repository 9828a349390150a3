from __future__ import annotations

from typing import TYPE_CHECKING

from tests.runtime.office import furnish

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Cli

FIRST_WORDS = {
    *("INCIDENT", "STEP", "TEXT", "PROBE", "SUGGEST", "ASK", "DONE"),
    *("NOTE", "TIMER", "ESCALATE", "UNDO", "ERROR", "CLOSED"),
}


def test_a_script_walks_a_book_through_a_pipe(cli: Cli, tmp_path: Path) -> None:
    config = str(furnish(tmp_path))
    done = cli("walk", "b", "--plain", "--config", config, stdin="close\nnothing to do\n")
    assert (done.code, done.stderr) == (0, "")
    words = {line.partition(" ")[0] for line in done.stdout.splitlines()}
    assert words <= FIRST_WORDS
    assert done.stdout.splitlines()[-1].startswith("CLOSED /")
    assert "\x1b" not in done.stdout


def test_a_book_that_is_not_there_is_named_with_the_nearest(cli: Cli, tmp_path: Path) -> None:
    done = cli("walk", "p1-outrage", "--plain", "--config", str(furnish(tmp_path)))
    assert done.code == 2
    assert "p1-outage" in done.stderr
    assert done.stdout == ""


def test_a_typo_is_said_before_the_terminal_is_looked_at(cli: Cli, tmp_path: Path) -> None:
    done = cli("walk", "p1-outrage", "--config", str(furnish(tmp_path)))
    assert (done.code, done.stdout) == (2, "")
    assert done.stderr == "There is no runbook called p1-outrage; did you mean p1-outage?\n"


def test_without_a_terminal_the_screen_says_what_to_run_instead(cli: Cli, tmp_path: Path) -> None:
    done = cli("walk", "b", "--config", str(furnish(tmp_path)))
    assert done.code == 2
    assert "cio-tui walk b --plain" in done.stderr
