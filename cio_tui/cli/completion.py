"""`completion SHELL`. The scripts come with the wheel; in a checkout they are made on the spot, if shtab is there."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from cio_tui.cli.commands import COMMANDS
from cio_tui.cli.parser import CommandParser
from cio_tui.core.errors import UserError

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from cio_tui.cli.output import Output

SHELLS = ("bash", "zsh", "fish", "tcsh")
MADE = Path(__file__).parent / "completions"
"""One file a shell, put there by the build."""


def configure(parser: ArgumentParser) -> None:
    """Which shell."""
    parser.add_argument("shell", choices=SHELLS, metavar="SHELL", help=", ".join(SHELLS))


def run(arguments: Namespace, output: Output) -> int:
    """Print the script; `cio-tui completion bash > ~/.local/share/bash-completion/completions/cio-tui` installs it."""
    made = MADE / arguments.shell
    output.write_text(made.read_text(encoding="utf-8") if made.exists() else script(arguments.shell))
    return 0


def script(shell: str) -> str:
    """The completion script for all commands, verbs and flags."""
    try:
        import shtab
    except ImportError:
        raise UserError(
            "The completion scripts come with an installed cio-tui. In a checkout, `pip install shtab` first."
        ) from None
    return shtab.complete(_whole_parser(), shell) + "\n"


def _whole_parser() -> ArgumentParser:
    """Every command with all its verbs in one tree. It imports every command module, as nothing else does."""
    from importlib import import_module

    root = CommandParser(prog="cio-tui")
    root.add_argument("--version", action="store_true", help="print the version")
    names = root.add_subparsers(dest="command", metavar="COMMAND")
    for name, (path, summary) in COMMANDS.items():
        import_module(path).configure(names.add_parser(name, help=summary))
    return root
