"""`runbook list|show|lint|new|schema`: which books there are, what one says, and what is wrong with it.

Each verb imports what it needs: a list costs no more than reading the heads of some files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.cli.exit_codes import ExitCode
from cio_tui.cli.marks import MARKS, Mark

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from datetime import date

    from cio_tui.cli.output import Output
    from cio_tui.cli.parser import CommandParser
    from cio_tui.runtime.heads import Head
    from cio_tui.runtime.library import Library

_BROKEN = MARKS["failing"]._replace(word="broken")


def configure(parser: CommandParser) -> None:
    """Five verbs."""
    parser.add_verbs(
        {
            "list": (
                "every book by its first table, and whether it is still reviewed; `lint` finds the other faults",
                _add_list,
            ),
            "show": ("a book as a checklist on paper", _add_show),
            "lint": ("every fault and every doubt, and what the books say in each scenario", _add_lint),
            "new": ("write the skeleton of a book, with comments", _add_new),
            "schema": ("the format as JSON Schema, for editors", None),
        }
    )


def _add_list(listing: ArgumentParser) -> None:
    listing.add_argument("--json", action="store_true", help="one JSON document")


def _add_show(show: ArgumentParser) -> None:
    show.add_argument("book", metavar="BOOK", help="an id, or a TOML file")


def _add_lint(lint: ArgumentParser) -> None:
    lint.add_argument("books", metavar="BOOK", nargs="*", help="ids or TOML files; every book when absent")


def _add_new(new: ArgumentParser) -> None:
    new.add_argument("id", metavar="ID", help="the new book's id, and the name of its file")
    new.add_argument("--folder", default=".", metavar="FOLDER", help="where to write it; here when absent")


def run(arguments: Namespace, output: Output) -> int:
    """Do one of them."""
    match arguments.verb:
        case "list":
            return _list(arguments, output)
        case "show":
            from cio_tui.cli.runbook_show import show

            return show(arguments.book, _library(arguments), output)
        case "lint":
            from cio_tui.cli.runbook_lint import lint
            from cio_tui.runtime.settings import load_settings

            return lint(arguments.books, load_settings(arguments.config), output)
        case "new":
            from cio_tui.cli.runbook_new import write_skeleton

            return write_skeleton(arguments.id, arguments.folder, output)
        case _:
            return _schema(output)


def _library(arguments: Namespace) -> Library:
    from cio_tui.runtime.library import open_library
    from cio_tui.runtime.settings import load_settings

    return open_library(load_settings(arguments.config))


def _list(arguments: Namespace, output: Output) -> int:
    from datetime import UTC, datetime

    today = datetime.now(UTC).date()
    heads = _library(arguments).heads()
    if arguments.json:
        output.write_json("runbook-list", {"runbooks": [_document(head, today) for head in heads]})
    elif heads:
        columns = ("id", "severity", "title", "steps", "reviewed", "where")
        output.write_table(columns, [_row(head, today) for head in heads])
    else:
        output.narrate("There are no runbooks here; `cio-tui runbook new ID` writes one.")
    for head in heads:
        for path in head.shadows:
            output.narrate(f"{head.id}: {head.path} is used instead of {path}.")
    if any(head.fault for head in heads):
        output.narrate("Only first tables were read: `cio-tui runbook lint` names every fault of every book.")
    return ExitCode.OK


def _row(head: Head, today: date) -> tuple[str | Mark, ...]:
    if head.fault:
        return (head.id, _BROKEN, head.fault, "", "", head.path)
    return (head.id, head.severity or "-", head.title, str(head.steps), _reviewed(head, today), head.path)


def _reviewed(head: Head, today: date) -> str:
    if head.reviewed is None:
        return "never"
    days = head.days_overdue(today)
    return f"STALE {days}d" if days else head.reviewed.isoformat()


def _document(head: Head, today: date) -> dict[str, object]:
    return {**head._asdict(), "days_overdue": head.days_overdue(today)}


def _schema(output: Output) -> int:
    import json

    from cio_tui.core.schema.published import json_schema

    output.write_text(json.dumps(json_schema(), indent=2) + "\n")
    return ExitCode.OK
