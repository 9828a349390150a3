"""`incident backfill BOOK --opened WHEN --title TEXT`: begin the log of an incident that nobody walked."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from cio_tui.cli.exit_codes import ExitCode
from cio_tui.cli.incident_place import root_of
from cio_tui.cli.incident_words import Words, now_and_me, say_saved
from cio_tui.core.errors import UserError
from cio_tui.core.statements import SEVERITIES
from cio_tui.runtime.afterwards import read_moment
from cio_tui.runtime.backfill import Past, backfill
from cio_tui.runtime.library import open_library

if TYPE_CHECKING:
    from argparse import Namespace

    from cio_tui.cli.output import Output
    from cio_tui.runtime.settings import Settings


def run(arguments: Namespace, settings: Settings, output: Output) -> int:
    """Open it and say how it goes on. Raises InvalidRunbook, UserError."""
    now, me = now_and_me()
    began = read_moment(arguments.opened, now)
    severity = arguments.severity.upper()
    if severity not in ("", *SEVERITIES):
        raise UserError(f"`{arguments.severity}` is no severity: they are {', '.join(SEVERITIES)}.")
    book = open_library(settings).open_book(arguments.book)
    salt = secrets.token_hex(8)
    title = Words(settings).private(arguments.title, salt) or book.title
    past = Past(book, began, title, severity or book.severity, settings.region, settings.label, salt)
    folder, written = backfill(root_of(settings), past, me, now)
    say_saved(folder, output, written)
    output.narrate(
        f"Tell it with `cio-tui incident note {folder.id} TEXT --at WHEN` and "
        f"`cio-tui incident milestone {folder.id} NAME --at WHEN --basis TEXT`."
    )
    return ExitCode.OK
