"""`incident amend ID EVENT FIELD VALUE --reason TEXT`: a correction; the original stays, and readers show both."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cio_tui.cli.exit_codes import ExitCode
from cio_tui.cli.incident_place import find
from cio_tui.cli.incident_words import Words, now_and_me, say_saved
from cio_tui.core.errors import UserError
from cio_tui.runtime.afterwards import amendment
from cio_tui.runtime.aside import add_event

if TYPE_CHECKING:
    from argparse import Namespace

    from cio_tui.cli.output import Output
    from cio_tui.runtime.settings import Settings


def run(arguments: Namespace, settings: Settings, output: Output) -> int:
    """Append it. Raises PenHeld while a session writes, Refused when the log is damaged, UserError."""
    folder = find(settings, arguments.id)
    if not arguments.reason.strip():
        raise UserError("A correction needs a reason: say with --reason what was wrong.")
    now, me = now_and_me()
    amended, before = amendment(folder, arguments.event, arguments.field, arguments.value, "", now)
    words = Words(settings)
    written = add_event(
        folder,
        me,
        now,
        lambda salt: amended._replace(
            value=words.private(amended.value, salt),
            reason=words.private(arguments.reason, salt),
        ),
    )
    say_saved(folder, output, written)
    output.narrate(f"Event {amended.amends} still says {amended.name} = {before}; readers show both.")
    return ExitCode.OK
