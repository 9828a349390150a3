"""`incident report ID`: what a reviewer reads, to stdout or as a file of its own.

Times are UTC unless asked otherwise, so that the same log gives the same bytes on every host.
"""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from cio_tui.cli.exit_codes import ExitCode
from cio_tui.cli.incident_place import find
from cio_tui.core.errors import UserError
from cio_tui.runtime.whole_file import write_whole

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Callable
    from datetime import tzinfo

    from cio_tui.cli.output import Output
    from cio_tui.core.review.account import Account
    from cio_tui.runtime.settings import Settings

    Render = Callable[[Account, tzinfo | None], str]


def run(arguments: Namespace, settings: Settings, output: Output) -> int:
    """Print or write it. A damaged log is reported as far as it can be read, and exits with 1. Raises UserError."""
    if arguments.force and not arguments.output:
        raise UserError("--force replaces a file: name it with --output FILE.")
    from cio_tui.runtime.reviewing import review

    reviewed = review(find(settings, arguments.id))
    text = _renderer(arguments.format)(reviewed.account, None if arguments.local else UTC)
    if arguments.output:
        data = text.encode()
        write_whole(arguments.output, data, replace=arguments.force)
        output.narrate(f"{arguments.output}: {len(data):,} bytes.")
    elif output.is_terminal:
        output.write_text(text)
    else:
        output.write_bytes(text.encode())  # a page says that it is UTF-8, whatever the locale
    for fault in reviewed.verification.faults:
        output.narrate(f"Reported as far as it can be read: {fault}")
    return ExitCode.OK if reviewed.verification.holds else ExitCode.FAILING


def _renderer(form: str) -> Render:
    """The one that is asked for; the others are not imported."""
    match form:
        case "html":
            from cio_tui.report.html.document import render_html

            return render_html
        case "json":
            from cio_tui.report.json_document import render_json

            return render_json
        case "slack":
            from cio_tui.report.slack import render_slack

            return render_slack
        case _:
            from cio_tui.report.markdown.document import render_markdown

            return render_markdown
