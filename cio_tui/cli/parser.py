"""argparse with our manners: the global flags on every level, whole sentences, no abbreviations.

A nested parser inherits the class, so `--quiet` is accepted before and after every command name without a second list.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from cio_tui.cli.output import Output
from cio_tui.core.errors import UserError

if TYPE_CHECKING:
    from typing import NoReturn

    from _typeshed import SupportsWrite

COLORS = ("auto", "always", "never")


class CommandParser(argparse.ArgumentParser):
    """A parser of one command, or of one of its verbs."""

    def __init__(self, **settings: object) -> None:
        super().__init__(**{"allow_abbrev": False, **settings})  # type: ignore[arg-type]
        flags = self.add_argument_group("accepted by every command")
        flags.add_argument(
            "--config", metavar="FILE", default=argparse.SUPPRESS, help="read this configuration"
        )
        flags.add_argument(
            "--quiet", action="store_true", default=argparse.SUPPRESS, help="say nothing; the exit code tells"
        )
        flags.add_argument("--debug", action="store_true", default=argparse.SUPPRESS, help="show tracebacks")
        flags.add_argument("--color", choices=COLORS, default=argparse.SUPPRESS, help="auto is the default")

    def print_help(self, file: SupportsWrite[str] | None = None) -> None:
        """Help is data as well, and only one module writes that."""
        if file is None:
            Output().write_text(self.format_help())
        else:
            super().print_help(file)

    def error(self, message: str) -> NoReturn:
        """One sentence instead of the usage text."""
        raise UserError(f"{self.prog}: {message}. See `{self.prog} --help`.")
