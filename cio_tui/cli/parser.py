"""argparse with our manners: the global flags on every level, whole sentences, no abbreviations.

A nested parser inherits the class, so `--quiet` is accepted before and after every command name without a second list.
Of a command's verbs only the one that was typed is given its parser: thirteen of them cost 0.15 × `python -c pass`.
"""

from __future__ import annotations

import argparse
import os
from argparse import SUPPRESS, ArgumentError, ArgumentParser, RawDescriptionHelpFormatter
from typing import TYPE_CHECKING

from cio_tui.cli.output import Output
from cio_tui.core.errors import UserError

if TYPE_CHECKING:
    from argparse import Action, Namespace
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from typing import NoReturn

    from _typeshed import SupportsWrite

    Verbs = Mapping[str, tuple[str, Callable[[ArgumentParser], None] | None]]
    """By name: what it does, and what adds its arguments, if it has any."""

COLORS = ("auto", "always", "never")

# We ship no translations of argparse's words, and looking for some imports locale: 0.1 × `python -c pass`.
argparse._ = str  # type: ignore[attr-defined]


class CommandParser(ArgumentParser):
    """A parser of one command, or of one of its verbs. `words` is what it will parse, if that is known."""

    def __init__(self, words: Sequence[str] = (), **settings: object) -> None:
        ours = {"allow_abbrev": False, "formatter_class": HelpText, "parents": [_global_flags()]}
        super().__init__(**{**ours, **settings})  # type: ignore[arg-type]
        self._words = words

    def add_verbs(self, verbs: Verbs) -> None:
        """One of these has to follow; all are known to the help and to whatever else does not begin with one."""
        typed = [name for name in self._words[:1] if name in verbs]
        choice = self.add_subparsers(dest="verb", metavar="VERB", required=True)
        for name in typed or verbs:
            summary, add_arguments = verbs[name]
            verb = choice.add_parser(name, help=summary, description=summary)
            if add_arguments:
                add_arguments(verb)

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: Namespace | None = None
    ) -> tuple[Namespace, list[str]]:
        """Nothing is left over: the verb itself refuses, as its command does not know the verb's flags."""
        arguments, left = super().parse_known_args(args, namespace)
        if left:
            flag = next((word for word in left if word.startswith("-")), "")
            known = (name for name in self._option_string_actions if name.startswith("--"))
            self._refuse(f"unrecognized arguments: {' '.join(left)}", flag.partition("=")[0], known)
        return arguments, []

    def print_help(self, file: SupportsWrite[str] | None = None) -> None:
        """Help is data as well, and only one module writes that."""
        if file is None:
            Output().write_text(self.format_help())
        else:
            super().print_help(file)

    def error(self, message: str) -> NoReturn:
        """One sentence instead of the usage text."""
        self._refuse(message)

    def _check_value(self, action: Action, value: object) -> None:
        try:
            super()._check_value(action, value)
        except ArgumentError as error:
            self._refuse(str(error), str(value), map(str, action.choices or ()))

    def _refuse(self, message: str, typed: str = "", known: Iterable[str] = ()) -> NoReturn:
        """Say what is wrong, and which of these was meant. The dashes of a flag make no two of them alike."""
        from cio_tui.core.nearest import nearest

        names = {name.lstrip("-"): name for name in known}
        near = nearest(typed.lstrip("-"), names)
        hint = f" Did you mean `{names[near]}`?" if near else ""
        raise UserError(f"{self.prog}: {message}.{hint} See `{self.prog} --help`.")


class HelpText(RawDescriptionHelpFormatter):
    """Made for every argument that is added; asked for the width, argparse imports shutil (0.2 × `python -c pass`)."""

    def __init__(self, prog: str) -> None:
        super().__init__(prog, width=_columns() - 2)


def _columns() -> int:
    """Of the terminal; 80 without one."""
    try:
        return max(40, os.get_terminal_size(1).columns)
    except OSError:
        return 80


def _global_flags() -> ArgumentParser:
    """The flags that a parser takes over from here; made once."""
    if not _made:
        flags = ArgumentParser(add_help=False, formatter_class=HelpText)
        group = flags.add_argument_group("accepted by every command")
        group.add_argument("--config", metavar="FILE", default=SUPPRESS, help="read this configuration")
        group.add_argument(
            "--quiet", action="store_true", default=SUPPRESS, help="say nothing; the exit code tells"
        )
        group.add_argument("--debug", action="store_true", default=SUPPRESS, help="show tracebacks")
        group.add_argument("--color", choices=COLORS, default=SUPPRESS, help="auto is the default")
        _made.append(flags)
    return _made[0]


_made: list[ArgumentParser] = []
