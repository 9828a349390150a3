from __future__ import annotations

import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from cio_tui import __version__
from cio_tui.cli.commands import COMMANDS
from cio_tui.cli.exit_codes import MEANINGS
from cio_tui.cli.main import run
from cio_tui.core.errors import Refused, Undecided, UserError

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Cli


def test_version_is_one_line_on_stdout(cli: Cli) -> None:
    done = cli("--version")
    assert (done.code, done.stdout, done.stderr) == (0, f"cio-tui {__version__}\n", "")


def test_version_is_answered_beside_other_flags_too(cli: Cli) -> None:
    assert cli("--quiet", "--version").stdout == f"cio-tui {__version__}\n"


def test_help_names_every_command_and_every_exit_code(cli: Cli) -> None:
    done = cli("--help")
    assert done.code == 0
    for name, (_, summary) in COMMANDS.items():
        assert f"  {name}" in done.stdout
        assert summary in done.stdout
    for code, meaning in MEANINGS.items():
        assert f"{code:5}  {meaning}" in done.stdout


def test_without_a_terminal_the_screen_is_refused_in_a_sentence(cli: Cli) -> None:
    done = cli()
    assert done.code == 2
    assert done.stdout == ""
    assert "needs a terminal" in done.stderr
    assert "--plain" in done.stderr


def test_a_mistyped_command_is_answered_with_the_nearest(cli: Cli) -> None:
    done = cli("docter")
    assert (done.code, done.stderr) == (2, "cio-tui has no command `docter`. Did you mean `doctor`?\n")


def test_a_wrong_argument_is_one_sentence_without_usage_text(cli: Cli) -> None:
    done = cli("config", "show", "--jsn")
    assert done.code == 2
    assert done.stderr == (
        "cio-tui config show: unrecognized arguments: --jsn. Did you mean `--json`? "
        "See `cio-tui config show --help`.\n"
    )


@pytest.mark.parametrize(
    "words",
    [
        ("--config", "FILE", "config", "path"),
        ("config", "--config", "FILE", "path"),
        ("config", "path", "--config", "FILE"),
        ("config", "path", "--config=FILE", "--quiet", "--debug", "--color", "never"),
    ],
)
def test_global_flags_stand_before_or_after_the_names(cli: Cli, words: tuple[str, ...]) -> None:
    assert cli(*words).stdout == "FILE\n"


def test_a_later_flag_wins_over_an_earlier_one(cli: Cli) -> None:
    assert cli("--config", "one", "config", "path", "--config", "two").stdout == "two\n"


def test_debug_shows_where_a_users_mistake_was_found(cli: Cli) -> None:
    done = cli("config", "show", "--config", "/nowhere", "--debug")
    assert done.code == 2
    assert "Traceback" in done.stderr
    assert "/nowhere: No such file or directory." in done.stderr


def test_a_closed_pipe_ends_the_program_quietly() -> None:
    program = subprocess.Popen(
        [sys.executable, "-m", "cio_tui", "config", "show"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert program.stdout
    assert program.stderr
    program.stdout.close()
    assert program.stderr.read() == b""
    program.stderr.close()
    assert program.wait() == 128 + signal.SIGPIPE


@pytest.mark.parametrize(
    "words",
    ["config path", "runbook list", "incident list --json", "--version", "rollout bucket --percent 5"],
)
def test_a_closed_stdout_is_a_sentence_and_no_success(words: str, tmp_path: Path) -> None:
    done = subprocess.run(
        ["sh", "-c", f'exec "$0" -m cio_tui {words} >&-', sys.executable],
        input=b"user-1\n",
        capture_output=True,
        check=False,
        env={**os.environ, "HOME": str(tmp_path)},
    )
    assert (done.returncode, done.stderr) == (3, b"stdout cannot be written: it is closed.\n")


def test_a_full_disk_behind_stdout_is_a_sentence() -> None:
    with open(os.devnull.replace("null", "full"), "wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "cio_tui", "config", "path"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert done.returncode == 3
    assert done.stderr == b"stdout cannot be written: No space left on device.\n"


@pytest.mark.parametrize(
    ("error", "code"),
    [(UserError("a"), 2), (Undecided("b"), 3), (Refused("c"), 4), (KeyboardInterrupt(), 130)],
)
def test_every_expected_error_has_its_exit_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: BaseException, code: int
) -> None:
    def fail(*_: object) -> int:
        raise error

    monkeypatch.setattr("cio_tui.cli.config.run", fail)
    assert run(["config", "path"]) == code
    assert capsys.readouterr().err == (f"{error}\n" if isinstance(error, UserError) else "")
