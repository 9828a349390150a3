"""`incident reviewed ID [--remark TEXT]`: somebody read the whole of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.cli.exit_codes import ExitCode
from cio_tui.cli.incident_place import find
from cio_tui.cli.incident_words import say_saved
from cio_tui.runtime.reviewer import Reviewer

if TYPE_CHECKING:
    from argparse import Namespace

    from cio_tui.cli.output import Output
    from cio_tui.runtime.settings import Settings


def run(arguments: Namespace, settings: Settings, output: Output) -> int:
    """Append it. Raises Refused when the log is damaged or a session writes it, NotSaved."""
    folder = find(settings, arguments.id)
    say_saved(folder, output, Reviewer.here(settings).mark(folder, arguments.remark))
    return ExitCode.OK
