"""`incident list|show|note|verify`: what happened, kept and proven. Each verb imports only what it needs."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from cio_tui.cli.output import Output
    from cio_tui.runtime.incident_folder import IncidentFolder
    from cio_tui.runtime.settings import Settings

ID = "an incident's id, or any part of it that no other has"


def configure(parser: ArgumentParser) -> None:
    """A parser a verb."""
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True)
    listing = verbs.add_parser("list", help="every incident, newest first")
    listing.add_argument("--open", action="store_true", help="only those that are not closed")
    show = verbs.add_parser("show", help="what happened, event by event")
    show.add_argument("id", metavar="ID", help=ID)
    note = verbs.add_parser("note", help="add a note, unless a session is writing")
    note.add_argument("id", metavar="ID", help=ID)
    note.add_argument("text", metavar="TEXT", nargs="+", help="the note; `-` reads it from stdin")
    verify = verbs.add_parser(
        "verify", help="check that a log is whole and unchanged; every log without an id"
    )
    verify.add_argument("id", metavar="ID", nargs="?", default="", help=ID)
    verify.add_argument(
        "--head", metavar="FINGERPRINT", default="", help="one that was kept elsewhere: ad72cef5a1b0#16"
    )
    for verb in (listing, show, verify):
        verb.add_argument("--json", action="store_true", help="one JSON document")


def run(arguments: Namespace, output: Output) -> int:
    """Do one of them."""
    from cio_tui.runtime.settings import load_settings

    settings = load_settings(arguments.config)
    root = _root(settings)
    match arguments.verb:
        case "list":
            from cio_tui.cli.incident_list import list_them

            return list_them(root, output, only_open=arguments.open, as_json=arguments.json)
        case "show":
            from cio_tui.cli.incident_show import show

            return show(_find(root, arguments.id), output, as_json=arguments.json)
        case "note":
            from cio_tui.cli.incident_note import add_note

            return add_note(_find(root, arguments.id), arguments.text, settings, output)
        case _:
            from cio_tui.cli.incident_verify import verify_them

            return verify_them(root, arguments.id, arguments.head, output, as_json=arguments.json)


def _root(settings: Settings) -> str:
    import os

    from cio_tui.runtime.paths import incidents_root

    return incidents_root(settings.log_dir, os.environ)


def _find(root: str, word: str) -> IncidentFolder:
    from cio_tui.runtime.incident_folder import find_incident

    return find_incident(root, word)
