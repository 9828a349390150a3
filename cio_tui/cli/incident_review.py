"""`incident review ID`: read an incident section by section on the screen, or as plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.cli.exit_codes import ExitCode
from cio_tui.cli.incident_place import find

if TYPE_CHECKING:
    from argparse import Namespace

    from cio_tui.cli.output import Output
    from cio_tui.runtime.incident_folder import IncidentFolder
    from cio_tui.runtime.settings import Settings

WIDTH = 100
"""Cells of a line of plain text."""


def run(arguments: Namespace, settings: Settings, output: Output) -> int:
    """Show the review until it is left. Raises UserError where neither a screen nor an event is."""
    folder = find(settings, arguments.id)
    if arguments.plain:
        return _tell(folder, output)
    from cio_tui.cli.full_screen import require_screen

    require_screen(f"cio-tui incident review {arguments.id} --plain")
    return _show(folder, settings)


def _show(folder: IncidentFolder, settings: Settings) -> int:
    from cio_tui.runtime.reviewer import Reviewer
    from cio_tui.tui.review_launch import launch_review

    return launch_review(folder, Reviewer.here(settings))


def _tell(folder: IncidentFolder, output: Output) -> int:
    """Every section as text. A damaged log is told as far as it can be read, and exits with 1."""
    from cio_tui.runtime.reviewing import review
    from cio_tui.tui.present.review_plain import plain_lines

    account, _, verification, _ = review(folder)
    for line in plain_lines(account, WIDTH):
        output.write_line(line)
    return ExitCode.OK if verification.holds else ExitCode.FAILING
