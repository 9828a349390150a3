"""From words to an exit code. Only the module of the chosen command is imported.

A command module offers two functions, and imports whatever is heavy inside them:

    def configure(parser: CommandParser) -> None                    # its arguments; verbs by parser.add_verbs
    def run(arguments: argparse.Namespace, output: Output) -> int   # an ExitCode

`arguments` holds also `command` (its name), `config` (a path or None), `quiet`, `debug` and `color`. It writes through
`output`, raises UserError or a subclass for what the user can put right, and never ends the process itself.
"""

from __future__ import annotations

from argparse import PARSER, SUPPRESS, Namespace
from importlib import import_module
from typing import TYPE_CHECKING

from cio_tui import __version__
from cio_tui.cli.commands import COMMANDS, SCREEN
from cio_tui.cli.exit_codes import MEANINGS, ExitCode
from cio_tui.cli.output import Output
from cio_tui.cli.parser import CommandParser
from cio_tui.core.errors import Refused, Undecided, UserError

if TYPE_CHECKING:
    from collections.abc import Sequence


def run(words: Sequence[str]) -> int:
    """Do what the words say. Every expected error becomes sentences on stderr and an exit code."""
    streams = Output()
    try:
        return _dispatch(words)
    except UserError as error:
        streams.complain(_traceback() if "--debug" in words else str(error))
        return _exit_code(error)
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        return ExitCode.PIPE_CLOSED
    except SystemExit as stop:  # how argparse ends after --help
        return stop.code if isinstance(stop.code, int) else ExitCode.OK


def _dispatch(words: Sequence[str]) -> int:
    arguments = root_parser().parse_args(
        words, Namespace(config=None, quiet=False, debug=False, color="auto")
    )
    if arguments.version:
        Output().write_text(f"cio-tui {__version__}\n")
        return ExitCode.OK
    name, *rest = arguments.command or [""]
    arguments.command = name
    path, summary = _find(name) if name else SCREEN
    module = import_module(path)
    parser = CommandParser(rest, prog=f"cio-tui {name}", description=summary)
    module.configure(parser)
    parser.parse_args(rest, arguments)
    code: int = module.run(arguments, Output(quiet=arguments.quiet, color=arguments.color))
    return code


def root_parser() -> CommandParser:
    """Global flags, and the name of a command with everything behind it."""
    root = CommandParser(
        prog="cio-tui",
        usage="cio-tui [COMMAND …]",
        description="Walk Customer.io incident runbooks with live evidence. Without a command it opens the screen.",
        epilog=_epilog(),
    )
    root.add_argument("--version", action="store_true", help="print the version")
    root.add_argument("command", nargs=PARSER, help=SUPPRESS).required = False
    return root


def _find(name: str) -> tuple[str, str]:
    if name not in COMMANDS:
        from cio_tui.core.nearest import nearest

        near = nearest(name, COMMANDS)
        hint = f"Did you mean `{near}`?" if near else "See `cio-tui --help`."
        raise UserError(f"cio-tui has no command `{name}`. {hint}")
    return COMMANDS[name]


def _epilog() -> str:
    width = max(map(len, COMMANDS))
    commands = [f"  {name:{width}}  {summary}" for name, (_, summary) in COMMANDS.items()]
    codes = [f"  {code:3}  {meaning}" for code, meaning in MEANINGS.items()]
    return "\n".join(["commands:", *commands, "", "exit codes:", *codes])


def _exit_code(error: UserError) -> ExitCode:
    match error:
        case Refused():
            return ExitCode.STATE
        case Undecided():
            return ExitCode.UNKNOWN
        case _:
            return ExitCode.USAGE


def _traceback() -> str:
    import traceback

    return traceback.format_exc()
