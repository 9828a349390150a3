"""`incident report ID`: what a reviewer reads, to stdout or as a file of its own.

Times are UTC unless asked otherwise, so that the same log gives the same bytes on every host.
"""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from cio_tui.cli.exit_codes import ExitCode
from cio_tui.cli.incident_place import find
from cio_tui.core.errors import UserError
from cio_tui.runtime.report_file import render
from cio_tui.runtime.whole_file import write_whole

if TYPE_CHECKING:
    from argparse import Namespace

    from cio_tui.cli.output import Output
    from cio_tui.runtime.settings import Settings


def run(arguments: Namespace, settings: Settings, output: Output) -> int:
    """Print or write it. A damaged log is reported as far as it can be read, and exits with 1. Raises UserError."""
    if arguments.force and not arguments.output:
        raise UserError("--force replaces a file: name it with --output FILE.")
    from cio_tui.runtime.reviewing import review

    reviewed = review(find(settings, arguments.id))
    text = render(reviewed.account, arguments.format, None if arguments.local else UTC)
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
