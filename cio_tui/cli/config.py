"""`config show|path|check`: what is in force, where it came from, what is missing. No credential is ever shown."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from cio_tui.cli.exit_codes import ExitCode
from cio_tui.runtime.setting_checks import CredentialSource
from cio_tui.runtime.settings import load_settings, locate_config

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from cio_tui.cli.output import Output
    from cio_tui.cli.parser import CommandParser
    from cio_tui.runtime.settings import Settings


def configure(parser: CommandParser) -> None:
    """Three verbs."""
    parser.add_verbs(
        {
            "show": ("each value and where it came from", _add_json),
            "path": ("the file that is read", None),
            "check": ("load the configuration and every book, and say what is missing", _add_json),
        }
    )


def _add_json(parser: ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="one JSON document")


def run(arguments: Namespace, output: Output) -> int:
    """Do one of them."""
    match arguments.verb:
        case "show":
            return _show(arguments, output)
        case "path":
            return _path(arguments, output)
        case _:
            return _check(arguments, output)


def _show(arguments: Namespace, output: Output) -> int:
    settings = load_settings(arguments.config)
    shown = {name: _shown(name, value, settings) for name, value in settings.given.items()}
    if arguments.json:
        rows = {name: {"value": value, "from": settings.origins[name]} for name, value in shown.items()}
        output.write_json("config-show", {"file": settings.source, "settings": rows})
    else:
        head = ("key", "value", "from")
        output.write_table(
            head, [(name, _text(value), settings.origins[name]) for name, value in shown.items()]
        )
    return ExitCode.OK


def _shown(name: str, value: object, settings: Settings) -> object:
    return (
        _credential(name.rpartition(".")[2], value, settings)
        if isinstance(value, CredentialSource)
        else value
    )


def _credential(name: str, source: CredentialSource, settings: Settings) -> str:
    """Whether it is set, by its fingerprint. A command is not run just to show it: it may ask a person."""
    if source.kind == "env" and not os.environ.get(source.words[0]):
        return f"not set ({source})"
    if source.kind == "command":
        return f"not asked for ({source})"
    from cio_tui.runtime.credentials import Credentials

    found = Credentials(settings).find(name)
    return (
        f"set ({source}) {found.secret.fingerprint}"
        if found.secret
        else found.problem or f"not set ({source})"
    )


def _text(value: object) -> str:
    """As the file would have it."""
    if isinstance(value, tuple):
        return f"[{', '.join(map(_text, value))}]"
    return f'"{value}"' if isinstance(value, str) else "" if value is None else str(value)


def _path(arguments: Namespace, output: Output) -> int:
    path = locate_config(arguments.config, os.environ)
    output.write_text(path + "\n")
    if not os.path.lexists(path):
        output.narrate("There is no such file; defaults are in force.")
    return ExitCode.OK


def _check(arguments: Namespace, output: Output) -> int:
    from cio_tui.cli.findings import report_findings
    from cio_tui.runtime.checkup.configuration import examine_configuration

    load_settings(arguments.config)  # what is wrong with the file itself is a usage error, not a finding
    findings = list(examine_configuration(arguments.config, os.environ))
    return report_findings("config-check", findings, output, as_json=arguments.json)
