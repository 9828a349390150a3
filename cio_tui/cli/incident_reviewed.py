"""`incident reviewed ID [--remark TEXT]`: somebody read the whole of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.cli.exit_codes import ExitCode
from cio_tui.cli.incident_place import find
from cio_tui.cli.incident_words import Words, now_and_me, say_saved
from cio_tui.core.events import IncidentReviewed
from cio_tui.runtime.aside import add_event

if TYPE_CHECKING:
    from argparse import Namespace

    from cio_tui.cli.output import Output
    from cio_tui.runtime.settings import Settings


def run(arguments: Namespace, settings: Settings, output: Output) -> int:
    """Append it. Raises PenHeld while a session writes, Refused when the log is damaged, NotSaved."""
    folder = find(settings, arguments.id)
    now, me = now_and_me()
    words = Words(settings)
    written = add_event(folder, me, now, lambda salt: IncidentReviewed(words.private(arguments.remark, salt)))
    say_saved(folder, written, output)
    return ExitCode.OK
