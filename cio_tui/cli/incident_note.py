"""`incident note ID TEXT`: a word added to a log that nobody is writing, open or closed."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from cio_tui.cli.exit_codes import ExitCode
from cio_tui.cli.incident_place import find
from cio_tui.core.errors import UserError
from cio_tui.core.events import Note
from cio_tui.core.fingerprint import Fingerprint
from cio_tui.core.pseudonym import hide_people
from cio_tui.core.redact import Redactor
from cio_tui.core.text import clean_block
from cio_tui.core.times import stamp
from cio_tui.runtime.aside import add_event
from cio_tui.runtime.credentials import Credentials
from cio_tui.runtime.pen import Holder
from cio_tui.runtime.workplace import where_is_here, who_is_here

if TYPE_CHECKING:
    from argparse import Namespace

    from cio_tui.cli.output import Output
    from cio_tui.runtime.settings import Settings

LARGEST = 65_536
"""Characters read from stdin."""


def run(arguments: Namespace, settings: Settings, output: Output) -> int:
    """Append it. Raises PenHeld while a session writes, Refused when the log is damaged, NotSaved."""
    folder = find(settings, arguments.id)
    text = sys.stdin.read(LARGEST) if arguments.text == ["-"] else " ".join(arguments.text)
    if not text.strip():
        raise UserError("A note needs a text.")
    now = datetime.now(UTC)
    me = Holder(who_is_here(), where_is_here(), os.getpid(), stamp(now))
    written = add_event(folder, me, now, lambda salt: Note(_private(text.strip(), salt, settings)))
    output.write_line(
        f"saved as event {written.seq} of {folder.id}, log {Fingerprint(written.digest[:12], written.seq)}"
    )
    return ExitCode.OK


def _private(text: str, salt: str, settings: Settings) -> str:
    """The text without credentials, and without people unless the configuration keeps them."""
    found = {name: look.secret for name, look in Credentials(settings).find_all().items() if look.secret}
    text = Redactor(found).redact(text)
    return clean_block(text if settings.keeps_personal_data else hide_people(text, salt))
