"""`incident note ID TEXT`: a word added to a log that nobody is writing, open or closed."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from cio_tui.cli.exit_codes import ExitCode
from cio_tui.core.codec import decode
from cio_tui.core.errors import UserError
from cio_tui.core.events import IncidentOpened, Note
from cio_tui.core.fingerprint import Fingerprint
from cio_tui.core.pseudonym import hide_people
from cio_tui.core.record import Recorded
from cio_tui.core.redact import Redactor
from cio_tui.core.text import clean_block
from cio_tui.core.times import stamp
from cio_tui.runtime.credentials import Credentials
from cio_tui.runtime.log_opening import take_up_log
from cio_tui.runtime.pen import Holder
from cio_tui.runtime.workplace import where_is_here, who_is_here

if TYPE_CHECKING:
    from collections.abc import Sequence

    from cio_tui.cli.output import Output
    from cio_tui.runtime.incident_folder import IncidentFolder
    from cio_tui.runtime.log_opening import Opened
    from cio_tui.runtime.settings import Settings

LARGEST = 65_536
"""Characters read from stdin."""


def add_note(folder: IncidentFolder, words: Sequence[str], settings: Settings, output: Output) -> int:
    """Append it. Raises PenHeld while a session writes, Refused when the log is damaged, NotSaved."""
    text = sys.stdin.read(LARGEST) if list(words) == ["-"] else " ".join(words)
    if not text.strip():
        raise UserError("A note needs a text.")
    now = datetime.now(UTC)
    me = Holder(who_is_here(), where_is_here(), os.getpid(), stamp(now))
    opened = take_up_log(folder, me, newest=1)
    try:
        note = Note(_private(text.strip(), opened, settings))
        (written,) = opened.writer.write([_record(note, me.user, now, opened)])
    finally:
        opened.writer.close()
    output.write_line(
        f"saved as event {written.seq} of {folder.id}, log {Fingerprint(written.digest[:12], written.seq)}"
    )
    return ExitCode.OK


def _private(text: str, opened: Opened, settings: Settings) -> str:
    """The text without credentials, and without people unless the configuration keeps them."""
    found = {name: look.secret for name, look in Credentials(settings).find_all().items() if look.secret}
    text = Redactor(found).redact(text)
    first = decode(opened.history.log.blocks[0]).event if opened.history else None
    if isinstance(first, IncidentOpened) and not settings.keeps_personal_data:
        text = hide_people(text, first.salt)
    return clean_block(text)


def _record(note: Note, by: str, now: datetime, opened: Opened) -> Recorded:
    """`mono` goes on from the last session's clock, so that incident time does too."""
    last = opened.history.records[-1] if opened.history else None
    mono = last.mono + max(0.0, (now - last.at).total_seconds()) if last else 0.0
    return Recorded(opened.writer.seq + 1, now, round(mono, 3), by, note)
