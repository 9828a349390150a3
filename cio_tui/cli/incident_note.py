"""`incident note ID TEXT [--at WHEN]`: a word added to a log that nobody is writing, open or closed."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from cio_tui.cli.exit_codes import ExitCode
from cio_tui.cli.incident_place import find
from cio_tui.cli.incident_words import Words, now_and_me, say_saved
from cio_tui.core.errors import UserError
from cio_tui.core.events import Amended, Note
from cio_tui.core.times import stamp
from cio_tui.runtime.afterwards import AFTERWARDS, HAPPENED, read_moment
from cio_tui.runtime.aside import add_events

if TYPE_CHECKING:
    from argparse import Namespace

    from cio_tui.cli.output import Output
    from cio_tui.core.events import Event
    from cio_tui.runtime.settings import Settings

LARGEST = 65_536
"""Characters read from stdin."""


def run(arguments: Namespace, settings: Settings, output: Output) -> int:
    """Append it. Raises PenHeld while a session writes, Refused when the log is damaged, NotSaved."""
    folder = find(settings, arguments.id)
    text = sys.stdin.read(LARGEST) if arguments.text == ["-"] else " ".join(arguments.text)
    if not text.strip():
        raise UserError("A note needs a text.")
    now, me = now_and_me()
    happened = stamp(read_moment(arguments.at, now)) if arguments.at else ""
    words = Words(settings)

    def draft(salt: str, seq: int) -> list[Event]:
        note = Note(words.private(text, salt))
        return [note, Amended(seq, HAPPENED, happened, AFTERWARDS)] if happened else [note]

    say_saved(folder, output, *add_events(folder, me, now, draft))
    return ExitCode.OK
