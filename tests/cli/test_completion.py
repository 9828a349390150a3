from __future__ import annotations

import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from cio_tui.cli import completion
from cio_tui.cli.commands import COMMANDS
from cio_tui.cli.completion import SHELLS, script

if TYPE_CHECKING:
    from pathlib import Path

    from tests.cli.conftest import Cli


@pytest.mark.parametrize("shell", SHELLS)
def test_every_command_and_its_verbs_are_completed(shell: str) -> None:
    text = script(shell)
    for name in [*COMMANDS, "lint", "--quiet"]:
        assert name.lstrip("-") in text


@pytest.mark.parametrize("shell", [shell for shell in SHELLS if shutil.which(shell)])
def test_the_shell_itself_accepts_the_script(tmp_path: Path, shell: str) -> None:
    (tmp_path / "script").write_text(script(shell))
    subprocess.run([shell, "-n", "script"], cwd=tmp_path, check=True)


def test_a_script_made_with_the_wheel_is_printed_as_it_is(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    from cio_tui.cli.main import run

    (tmp_path / "bash").write_text("made before\n")
    monkeypatch.setattr(completion, "MADE", tmp_path)
    assert run(["completion", "bash"]) == 0
    assert capsys.readouterr().out == "made before\n"


def test_a_checkout_without_shtab_is_told_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from cio_tui.cli.main import run

    monkeypatch.setitem(sys.modules, "shtab", None)
    assert run(["completion", "fish"]) == 2
    assert "pip install shtab" in capsys.readouterr().err


def test_an_unknown_shell_is_a_usage_error(cli: Cli) -> None:
    assert cli("completion", "dos").code == 2
